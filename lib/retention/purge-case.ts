import type { Actor } from '@/lib/access/actor'
import type { JobPayload } from '@/lib/jobs/payloads'
import { log } from '@/lib/log'
import { attemptSteps } from './attempt-steps'
import { finishPurge } from './finish-purge'
import { recordSteps } from './record-steps'
import { startPurge } from './start-purge'

/** Copies that come while a case is being purged are deleted at once, but not without end. */
const mostRounds = 5

/**
 * The job `case.purge`: makes every copy of a case's media go that must not stay, looks whether it is gone, and notes what shows
 * it; the case is purged once all are proven. Throws to be tried again when a copy is still there; does nothing when nothing is
 * due.
 */
export async function purgeCase({ teamId, caseId }: JobPayload<'case.purge'>): Promise<void> {
  const actor: Actor = { kind: 'worker', teamId }
  for (let round = 0; round < mostRounds; round++) {
    const started = await startPurge(actor, { caseId })
    if (!started) return
    // Outside a transaction: a slow disk or network must not hold the case's row.
    await attemptSteps(started.purge, started.steps, async (attempted) => {
      await recordSteps(actor, { caseId, attempted })
      for (const { step, outcome } of attempted) {
        if (outcome.result === 'failed') log.warn({ caseId, copy: step.copy }, 'a copy is still there, or not covered')
      }
    })
    const outcome = await finishPurge(actor, { caseId })
    if (outcome === 'done') return
    if (outcome === 'failed') throw new Error('copies of a case are still there; the purge is tried again')
  }
  throw new Error('a case got new copies each time it was purged')
}

/** Its attempts are over for now: the sweep queues it again. What failed was noted with each attempt. */
export async function giveUpPurge({ caseId }: JobPayload<'case.purge'>): Promise<void> {
  log.error({ caseId }, 'media that has to go is still there after all attempts; more follow by themselves')
}
