import { and, eq, isNull, sql } from 'drizzle-orm'
import { memberships } from '@/drizzle/schema/teams'
import type { Transaction } from '@/lib/db/client'
import { lookAt } from './end-sessions-of'

/** Whether a person is in another team, too; also where they are shut out for now: they may be let in again. */
export async function isElsewhere(tx: Transaction, memberId: string, teamId: string): Promise<boolean> {
  const teams = await tx.execute<{ id: string }>(sql`select all_teams() as id`)
  let found = false
  for (const { id } of teams) {
    if (found || id === teamId) continue
    await lookAt(tx, id)
    found = (await tx.$count(memberships, inTeam(id, memberId))) > 0
  }
  await lookAt(tx, teamId)
  return found
}

function inTeam(teamId: string, memberId: string) {
  return and(eq(memberships.teamId, teamId), eq(memberships.memberId, memberId), isNull(memberships.removedAt))
}
