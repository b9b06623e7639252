import { z } from 'zod'
import { storable } from '@/lib/engine/storable'
import { DocketError } from '@/lib/errors'

/** Parses, without characters that cannot be stored, or throws DocketError `bad_request` whose `fields` say what was wrong where. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, raw: unknown): z.output<Schema> {
  const parsed = schema.safeParse(storable(raw))
  if (parsed.success) return parsed.data
  const { fieldErrors, formErrors } = z.flattenError(parsed.error) as {
    fieldErrors: Record<string, string[]>
    formErrors: string[]
  }
  const sentences = [
    ...formErrors,
    ...Object.entries(fieldErrors).map(([field, faults]) => `${field}: ${faults.join(', ')}`),
  ]
  throw new DocketError('bad_request', sentences.join('; '), { fields: fieldErrors })
}
