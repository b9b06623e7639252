import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { mentionReads, notes } from '@/drizzle/schema/desk'
import { caseSecrets } from '@/drizzle/schema/retention'
import { actorId } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { now } from '@/lib/clock'
import { command } from '@/lib/db/command'
import { DocketError, notFound } from '@/lib/errors'

/** Takes a note's words away; that there was one stays. One's own, or anybody's for a manager. Throws `not_found`, `forbidden`. */
export const removeNote = command({
  permission: 'case.note',
  input: z.object({ noteId: z.uuid() }),
  async run(tx, { noteId }, actor) {
    const { teamId } = actor
    const itself = and(eq(notes.teamId, teamId), eq(notes.id, noteId))
    const [note] = await tx
      .select()
      .from(notes)
      .where(and(itself, isNull(notes.removedAt)))
      .for('update')
    if (!note) throw notFound('Note')
    if (note.writtenBy !== actorId(actor) && !may(actor, 'case.assign')) {
      throw new DocketError('forbidden', 'Only whoever wrote a note, or a manager, can remove it.')
    }
    const { caseId } = note
    await tx.update(notes).set({ body: '', mentions: [], removedAt: now() }).where(itself)
    await tx.delete(mentionReads).where(and(eq(mentionReads.teamId, teamId), eq(mentionReads.noteId, noteId)))
    const secret = and(eq(caseSecrets.caseId, caseId), eq(caseSecrets.name, `note:${noteId}`))
    await tx.delete(caseSecrets).where(and(eq(caseSecrets.teamId, teamId), secret))
    return { result: { caseId }, events: [{ type: 'case.note_removed', caseId, noteId }] }
  },
})
