import { and, asc, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { secondSteps } from '@/drizzle/schema/sign-in'
import { members, memberships, teams } from '@/drizzle/schema/teams'
import { query } from '@/lib/db/query'

/** Whether the team asks for a second step, and who of its people has one. */
export const readSignInRules = query({
  permission: 'team.read',
  input: z.object({}),
  async run(tx, _input, { teamId }) {
    const [team] = await tx.select({ required: teams.requireSecondStep }).from(teams).where(eq(teams.id, teamId))
    const people = await tx
      .select({
        memberId: members.id,
        name: members.name,
        /** False: they sign in elsewhere only, so that a second step here means nothing. */
        password: sql<boolean>`${members.passwordHash} is not null`,
        secondStep: sql<boolean>`${secondSteps.memberId} is not null`,
      })
      .from(memberships)
      .innerJoin(members, eq(members.id, memberships.memberId))
      .leftJoin(secondSteps, and(eq(secondSteps.memberId, members.id), isNotNull(secondSteps.confirmedAt)))
      .where(
        and(
          eq(memberships.teamId, teamId),
          isNull(memberships.removedAt),
          isNull(memberships.deactivatedAt),
          isNull(members.deactivatedAt),
        ),
      )
      .orderBy(sql`lower(${members.name})`, asc(members.id))
    return { required: team?.required ?? false, people }
  },
})

export type SignInPerson = Awaited<ReturnType<typeof readSignInRules>>['people'][number]
