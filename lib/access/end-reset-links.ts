import { and, eq, isNull } from 'drizzle-orm'
import { passwordResets } from '@/drizzle/schema/sign-in'
import { now } from '@/lib/clock'
import type { Transaction } from '@/lib/db/client'

/**
 * Uses up a person's links to a new password. Also when they come into a team: an admin of another may have made one while
 * theirs was the only one, and would come in with it.
 */
export async function endResetLinks(tx: Transaction, memberId: string): Promise<void> {
  const open = and(eq(passwordResets.memberId, memberId), isNull(passwordResets.usedAt))
  await tx.update(passwordResets).set({ usedAt: now() }).where(open)
}
