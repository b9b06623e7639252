import { and, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { memberships } from '@/drizzle/schema/teams'
import { recordEvents } from '@/lib/audit/record'
import { database, type Transaction } from '@/lib/db/client'
import { command } from '@/lib/db/command'
import { DocketError, notFound } from '@/lib/errors'
import { endSessionsOf, lookAt } from '../end-sessions-of'
import { isElsewhere } from '../is-elsewhere'
import { deleteSecondStep } from './remove-second-step'

/**
 * Takes the second step of somebody who has lost their app and their recovery codes away, and ends their sessions. Only of
 * people in no other team: it would open that one's door, too. Throws `not_found`, `forbidden`, or `conflict`
 * when they have none.
 */
export const resetSecondStep = command({
  permission: 'member.manage',
  input: z.object({ memberId: z.uuid() }),
  async run(tx, { memberId }, actor) {
    const { teamId } = actor
    const here = and(eq(memberships.teamId, teamId), eq(memberships.memberId, memberId), isNull(memberships.removedAt))
    if ((await tx.$count(memberships, here)) === 0) throw notFound('Member')
    if (await isElsewhere(tx, memberId, teamId)) {
      throw new DocketError(
        'forbidden',
        'They are in another team as well, so this is not one team’s decision. Ask whoever runs the server: ' +
          'npm run docket -- member second-step-reset --email E',
      )
    }
    if (!(await deleteSecondStep(tx, memberId))) throw new DocketError('conflict', 'They have no second step.')
    await endSessionsOf(tx, actor, memberId, { all: true })
    return {
      result: { memberId },
      events: [{ type: 'member.second_step_changed', memberId, before: true, after: false }],
    }
  },
})

/**
 * The same by the operator, for anybody: every team they are in has it in its trail. Throws `not_found` when nobody has
 * the e-mail, and `conflict` when they have no second step.
 */
export async function resetSecondStepOf(email: string): Promise<void> {
  await database().transaction(async (tx) => {
    const [person] = await tx.execute<{ id: string }>(sql`select id from find_member(${email.trim().toLowerCase()})`)
    if (!person) throw notFound('Person')
    if (!(await deleteSecondStep(tx, person.id))) throw new DocketError('conflict', `${email} has no second step.`)
    const teams = await teamsOf(tx, person.id)
    for (const teamId of teams) {
      await lookAt(tx, teamId)
      await recordEvents(tx, { kind: 'operator', teamId }, [
        { type: 'member.second_step_changed', memberId: person.id, before: true, after: false },
      ])
    }
    const [teamId] = teams
    if (teamId) await endSessionsOf(tx, { kind: 'operator', teamId }, person.id, { all: true })
  })
}

async function teamsOf(tx: Transaction, memberId: string): Promise<string[]> {
  const rows = await tx.execute<{ team_id: string }>(sql`select team_id from teams_of(${memberId}::uuid)`)
  return rows.map((row) => row.team_id)
}
