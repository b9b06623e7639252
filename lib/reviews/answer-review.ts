import { isDeepStrictEqual } from 'node:util'
import type { decisions } from '@/drizzle/schema/cases'
import type { AuditEvent } from '@/lib/audit/events'
import { now } from '@/lib/clock'
import type { Transaction } from '@/lib/db/client'
import { changeReview, type ReviewRow } from './open-review'
import { readDecision } from './read-decision'

type NewDecision = Pick<typeof decisions.$inferSelect, 'id' | 'decidedBy' | 'finding' | 'tracks' | 'action'>

export interface Answer {
  outcome: 'upheld' | 'overruled'
  event: AuditEvent
}

/** Answers a second look or an appeal by the decision that came of it: upheld where it says and does the same as the first. */
export async function answerReview(tx: Transaction, review: ReviewRow, given: NewDecision): Promise<Answer> {
  const first = await readDecision(tx, review)
  const outcome = isSame(first, given) ? 'upheld' : 'overruled'
  await changeReview(tx, review, {
    status: outcome,
    reviewer: given.decidedBy,
    newDecisionId: given.id,
    answeredAt: now(),
  })
  const { caseId, id: reviewId } = review
  return { outcome, event: { type: 'review.answered', caseId, reviewId, outcome, newDecisionId: given.id } }
}

function isSame(one: Pick<NewDecision, 'finding' | 'tracks' | 'action'>, other: typeof one): boolean {
  return one.finding === other.finding && one.action === other.action && isDeepStrictEqual(one.tracks, other.tracks)
}
