import { and, eq } from 'drizzle-orm'
import { decisions } from '@/drizzle/schema/cases'
import type { Transaction } from '@/lib/db/client'

/** The decision that a review is about. */
export async function readDecision(
  tx: Transaction,
  { teamId, decisionId }: { teamId: string; decisionId: string },
): Promise<typeof decisions.$inferSelect> {
  const [found] = await tx
    .select()
    .from(decisions)
    .where(and(eq(decisions.teamId, teamId), eq(decisions.id, decisionId)))
  if (!found) throw new Error('a review is about a decision that is not there')
  return found
}
