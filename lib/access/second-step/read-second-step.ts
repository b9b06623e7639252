import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { recoveryCodes, secondSteps } from '@/drizzle/schema/sign-in'
import { teams } from '@/drizzle/schema/teams'
import { query } from '@/lib/db/query'
import { asMember } from '../as-member'

/** How the member's own second step stands. */
export const readSecondStep = query({
  permission: 'account.manage',
  input: z.object({}),
  async run(tx, _input, actor) {
    const { memberId, teamId, teamName } = asMember(actor)
    const [[step], [team], [person], codesLeft] = await Promise.all([
      tx
        .select({ since: secondSteps.confirmedAt })
        .from(secondSteps)
        .where(and(eq(secondSteps.memberId, memberId), isNotNull(secondSteps.confirmedAt))),
      tx.select({ required: teams.requireSecondStep }).from(teams).where(eq(teams.id, teamId)),
      tx.execute<{ password: boolean }>(
        sql`select password_hash is not null as password from find_person(${memberId}::uuid)`,
      ),
      tx.$count(recoveryCodes, and(eq(recoveryCodes.memberId, memberId), isNull(recoveryCodes.usedAt))),
    ])
    return {
      /** Since when it is on; null: it is off. */
      since: step?.since ?? null,
      codesLeft: step ? codesLeft : 0,
      teamName,
      /** Whether the team asks for one. */
      required: team?.required ?? false,
      /** Whether they can sign in with a password here at all. */
      password: person?.password ?? false,
    }
  },
})

export type OwnSecondStep = Awaited<ReturnType<typeof readSecondStep>>
