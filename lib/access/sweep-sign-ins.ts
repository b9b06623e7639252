import { and, eq, lt, or, sql } from 'drizzle-orm'
import { sessions, signInAddresses, signInFailures } from '@/drizzle/schema/teams'
import { addSeconds, now } from '@/lib/clock'
import { database, withTeam } from '@/lib/db/client'

const day = 86_400

/**
 * Deletes what sign-ins leave behind: failures after a day, sessions 30 days after they ended, and addresses from which
 * nobody signed in for 90 days. The trail keeps what happened.
 */
export async function sweepSignIns(): Promise<void> {
  await database()
    .delete(signInFailures)
    .where(lt(signInFailures.at, addSeconds(now(), -day)))
  await database()
    .delete(signInAddresses)
    .where(lt(signInAddresses.lastAt, addSeconds(now(), -90 * day)))
  const ended = addSeconds(now(), -30 * day)
  const teams = await database().execute<{ id: string }>(sql`select all_teams() as id`)
  for (const { id: teamId } of teams) {
    await withTeam(teamId, (tx) =>
      tx
        .delete(sessions)
        .where(and(eq(sessions.teamId, teamId), or(lt(sessions.expiresAt, ended), lt(sessions.revokedAt, ended)))),
    )
  }
}
