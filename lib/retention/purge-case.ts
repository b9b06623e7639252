import type { Actor } from '@/lib/access/actor'
import { removeWorkFolders } from '@/lib/detect/work-folder'
import type { JobPayload } from '@/lib/jobs/payloads'
import { removeFetched } from '@/lib/media/leftovers'
import { storeHolding } from '@/lib/media/store'
import { recordFailedPurge } from './record-failed-purge'
import { recordPurge } from './record-purge'
import { startPurge } from './start-purge'

/** Copies that come while a case is being purged are deleted at once, but not without end. */
const mostRounds = 5

/**
 * The job `case.purge`: deletes every copy of a case's media that must not stay, looks whether it is gone, and only then
 * notes it. Throws to be tried again when a copy cannot be deleted; does nothing when there is nothing to do.
 */
export async function purgeCase({ teamId, caseId }: JobPayload<'case.purge'>): Promise<void> {
  const actor: Actor = { kind: 'worker', teamId }
  for (let round = 0; round < mostRounds; round++) {
    const started = await startPurge(actor, { caseId })
    if (!started) return
    // Outside a transaction: a slow disk or network must not hold the case's row.
    for (const copy of started.copies) await storeHolding(copy).delete(copy.storeKey)
    await removeWorkFolders(started.detectionIds)
    await removeFetched(teamId, started.detectionIds)
    const { again } = await recordPurge(actor, { caseId, copyIds: started.copies.map(({ id }) => id) })
    if (!again) return
  }
  throw new Error('a case got new copies each time it was purged')
}

/** Notes that it has not worked so far; the hourly sweep queues it again. */
export async function giveUpPurge({ teamId, caseId }: JobPayload<'case.purge'>): Promise<void> {
  await recordFailedPurge({ kind: 'worker', teamId }, { caseId })
}
