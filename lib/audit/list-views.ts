import { and, asc, eq, or } from 'drizzle-orm'
import { z } from 'zod'
import { members } from '@/drizzle/schema/teams'
import { savedViews } from '@/drizzle/schema/trail'
import { actorId } from '@/lib/access/actor'
import { authorise } from '@/lib/access/authorise'
import { may } from '@/lib/access/permissions'
import { query } from '@/lib/db/query'
import { pagePermissions, viewPages } from './view-pages'

/** The member's own views of a page and those kept for the team, by name. */
export const listViews = query({
  permission: 'view.save',
  input: z.object({ page: z.enum(viewPages) }),
  async run(tx, { page }, actor) {
    authorise(actor, pagePermissions[page])
    const me = actorId(actor)
    if (me === null) return []
    const rows = await tx
      .select({
        viewId: savedViews.id,
        name: savedViews.name,
        query: savedViews.query,
        shared: savedViews.shared,
        memberId: savedViews.memberId,
        memberName: members.name,
      })
      .from(savedViews)
      .innerJoin(members, eq(members.id, savedViews.memberId))
      .where(
        and(
          eq(savedViews.teamId, actor.teamId),
          eq(savedViews.page, page),
          or(eq(savedViews.memberId, me), eq(savedViews.shared, 'team')),
        ),
      )
      .orderBy(asc(savedViews.name), asc(savedViews.id))
    return rows.map(({ memberId, ...view }) => ({
      ...view,
      mine: memberId === me,
      mayRemove: memberId === me || may(actor, 'member.add'),
    }))
  },
})

export type SavedView = Awaited<ReturnType<typeof listViews>>[number]
