import { count, desc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { detections } from '@/drizzle/schema/detections'
import { query } from '@/lib/db/query'
import { DocketError } from '@/lib/errors'
import { collectRecords } from './collect-records'
import type { DetectionRecord } from './response'

const whole = (least: number, most: number, says: string) =>
  z
    .string(says)
    .regex(/^\d{1,9}$/, says)
    .transform(Number)
    .pipe(z.number().min(least, says).max(most, says))

/** Paging as the contract spells it, from a query string. */
const Paging = z.object({
  page: whole(1, 999_999_999, 'must be a whole number from 1'),
  page_size: whole(10, 1000, 'must be a whole number from 10 to 1000'),
})

/** Reads the paging of a query string. Throws DocketError `bad_request` with `fields` when it is wrong. */
function readPaging(search: URLSearchParams): z.output<typeof Paging> {
  const parsed = Paging.safeParse({ page: search.get('page'), page_size: search.get('page_size') || '10' })
  if (parsed.success) return parsed.data
  const fields: Record<string, string[]> = z.flattenError(parsed.error).fieldErrors
  const sentences = Object.entries(fields).map(([field, faults]) => {
    const missing = search.get(field) === null ? ' is missing; it' : ''
    return `${field}${missing} ${faults[0]}`
  })
  throw new DocketError('bad_request', `${sentences.join('; ')}.`, { fields })
}

const listIds = query({
  permission: 'case.read',
  input: z.object({ page: z.number(), pageSize: z.number() }),
  async run(tx, { page, pageSize }, actor) {
    const mine = eq(detections.teamId, actor.teamId)
    const [counted] = await tx.select({ total: count() }).from(detections).where(mine)
    const rows = await tx
      .select({ id: detections.id })
      .from(detections)
      .where(mine)
      .orderBy(desc(detections.createdAt), desc(detections.id))
      .limit(pageSize)
      .offset((page - 1) * pageSize)
    return { total: counted?.total ?? 0, ids: rows.map(({ id }) => id) }
  },
})

/**
 * A page of the team's detections, newest first: how many there are, and the ids on it; `readDetections` reads them.
 * Throws `bad_request` with `fields` when the paging of the query string is wrong.
 */
export async function listDetections(actor: Parameters<typeof listIds>[0], search: URLSearchParams) {
  const { page, page_size: pageSize } = readPaging(search)
  const { total, ids } = await listIds(actor, { page, pageSize })
  return { page, pageSize, pages: Math.ceil(total / pageSize), total, ids }
}

/** The team's detections with these ids, in their order. */
export const readDetections = query({
  permission: 'case.read',
  input: z.object({ ids: z.array(z.uuid()) }),
  async run(tx, { ids }, actor) {
    const byId = new Map((await collectRecords(tx, actor.teamId, ids)).map((record) => [record.id, record]))
    return ids.map((id) => byId.get(id)).filter((record): record is DetectionRecord => record !== undefined)
  },
})
