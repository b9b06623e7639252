import { and, eq, isNull, lt, or, sql } from 'drizzle-orm'
import { invitations, passwordResets, secondSteps } from '@/drizzle/schema/sign-in'
import { sessions, signInAddresses, signInFailures } from '@/drizzle/schema/teams'
import { addSeconds, now } from '@/lib/clock'
import { database, withTeam } from '@/lib/db/client'

const day = 86_400

/**
 * Deletes what sign-ins leave behind: failures, links to new passwords that have expired and second steps that were never
 * confirmed after a day; sessions and invitations 30 days after they ended; and addresses from which nobody signed in for
 * 90 days. The trail keeps what happened.
 */
export async function sweepSignIns(): Promise<void> {
  await database()
    .delete(signInFailures)
    .where(lt(signInFailures.at, addSeconds(now(), -day)))
  await database()
    .delete(signInAddresses)
    .where(lt(signInAddresses.lastAt, addSeconds(now(), -90 * day)))
  await database()
    .delete(passwordResets)
    .where(lt(passwordResets.expiresAt, addSeconds(now(), -day)))
  await database()
    .delete(secondSteps)
    .where(and(isNull(secondSteps.confirmedAt), lt(secondSteps.createdAt, addSeconds(now(), -day))))
  const ended = addSeconds(now(), -30 * day)
  const teams = await database().execute<{ id: string }>(sql`select all_teams() as id`)
  for (const { id: teamId } of teams) {
    await withTeam(teamId, async (tx) => {
      await tx
        .delete(sessions)
        .where(and(eq(sessions.teamId, teamId), or(lt(sessions.expiresAt, ended), lt(sessions.revokedAt, ended))))
      await tx.delete(invitations).where(and(eq(invitations.teamId, teamId), lt(invitations.expiresAt, ended)))
    })
  }
}
