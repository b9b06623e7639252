import { and, eq } from 'drizzle-orm'
import { detections } from '@/drizzle/schema/detections'
import { remoteRuns } from '@/drizzle/schema/remote-runs'
import type { Transaction } from '@/lib/db/client'

/**
 * Locks a detection and then its run elsewhere, in the order in which whoever ends or deletes a detection does: the other
 * way round two of them would wait for each other. Undefined where there is no such run.
 */
export async function lockRun(
  tx: Transaction,
  teamId: string,
  detectionId: string,
): Promise<typeof remoteRuns.$inferSelect | undefined> {
  await tx
    .select({ id: detections.id })
    .from(detections)
    .where(and(eq(detections.teamId, teamId), eq(detections.id, detectionId)))
    .for('no key update')
  const [run] = await tx
    .select()
    .from(remoteRuns)
    .where(and(eq(remoteRuns.teamId, teamId), eq(remoteRuns.detectionId, detectionId)))
    .for('update')
  return run
}
