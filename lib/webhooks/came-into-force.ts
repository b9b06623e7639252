import { and, asc, eq, isNull, lt, ne } from 'drizzle-orm'
import { decisions } from '@/drizzle/schema/cases'
import { reviews } from '@/drizzle/schema/desk'
import type { DecisionRow } from '@/lib/cases/settled-decision'
import type { Transaction } from '@/lib/db/client'

/** A second look at a decision: from when it was awaited, and until when. */
export interface AwaitedLook {
  from: Date
  until: Date | null
}

/** Whether a decision counted at some moment before the next one: its window was over, and no second look at it was awaited. */
export function countedBefore(effectiveAt: Date, next: Date, looks: readonly AwaitedLook[]): boolean {
  let moment = effectiveAt
  for (const { from, until } of [...looks].sort((a, b) => a.from.getTime() - b.from.getTime())) {
    if (from > moment) break
    if (until === null) return false
    if (until > moment) moment = until
  }
  return moment < next
}

/** The latest earlier decision of the case that came into force; null: this one is the first that did. */
export async function earlierInForce(tx: Transaction, decision: DecisionRow): Promise<DecisionRow | null> {
  const { teamId, caseId, id, createdAt } = decision
  const earlier = await tx
    .select()
    .from(decisions)
    .where(
      and(
        eq(decisions.teamId, teamId),
        eq(decisions.caseId, caseId),
        ne(decisions.id, id),
        isNull(decisions.undoneAt),
        lt(decisions.createdAt, createdAt),
      ),
    )
    .orderBy(asc(decisions.createdAt), asc(decisions.id))
  if (earlier.length === 0) return null
  const looks = await tx
    .select({ decisionId: reviews.decisionId, from: reviews.createdAt, until: reviews.answeredAt })
    .from(reviews)
    .where(and(eq(reviews.teamId, teamId), eq(reviews.caseId, caseId), eq(reviews.kind, 'second_review')))
  const counted = earlier.filter((one, at) => {
    const its = looks.filter(({ decisionId }) => decisionId === one.id)
    return countedBefore(one.effectiveAt ?? one.createdAt, earlier[at + 1]?.createdAt ?? createdAt, its)
  })
  return counted.at(-1) ?? null
}
