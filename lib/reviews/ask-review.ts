import { z } from 'zod'
import { HandoverReason } from '@/lib/cases/handover-reason'
import { command } from '@/lib/db/command'
import { DocketError } from '@/lib/errors'
import { queuePurge } from '@/lib/retention/queue-purge'
import { openReview } from './open-review'
import { reopenable } from './reopenable'

/**
 * Asks somebody else to look at a case’s decision again. It does not count until they have; where it was told outside already,
 * what they find is told as a change. Throws `conflict` when the case is not decided.
 */
export const askReview = command({
  permission: 'case.review',
  input: z.object({ caseId: z.uuid(), reason: HandoverReason }),
  async run(tx, { caseId, reason }, actor) {
    if (actor.kind !== 'member') throw new DocketError('forbidden', 'Only a person asks for a second look.')
    const { teamId } = actor
    const { decision, reopen } = await reopenable(tx, actor, caseId)
    await reopen()
    const { reviewId, event } = await openReview(tx, {
      ...{ teamId, caseId, decisionId: decision.id, reason },
      kind: 'second_review',
      askedByKind: 'member',
      askedById: actor.memberId,
    })
    // The decision's own deadline is over, its window's is not.
    return { result: { reviewId }, events: [event], jobs: await queuePurge(tx, teamId, caseId) }
  },
})
