import { z } from 'zod'
import { addSeconds } from '@/lib/clock'
import { parseInput } from '@/lib/db/parse-input'
import { DocketError } from '@/lib/errors'
import { periodFormats } from '@/lib/evidence/export-period'

const Fields = z.object({
  from: z.iso.date('is no day; write it as 2026-01-31'),
  to: z.iso.date('is no day; write it as 2026-01-31'),
  format: z.enum(periodFormats, 'choose csv or jsonl').default('csv'),
})

/** A period of whole days, UTC, both included; `until`: the first instant after it. Throws DocketError `bad_request`. */
export function parsePeriod(fields: Record<string, unknown>) {
  const { from, to, format } = parseInput(Fields, fields as z.input<typeof Fields>)
  if (to < from) throw new DocketError('bad_request', 'The period ends before it begins. Swap the two days.')
  const day = 24 * 3600
  return { from, to, format, since: new Date(from), until: addSeconds(new Date(to), day) }
}
