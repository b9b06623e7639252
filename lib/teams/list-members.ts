import { asc, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { members, memberships } from '@/drizzle/schema/teams'
import { query } from '@/lib/db/query'

/** Who is in the team, by name. */
export const listMembers = query({
  permission: 'member.read',
  input: z.object({}),
  run: (tx, _input, actor) =>
    tx
      .select({
        memberId: members.id,
        name: members.name,
        email: members.email,
        role: memberships.role,
        addedAt: memberships.createdAt,
        deactivatedAt: members.deactivatedAt,
      })
      .from(memberships)
      .innerJoin(members, eq(members.id, memberships.memberId))
      .where(eq(memberships.teamId, actor.teamId))
      .orderBy(sql`lower(${members.name})`, asc(members.id)),
})

export type TeamMember = Awaited<ReturnType<typeof listMembers>>[number]
