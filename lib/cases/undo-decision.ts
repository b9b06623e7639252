import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { decisions } from '@/drizzle/schema/cases'
import { reviews } from '@/drizzle/schema/desk'
import { actorId } from '@/lib/access/actor'
import type { AuditEvent } from '@/lib/audit/events'
import { now } from '@/lib/clock'
import type { Transaction } from '@/lib/db/client'
import { command } from '@/lib/db/command'
import { DocketError, notFound } from '@/lib/errors'
import { queuePurge } from '@/lib/retention/queue-purge'
import { changeReview, openReviewOf } from '@/lib/reviews/open-review'
import { assertNotHeld } from './held-claim'
import { type CaseRow, lockCase } from './move-case'
import { putBack } from './put-back'
import { type DecisionRow, isOver, standingDecision } from './settled-decision'

/**
 * Takes one's own latest decision back while its grace window runs; the case waits again and the decision stays in its history.
 * A second look that was asked for on it is not needed any more; one that it was is awaited again. Throws `not_found` for any
 * decision but the latest, `forbidden` for somebody else's, `conflict` when it is too late.
 */
export const undoDecision = command({
  permission: 'case.decide',
  input: z.object({ caseId: z.uuid(), decisionId: z.uuid() }),
  async run(tx, { caseId, decisionId }, actor) {
    const { teamId } = actor
    const found = await lockCase(tx, actor, caseId)
    const latest = await standingDecision(tx, { teamId, caseId })
    if (latest?.id !== decisionId) throw notFound('Decision')
    if (latest.decidedBy !== actorId(actor)) {
      throw new DocketError('forbidden', 'Only the person who decided can take the decision back.')
    }
    if (isOver(latest.effectiveAt)) {
      throw new DocketError(
        'conflict',
        'The time in which this decision could be taken back is over: it may have been told outside. Ask for a second look.',
      )
    }
    assertNotHeld(found, actor, 'They are giving your decision a second look: ask them.')
    const withdrawn = await endReviewOf(tx, latest)
    await reopenAnswered(tx, latest)
    await waitAgain(tx, found)
    await tx
      .update(decisions)
      .set({ undoneAt: now() })
      .where(and(eq(decisions.teamId, teamId), eq(decisions.id, decisionId)))
    return {
      result: { caseId },
      events: [{ type: 'case.decision_undone', caseId, decisionId }, ...withdrawn],
      // The decision's own deadline is over, its window's is not.
      jobs: await queuePurge(tx, teamId, caseId),
    }
  },
})

/** What is being analysed again meanwhile waits by itself once that has ended. */
async function waitAgain(tx: Transaction, found: CaseRow): Promise<void> {
  if (found.state !== 'analysing' && found.state !== 'failed') await putBack(tx, found)
}

async function endReviewOf(tx: Transaction, { teamId, caseId, id }: DecisionRow): Promise<AuditEvent[]> {
  const open = await openReviewOf(tx, { teamId, caseId })
  if (open?.decisionId !== id) return []
  await changeReview(tx, open, { status: 'withdrawn', reviewer: null, newDecisionId: null, answeredAt: now() })
  return [{ type: 'review.withdrawn', caseId, reviewId: open.id }]
}

async function reopenAnswered(tx: Transaction, { teamId, id }: DecisionRow): Promise<void> {
  const [answered] = await tx
    .select()
    .from(reviews)
    .where(and(eq(reviews.teamId, teamId), eq(reviews.newDecisionId, id)))
  if (!answered) return
  await changeReview(tx, answered, { status: 'open', reviewer: null, newDecisionId: null, answeredAt: null })
}
