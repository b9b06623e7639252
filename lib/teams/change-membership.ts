import { and, eq } from 'drizzle-orm'
import { memberships } from '@/drizzle/schema/teams'
import type { Transaction } from '@/lib/db/client'

type Change = Partial<Pick<typeof memberships.$inferSelect, 'role' | 'deactivatedAt' | 'removedAt' | 'source'>>

/** Changes a locked membership; it holds from the person's next request on. */
export async function changeMembership(
  tx: Transaction,
  { teamId, memberId }: { teamId: string; memberId: string },
  change: Change,
): Promise<void> {
  await tx
    .update(memberships)
    .set(change)
    .where(and(eq(memberships.teamId, teamId), eq(memberships.memberId, memberId)))
}
