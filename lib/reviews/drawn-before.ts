import { and, eq } from 'drizzle-orm'
import { reviews } from '@/drizzle/schema/desk'
import type { Transaction } from '@/lib/db/client'

/**
 * Whether an earlier decision on the case was drawn for a second look and taken back before it was given: whoever decides the case
 * anew does not draw again, or taking back and deciding would be a way to choose.
 */
export async function wasDrawn(
  tx: Transaction,
  { teamId, caseId }: { teamId: string; caseId: string },
): Promise<boolean> {
  const drawn = and(
    eq(reviews.teamId, teamId),
    eq(reviews.caseId, caseId),
    eq(reviews.askedByKind, 'policy'),
    eq(reviews.status, 'withdrawn'),
  )
  return (await tx.$count(reviews, drawn)) > 0
}
