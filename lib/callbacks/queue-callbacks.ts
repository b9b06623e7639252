import { and, eq, isNull, or, sql } from 'drizzle-orm'
import { batches } from '@/drizzle/schema/batches'
import { callbacks } from '@/drizzle/schema/callbacks'
import { detections } from '@/drizzle/schema/detections'
import { intelligences } from '@/drizzle/schema/intelligences'
import type { Transaction } from '@/lib/db/client'
import type { Job } from '@/lib/jobs/payloads'
import { deliverJob } from './deliver-job'
import { type CallbackRow, readStanding } from './read-standing'

/**
 * The jobs that report a detection's outcome, now that it or its report in words has ended, in that change's transaction:
 * its own callback, its report's, and its batch's once every file of it has ended.
 */
export async function queueCallbacks(tx: Transaction, teamId: string, detectionId: string): Promise<Job[]> {
  const waiting = await readWaiting(tx, teamId, detectionId)
  const jobs: Job[] = []
  for (const callback of waiting) {
    if (callback.batchId) await lockBatch(tx, teamId, callback.batchId)
    jobs.push(...(await advance(tx, callback)))
  }
  return jobs
}

function readWaiting(tx: Transaction, teamId: string, detectionId: string): Promise<CallbackRow[]> {
  const its = and(eq(detections.teamId, teamId), eq(detections.id, detectionId))
  const batch = tx.select({ id: detections.batchId }).from(detections).where(its)
  const report = tx
    .select({ id: intelligences.id })
    .from(intelligences)
    .where(and(eq(intelligences.teamId, teamId), eq(intelligences.detectionId, detectionId)))
  return tx
    .select()
    .from(callbacks)
    .where(
      and(
        eq(callbacks.teamId, teamId),
        eq(callbacks.status, 'waiting'),
        or(
          eq(callbacks.detectionId, detectionId),
          sql`${callbacks.batchId} = (${batch})`,
          sql`${callbacks.intelligenceId} = (${report})`,
        ),
      ),
    )
}

/**
 * Of two files that end at once, the later must see the earlier's end: else neither would be the last. Not `update`: a
 * second change of a detection's row shares the batch's key, and two who share it would wait for each other here.
 */
async function lockBatch(tx: Transaction, teamId: string, batchId: string): Promise<void> {
  await tx
    .select({ id: batches.id })
    .from(batches)
    .where(and(eq(batches.teamId, teamId), eq(batches.id, batchId)))
    .for('no key update')
}

/** Makes a waiting callback due, or sets its timer once. */
async function advance(tx: Transaction, callback: CallbackRow): Promise<Job[]> {
  const standing = await readStanding(tx, callback)
  if (standing === 'wait') return []
  const stillWaiting = and(
    eq(callbacks.teamId, callback.teamId),
    eq(callbacks.id, callback.id),
    eq(callbacks.status, 'waiting'),
  )
  if (standing === 'due') {
    const moved = await tx
      .update(callbacks)
      .set({ status: 'due', leasedUntil: null })
      .where(stillWaiting)
      .returning({ id: callbacks.id })
    return moved.map(() => deliverJob(callback))
  }
  const { afterSeconds } = standing
  const timed = await tx
    .update(callbacks)
    .set({ leasedUntil: sql`now() + make_interval(secs => ${afterSeconds})` })
    .where(and(stillWaiting, isNull(callbacks.leasedUntil)))
    .returning({ id: callbacks.id })
  return timed.map(() => deliverJob(callback, afterSeconds))
}
