import { z } from 'zod'
import { actorId } from '@/lib/access/actor'
import { HandoverReason } from '@/lib/cases/handover-reason'
import { isOver } from '@/lib/cases/settled-decision'
import { command } from '@/lib/db/command'
import { DocketError } from '@/lib/errors'
import { queuePurge } from '@/lib/retention/queue-purge'
import { openReview } from './open-review'
import { reopenable } from './reopenable'

/**
 * Reopens a decided case because somebody outside contests the decision. It stands until a person who has not decided the case
 * before has answered. Throws `conflict` when the case is not decided, or the decision can still be taken back.
 */
export const appealCase = command({
  permission: 'case.appeal',
  input: z.object({ caseId: z.uuid(), reason: HandoverReason }),
  async run(tx, { caseId, reason }, actor) {
    const { teamId } = actor
    if (actor.kind !== 'member' && actor.kind !== 'api-key') throw new DocketError('forbidden', 'Nobody appeals here.')
    const { found, decision, reopen } = await reopenable(tx, actor, caseId)
    if (!isOver(decision.effectiveAt)) {
      throw new DocketError(
        'conflict',
        `The decision on case ${found.number} can still be taken back, and nobody outside knows of it. Appeal once that is over.`,
      )
    }
    await reopen()
    const { reviewId, event } = await openReview(tx, {
      ...{ teamId, caseId, decisionId: decision.id, reason },
      kind: 'appeal',
      askedByKind: actor.kind,
      askedById: actorId(actor),
    })
    return { result: { reviewId }, events: [event], jobs: await queuePurge(tx, teamId, caseId) }
  },
})
