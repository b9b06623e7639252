import { and, desc, eq, isNull } from 'drizzle-orm'
import { decisions } from '@/drizzle/schema/cases'
import { reviews } from '@/drizzle/schema/desk'
import { now } from '@/lib/clock'
import type { Transaction } from '@/lib/db/client'

export type DecisionRow = typeof decisions.$inferSelect

/** The decision that a case has: the latest that was not taken back. */
export async function standingDecision(
  tx: Transaction,
  { teamId, caseId }: { teamId: string; caseId: string },
): Promise<DecisionRow | null> {
  const [latest] = await tx
    .select()
    .from(decisions)
    .where(and(eq(decisions.teamId, teamId), eq(decisions.caseId, caseId), isNull(decisions.undoneAt)))
    .orderBy(desc(decisions.createdAt), desc(decisions.id))
    .limit(1)
  return latest ?? null
}

/**
 * The decision, where it may be told outside: it stands, its grace window is over and no second look at it is awaited. `early`:
 * all but the window. Null: not this one, or not yet; a job of its own follows if that changes.
 */
export async function settledDecision(
  tx: Transaction,
  teamId: string,
  decisionId: string,
): Promise<DecisionRow | 'early' | null> {
  const [asked] = await tx
    .select({ caseId: decisions.caseId })
    .from(decisions)
    .where(and(eq(decisions.teamId, teamId), eq(decisions.id, decisionId)))
  if (!asked) return null
  const standing = await standingDecision(tx, { teamId, caseId: asked.caseId })
  if (standing?.id !== decisionId || (await isLookedAtAgain(tx, standing))) return null
  return isOver(standing.effectiveAt) ? standing : 'early'
}

/** Whether somebody else has to look at it before it counts. An appeal leaves it standing until it is answered. */
export async function isLookedAtAgain(
  tx: Transaction,
  { teamId, caseId }: Pick<DecisionRow, 'teamId' | 'caseId'>,
): Promise<boolean> {
  const open = and(eq(reviews.teamId, teamId), eq(reviews.caseId, caseId), eq(reviews.status, 'open'))
  return (await tx.$count(reviews, and(open, eq(reviews.kind, 'second_review')))) > 0
}

/** Whether a grace window that ends then is over. */
export function isOver(effectiveAt: Date | null): boolean {
  return effectiveAt === null || effectiveAt <= now()
}
