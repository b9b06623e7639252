import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { mentionReads, notes } from '@/drizzle/schema/desk'
import { command } from '@/lib/db/command'
import { unreadBy } from './mentions-of-mine'

/** Marks what names the reader on a case as seen; answers how many notes that were. Nobody else is told, nor the trail. */
export const readMentions = command({
  permission: 'case.note',
  input: z.object({ caseId: z.uuid() }),
  async run(tx, { caseId }, actor) {
    if (actor.kind !== 'member') return { result: { read: 0 }, events: [] }
    const { teamId, memberId } = actor
    const unread = await tx
      .select({ noteId: notes.id })
      .from(notes)
      .where(and(eq(notes.caseId, caseId), unreadBy(tx, actor)))
    if (unread.length > 0) {
      await tx
        .insert(mentionReads)
        .values(unread.map(({ noteId }) => ({ teamId, memberId, noteId })))
        .onConflictDoNothing()
    }
    return { result: { read: unread.length }, events: [] }
  },
})
