import { and, eq, sql } from 'drizzle-orm'
import { remoteRuns } from '@/drizzle/schema/remote-runs'
import type { Transaction } from '@/lib/db/client'

/**
 * Notes that nothing more is asked about a detection elsewhere, in the transaction that ends it; what went wrong last stays
 * for an admin where it failed. Nothing where it ran here.
 */
export async function endRemoteRun(
  tx: Transaction,
  teamId: string,
  detectionId: string,
  failed: boolean,
): Promise<void> {
  await tx
    .update(remoteRuns)
    .set({ state: 'ended', trouble: null, ...(!failed && { troubleForAdmin: null }), updatedAt: sql`now()` })
    .where(and(eq(remoteRuns.teamId, teamId), eq(remoteRuns.detectionId, detectionId)))
}
