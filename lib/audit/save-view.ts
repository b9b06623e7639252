import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { savedViews } from '@/drizzle/schema/trail'
import { actorId } from '@/lib/access/actor'
import { authorise } from '@/lib/access/authorise'
import { command } from '@/lib/db/command'
import { DocketError } from '@/lib/errors'
import { pagePermissions, viewPages } from './view-pages'

/** Views one member keeps of one page, at most. */
const mostViews = 50

const Input = z.object({
  page: z.enum(viewPages),
  name: z.string().trim().min(1, 'Give the view a name').max(80, 'Use at most 80 characters'),
  /** The page's query as its address spells it, without the question mark. */
  query: z.string().max(2000, 'This filter is too long to keep'),
  shared: z.enum(['me', 'team']),
})

/** Keeps a filter of a page under a name. Throws `conflict` for a second view of that name, and when there are too many. */
export const saveView = command({
  permission: 'view.save',
  input: Input,
  async run(tx, input, actor) {
    authorise(actor, pagePermissions[input.page])
    const memberId = actorId(actor)
    if (actor.kind !== 'member' || memberId === null) throw new DocketError('forbidden', 'Only members keep views.')
    const kept = await tx
      .select({ name: savedViews.name })
      .from(savedViews)
      .where(
        and(eq(savedViews.teamId, actor.teamId), eq(savedViews.memberId, memberId), eq(savedViews.page, input.page)),
      )
    if (kept.length >= mostViews) {
      throw new DocketError('conflict', `You keep ${mostViews} views of this page. Remove one to keep another.`)
    }
    if (kept.some(({ name }) => name.toLowerCase() === input.name.toLowerCase())) {
      throw isThere(input.name)
    }
    const [saved] = await tx
      .insert(savedViews)
      .values({ ...input, teamId: actor.teamId, memberId })
      .onConflictDoNothing()
      .returning({ viewId: savedViews.id })
    // In the same moment it was kept in another window.
    if (!saved) throw isThere(input.name)
    const { viewId } = saved
    return { result: { viewId }, events: [{ type: 'view.saved', viewId, page: input.page }] }
  },
})

function isThere(name: string): DocketError {
  const message = `You have a view called “${name}” already. Choose another name, or remove that one first.`
  return new DocketError('conflict', message, { fields: { name: [message] } })
}
