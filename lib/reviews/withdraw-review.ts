import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { reviews } from '@/drizzle/schema/desk'
import { type Actor, actorId } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { assertNotHeld } from '@/lib/cases/held-claim'
import { lockCase, moveCase } from '@/lib/cases/move-case'
import { tellDecisionJob } from '@/lib/cases/tell-decision-job'
import { now } from '@/lib/clock'
import type { Transaction } from '@/lib/db/client'
import { command } from '@/lib/db/command'
import { DocketError, notFound } from '@/lib/errors'
import { queuePurge } from '@/lib/retention/queue-purge'
import { changeReview, type ReviewRow } from './open-review'
import { readDecision } from './read-decision'

/**
 * Ends a second look or an appeal that nobody needs any more: the decision stands as it was. Whoever asked may, and whoever hands
 * cases to others; what the policy asks for nobody calls off. Throws `not_found`, `forbidden`, `conflict` when it was answered or
 * somebody is at it.
 */
export const withdrawReview = command({
  permission: 'case.review',
  input: z.object({ reviewId: z.uuid() }),
  async run(tx, { reviewId }, actor) {
    const { teamId } = actor
    const found = await lockCase(tx, actor, (await readReview(tx, actor, reviewId)).caseId)
    // Read again: it may have been answered while this one waited for the case.
    const review = await readReview(tx, actor, reviewId)
    assertMayWithdraw(review, actor)
    if (review.status !== 'open') throw new DocketError('conflict', 'It has ended already. Reload to see how.')
    assertNotHeld(found, actor, 'They are at it: ask them.')
    const { caseId, decisionId } = review
    await changeReview(tx, review, { status: 'withdrawn', reviewer: null, newDecisionId: null, answeredAt: now() })
    await moveCase(tx, found, 'decided', { claimedBy: null, claimedUntil: null, decidedAt: now() })
    const { effectiveAt } = await readDecision(tx, review)
    return {
      result: { caseId },
      events: [{ type: 'review.withdrawn', caseId, reviewId }],
      // Told once at most: webhooks know which decisions they were told of.
      jobs: [tellDecisionJob(teamId, decisionId, effectiveAt), ...(await queuePurge(tx, teamId, caseId))],
    }
  },
})

/** Whether the actor may call it off. */
export function mayWithdraw(review: Pick<ReviewRow, 'askedByKind' | 'askedById'>, actor: Actor): boolean {
  if (review.askedByKind === 'policy') return false
  return (review.askedByKind === 'member' && review.askedById === actorId(actor)) || may(actor, 'case.assign')
}

function assertMayWithdraw(review: ReviewRow, actor: Actor): void {
  if (mayWithdraw(review, actor)) return
  throw new DocketError(
    'forbidden',
    review.askedByKind === 'policy'
      ? 'The policy asks for this second look, so nobody can call it off.'
      : 'Only whoever asked for it, or a manager, can call it off.',
  )
}

async function readReview(tx: Transaction, { teamId }: Actor, reviewId: string): Promise<ReviewRow> {
  const [review] = await tx
    .select()
    .from(reviews)
    .where(and(eq(reviews.teamId, teamId), eq(reviews.id, reviewId)))
  if (!review) throw notFound('Second look')
  return review
}
