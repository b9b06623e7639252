import { z } from 'zod'
import { DocketError } from '@/lib/errors'

const whole = (least: number, most: number, says: string) =>
  z
    .string(says)
    .regex(/^\d{1,9}$/, says)
    .transform(Number)
    .pipe(z.int(says).min(least, says).max(most, says))

/** Paging as the contract spells it, from a query string. */
export const Paging = z.object({
  page: whole(1, 999_999_999, 'must be a whole number from 1').meta({ description: 'Which page, from 1.' }),
  page_size: whole(10, 1000, 'must be a whole number from 10 to 1000').meta({
    description: 'How many to a page.',
    default: 10,
  }),
})

/** Reads the paging of a query string. Throws DocketError `bad_request` with `fields` when it is wrong. */
export function readPaging(search: URLSearchParams): { page: number; pageSize: number } {
  const parsed = Paging.safeParse({ page: search.get('page'), page_size: search.get('page_size') || '10' })
  if (parsed.success) return { page: parsed.data.page, pageSize: parsed.data.page_size }
  const fields: Record<string, string[]> = z.flattenError(parsed.error).fieldErrors
  const sentences = Object.entries(fields).map(([field, faults]) => {
    const missing = search.get(field) === null ? ' is missing; it' : ''
    return `${field}${missing} ${faults[0]}`
  })
  throw new DocketError('bad_request', `${sentences.join('; ')}.`, { fields })
}
