import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { callbacks } from '@/drizzle/schema/callbacks'
import { detections } from '@/drizzle/schema/detections'
import { intelligences } from '@/drizzle/schema/intelligences'
import { now } from '@/lib/clock'
import type { Transaction } from '@/lib/db/client'
import { type Standing, standingOf } from './callback-rules'

export type CallbackRow = typeof callbacks.$inferSelect

/** How the outcome that a callback reports stands at present. */
export async function readStanding(tx: Transaction, callback: CallbackRow): Promise<Standing> {
  const awaited = await tx
    .select({
      status: detections.status,
      endedAt: detections.completedAt,
      deleted: sql<boolean>`${detections.deletedAt} is not null`,
      report: intelligences.status,
    })
    .from(detections)
    .leftJoin(
      intelligences,
      and(eq(intelligences.teamId, detections.teamId), eq(intelligences.detectionId, detections.id)),
    )
    .where(and(eq(detections.teamId, callback.teamId), ofCallback(callback)))
  // One that was asked for with a report of its own is about that report.
  const waits = callback.intelligenceId ? true : callback.waitForIntelligence
  return standingOf(awaited, waits, now())
}

function ofCallback({ detectionId, batchId, intelligenceId }: CallbackRow): SQL {
  if (detectionId) return eq(detections.id, detectionId)
  if (batchId) return eq(detections.batchId, batchId)
  return sql`${intelligences.id} = ${intelligenceId}`
}
