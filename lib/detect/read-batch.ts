import { and, asc, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { batches } from '@/drizzle/schema/batches'
import { cases } from '@/drizzle/schema/cases'
import { detections } from '@/drizzle/schema/detections'
import { query } from '@/lib/db/query'
import { notFound } from '@/lib/errors'
import { detectionId } from './detection-uuid'
import { batchItem } from './item-batch'

/**
 * A batch by the uuid a client sent, as the contract's item. Throws `not_found` ("Batch not found"), also for another
 * team's.
 */
export const readBatchItem = query({
  permission: 'case.read',
  input: z.object({ uuid: z.string() }),
  async run(tx, { uuid }, { teamId }) {
    const id = detectionId(uuid)
    const its = id === null ? sql`false` : and(eq(batches.teamId, teamId), eq(batches.id, id))
    const [batch] = await tx.select().from(batches).where(its)
    if (!batch) throw notFound('Batch')
    const files = await tx
      .select({
        detectionId: detections.id,
        status: detections.status,
        deleted: sql<boolean>`${detections.deletedAt} is not null`,
      })
      .from(detections)
      .innerJoin(cases, and(eq(cases.teamId, detections.teamId), eq(cases.id, detections.caseId)))
      .where(and(eq(detections.teamId, teamId), eq(detections.batchId, batch.id)))
      .orderBy(asc(cases.number))
    return batchItem(batch, files)
  },
})
