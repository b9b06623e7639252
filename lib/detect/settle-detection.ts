import { queueCallbacks } from '@/lib/callbacks/queue-callbacks'
import type { Transaction } from '@/lib/db/client'
import type { Job } from '@/lib/jobs/payloads'
import { queuePurge } from '@/lib/retention/queue-purge'

/** What follows when a detection, or what was asked for beside it, has ended; in that change's transaction. */
export async function settleDetection(
  tx: Transaction,
  { teamId, caseId, detectionId }: { teamId: string; caseId: string; detectionId: string },
): Promise<Job[]> {
  return [...(await queueCallbacks(tx, teamId, detectionId)), ...(await queuePurge(tx, teamId, caseId))]
}
