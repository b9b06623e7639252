import crypto from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { reviews } from '@/drizzle/schema/desk'
import type { AuditEvent } from '@/lib/audit/events'
import type { Transaction } from '@/lib/db/client'

export type ReviewRow = typeof reviews.$inferSelect

interface OfCase {
  teamId: string
  caseId: string
}

/** The second look or appeal that a case waits for; a case has one at a time. */
export async function openReviewOf(tx: Transaction, { teamId, caseId }: OfCase): Promise<ReviewRow | null> {
  const [open] = await tx
    .select()
    .from(reviews)
    .where(and(eq(reviews.teamId, teamId), eq(reviews.caseId, caseId), eq(reviews.status, 'open')))
  return open ?? null
}

/** Opens one, in the transaction of the change that needs it; its event is the caller's to return. */
export async function openReview(
  tx: Transaction,
  asked: OfCase &
    Pick<ReviewRow, 'decisionId' | 'kind' | 'askedByKind'> & { askedById: string | null; reason?: string },
): Promise<{ reviewId: string; event: AuditEvent }> {
  const reviewId = crypto.randomUUID()
  const { reason = '' } = asked
  await tx.insert(reviews).values({ ...asked, id: reviewId, reason })
  const { caseId, decisionId, kind } = asked
  return { reviewId, event: { type: 'review.asked', caseId, reviewId, decisionId, kind, reason } }
}

/** Changes one: answers it, opens it again, or ends it. */
export async function changeReview(
  tx: Transaction,
  { teamId, id }: Pick<ReviewRow, 'teamId' | 'id'>,
  change: Pick<ReviewRow, 'status' | 'reviewer' | 'newDecisionId' | 'answeredAt'>,
): Promise<void> {
  await tx
    .update(reviews)
    .set(change)
    .where(and(eq(reviews.teamId, teamId), eq(reviews.id, id)))
}
