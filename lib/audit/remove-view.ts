import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { savedViews } from '@/drizzle/schema/trail'
import { actorId } from '@/lib/access/actor'
import { authorise } from '@/lib/access/authorise'
import { may } from '@/lib/access/permissions'
import { command } from '@/lib/db/command'
import { notFound } from '@/lib/errors'
import { pagePermissions } from './view-pages'

/**
 * Forgets a saved view: one's own, or as an admin any that is kept for the team.
 * Throws `not_found`, also for somebody else's own and for another team's.
 */
export const removeView = command({
  permission: 'view.save',
  input: z.object({ viewId: z.uuid() }),
  async run(tx, { viewId }, actor) {
    const one = and(eq(savedViews.teamId, actor.teamId), eq(savedViews.id, viewId))
    const [view] = await tx.select().from(savedViews).where(one)
    const mine = view?.memberId === actorId(actor)
    if (!view || !(mine || (view.shared === 'team' && may(actor, 'member.add')))) throw notFound('View')
    authorise(actor, pagePermissions[view.page])
    await tx.delete(savedViews).where(one)
    return { result: { viewId }, events: [{ type: 'view.removed', viewId, page: view.page }] }
  },
})
