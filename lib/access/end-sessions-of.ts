import { and, eq, inArray, sql } from 'drizzle-orm'
import { sessions } from '@/drizzle/schema/teams'
import { recordEvents } from '@/lib/audit/record'
import { now } from '@/lib/clock'
import type { Transaction } from '@/lib/db/client'
import type { Actor } from './actor'
import { holdPerson } from './hold-person'

/** Which of a person's sessions: all, but one, or one alone. */
export type Which = { all: true } | { but: string } | { only: string }

interface Held extends Record<string, unknown> {
  session_id: string
  team_id: string
}

/**
 * Ends a person's sessions in every team, each with an event in the trail of its team, and answers how many. `by` acts in
 * all of them as the kind of actor it is. The transaction sees the team of `by` again afterwards.
 */
export async function endSessionsOf(tx: Transaction, by: Actor, memberId: string, which: Which): Promise<number> {
  await holdPerson(tx, memberId)
  const held = await tx.execute<Held>(sql`select session_id, team_id from sessions_of(${memberId}::uuid)`)
  const ending = held.filter(({ session_id: id }) =>
    'only' in which ? id === which.only : 'but' in which ? id !== which.but : true,
  )
  const teams = [...new Set(ending.map((one) => one.team_id))].sort()
  for (const teamId of teams) {
    const ids = ending.filter((one) => one.team_id === teamId).map((one) => one.session_id)
    await lookAt(tx, teamId)
    await tx
      .update(sessions)
      .set({ revokedAt: now() })
      .where(and(eq(sessions.teamId, teamId), eq(sessions.memberId, memberId), inArray(sessions.id, ids)))
    await recordEvents(tx, { ...by, teamId }, [{ type: 'member.sessions_ended', memberId, sessions: ids.length }])
  }
  await lookAt(tx, by.teamId)
  return ending.length
}

/** From here on the transaction sees this team and no other. */
export async function lookAt(tx: Transaction, teamId: string): Promise<void> {
  await tx.execute(sql`select set_config('app.team_id', ${teamId}, true)`)
}
