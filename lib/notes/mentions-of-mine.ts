import { and, arrayContains, eq, isNull, notExists, sql } from 'drizzle-orm'
import { mentionReads, notes } from '@/drizzle/schema/desk'
import type { Member } from '@/lib/access/actor'
import type { Transaction } from '@/lib/db/client'

/** A condition on `notes`: they name this person, who was not told yet. */
export function unreadBy(tx: Transaction, { teamId, memberId }: Pick<Member, 'teamId' | 'memberId'>) {
  const told = tx
    .select({ one: sql`1` })
    .from(mentionReads)
    .where(and(eq(mentionReads.teamId, teamId), eq(mentionReads.memberId, memberId), eq(mentionReads.noteId, notes.id)))
  return and(
    eq(notes.teamId, teamId),
    arrayContains(notes.mentions, [memberId]),
    isNull(notes.removedAt),
    notExists(told),
  )
}
