import { and, arrayContains, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { decisions } from '@/drizzle/schema/cases'
import { exhibits } from '@/drizzle/schema/desk'
import { caseSecrets } from '@/drizzle/schema/retention'
import { actorId } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { lockCase } from '@/lib/cases/move-case'
import { now } from '@/lib/clock'
import { command } from '@/lib/db/command'
import { DocketError, notFound } from '@/lib/errors'

/**
 * Takes an exhibit away; its letter is not given again. One's own, or anybody's for a manager. Throws `not_found`, `forbidden`, and
 * `conflict` while a decision that was not taken back cites it.
 */
export const removeExhibit = command({
  permission: 'case.note',
  input: z.object({ exhibitId: z.uuid() }),
  async run(tx, { exhibitId }, actor) {
    const { teamId } = actor
    const itself = and(eq(exhibits.teamId, teamId), eq(exhibits.id, exhibitId), isNull(exhibits.removedAt))
    const [known] = await tx.select({ caseId: exhibits.caseId }).from(exhibits).where(itself)
    if (!known) throw notFound('Exhibit')
    const { caseId } = known
    // Decisions cite exhibits under the same lock.
    await lockCase(tx, actor, caseId)
    const [exhibit] = await tx.select().from(exhibits).where(itself)
    if (!exhibit) throw notFound('Exhibit')
    if (exhibit.createdBy !== actorId(actor) && !may(actor, 'case.assign')) {
      throw new DocketError('forbidden', 'Only whoever pinned an exhibit, or a manager, can remove it.')
    }
    const citing = and(
      eq(decisions.teamId, teamId),
      eq(decisions.caseId, caseId),
      isNull(decisions.undoneAt),
      arrayContains(decisions.exhibits, [exhibit.label]),
    )
    if ((await tx.$count(decisions, citing)) > 0) {
      throw new DocketError('conflict', `A decision rests on exhibit ${exhibit.label}, so it stays.`)
    }
    await tx.update(exhibits).set({ note: '', removedAt: now() }).where(itself)
    const secret = and(eq(caseSecrets.caseId, caseId), eq(caseSecrets.name, `exhibit:${exhibitId}`))
    await tx.delete(caseSecrets).where(and(eq(caseSecrets.teamId, teamId), secret))
    return { result: { caseId }, events: [{ type: 'exhibit.removed', caseId, exhibitId, label: exhibit.label }] }
  },
})
