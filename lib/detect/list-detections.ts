import { and, count, desc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { detections } from '@/drizzle/schema/detections'
import { query } from '@/lib/db/query'
import { collectRecords } from './collect-records'
import { readPaging } from './paging'
import type { DetectionRecord } from './response'
import { isShown } from './shown-detections'

const listIds = query({
  permission: 'case.read',
  input: z.object({ page: z.number(), pageSize: z.number() }),
  async run(tx, { page, pageSize }, actor) {
    const mine = and(eq(detections.teamId, actor.teamId), isShown())
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
  const { page, pageSize } = readPaging(search)
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
