import { and, eq } from 'drizzle-orm'
import { memberPreferences } from '@/drizzle/schema/desk'
import type { Transaction } from '@/lib/db/client'

/** The keys a member has chosen, action to key, as they are kept; lib/desk/key-rules.ts says which of them count. */
export async function ownKeys(
  tx: Transaction,
  { teamId, memberId }: { teamId: string; memberId: string },
): Promise<Record<string, string>> {
  const [row] = await tx
    .select({ keys: memberPreferences.keys })
    .from(memberPreferences)
    .where(and(eq(memberPreferences.teamId, teamId), eq(memberPreferences.memberId, memberId)))
  return row?.keys ?? {}
}
