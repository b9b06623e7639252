import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { oidcIdentities } from '@/drizzle/schema/sign-in'
import { members, memberships } from '@/drizzle/schema/teams'
import { query } from '@/lib/db/query'

/** Who is in the team, by name; with `former` also who was, whose names the trail needs. */
export const listMembers = query({
  permission: 'member.read',
  input: z.object({ former: z.boolean().default(false) }),
  run: (tx, { former }, actor) =>
    tx
      .select({
        memberId: members.id,
        name: members.name,
        email: members.email,
        role: memberships.role,
        /** `directory`: an identity provider that they are linked to says so. */
        source: sql<'here' | 'directory'>`case when exists (select 1 from ${oidcIdentities}
          where ${oidcIdentities.memberId} = ${members.id}) then ${memberships.source} else 'here' end`,
        addedAt: memberships.createdAt,
        /** When they were shut out of the team; null: they can sign in. */
        deactivatedAt: sql<Date | null>`coalesce(${memberships.deactivatedAt}, ${members.deactivatedAt})`.mapWith(
          memberships.deactivatedAt,
        ),
        /** Shut out of the whole Docket, which no team can change. */
        isShutOut: sql<boolean>`${members.deactivatedAt} is not null`,
        removedAt: memberships.removedAt,
      })
      .from(memberships)
      .innerJoin(members, eq(members.id, memberships.memberId))
      .where(and(eq(memberships.teamId, actor.teamId), former ? undefined : isNull(memberships.removedAt)))
      .orderBy(sql`lower(${members.name})`, asc(members.id)),
})

export type TeamMember = Awaited<ReturnType<typeof listMembers>>[number]
