import type { AuditEvent } from '@/lib/audit/events'
import { now } from '@/lib/clock'
import type { Transaction } from '@/lib/db/client'
import { changeReview, openReviewOf } from './open-review'

/**
 * Ends the second look or appeal of a case on which nobody can decide any more, in the transaction that makes it so; answers what
 * the trail says of it. What a policy asks for nobody calls off, also not like this: the decision never had it, and never counts.
 */
export async function endReview(tx: Transaction, of: { teamId: string; caseId: string }): Promise<AuditEvent[]> {
  const open = await openReviewOf(tx, of)
  if (!open || open.askedByKind === 'policy') return []
  await changeReview(tx, open, { status: 'withdrawn', reviewer: null, newDecisionId: null, answeredAt: now() })
  return [{ type: 'review.withdrawn', caseId: of.caseId, reviewId: open.id }]
}
