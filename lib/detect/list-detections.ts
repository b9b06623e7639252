import { count, desc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { detections } from '@/drizzle/schema/detections'
import { query } from '@/lib/db/query'
import { collectRecords } from './collect-records'
import type { DetectionRecord } from './response'

const whole = (says: string) =>
  z
    .string(says)
    .regex(/^\d{1,9}$/, says)
    .transform(Number)

/** Paging as the contract spells it, from a query string. */
const Page = z.object({
  page: whole('is required: a whole number from 1').pipe(z.number().min(1, 'must be 1 or more')),
  page_size: z.preprocess(
    (raw) => (raw === null || raw === '' ? undefined : raw),
    whole('must be a whole number')
      .pipe(z.number().min(10, 'must be 10 or more').max(1000, 'must be 1000 or less'))
      .default(10),
  ),
})

/** A page of the team's detections, newest first. Throws `bad_request` with `fields` when the paging is wrong. */
export const listDetections = query({
  permission: 'case.read',
  input: Page,
  async run(tx, { page, page_size: pageSize }, actor) {
    const mine = eq(detections.teamId, actor.teamId)
    const [counted] = await tx.select({ total: count() }).from(detections).where(mine)
    const ids = await tx
      .select({ id: detections.id })
      .from(detections)
      .where(mine)
      .orderBy(desc(detections.createdAt), desc(detections.id))
      .limit(pageSize)
      .offset((page - 1) * pageSize)
    const records = await collectRecords(
      tx,
      actor.teamId,
      ids.map(({ id }) => id),
    )
    const byId = new Map(records.map((record) => [record.id, record]))
    const total = counted?.total ?? 0
    return {
      page,
      pageSize,
      pages: Math.ceil(total / pageSize),
      total,
      records: ids.map(({ id }) => byId.get(id)).filter((record): record is DetectionRecord => record !== undefined),
    }
  },
})
