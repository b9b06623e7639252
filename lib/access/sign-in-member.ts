import crypto from 'node:crypto'
import { sql } from 'drizzle-orm'
import { sessions } from '@/drizzle/schema/teams'
import type { AuditEvent } from '@/lib/audit/events'
import { recordEvents } from '@/lib/audit/record'
import { addSeconds, now } from '@/lib/clock'
import { database, withTeam } from '@/lib/db/client'
import { DocketError } from '@/lib/errors'
import type { Member, Role } from './actor'
import { beginAttempt, failureWindowSeconds, forgetAttempt, noteSuccess } from './count-attempts'
import { verifyPassword } from './password'

/** Seconds a sign-in holds. */
export const sessionSeconds = 12 * 3600

interface FoundMember extends Record<string, unknown> {
  id: string
  name: string
  password_hash: string
  deactivated_at: Date | null
}

/**
 * Checks an e-mail and password and opens a session in the person's first team. `address` is where they come from.
 * Throws `unauthorized` with one sentence for every wrong pair, and `too_many_requests` after five failures in 15 minutes
 * from the same address for the same account, or fifty for it from anywhere and none ever right from this address: so
 * nobody can lock an account out of the places it is used from. Also when too many passwords wait to be checked.
 */
export async function signInMember(given: {
  email: string
  password: string
  address: string
}): Promise<{ sessionId: string }> {
  const email = given.email.trim().toLowerCase()
  const [member] = await database().execute<FoundMember>(sql`select * from find_member(${email})`)
  const attempt = await beginAttempt(email, given.address)
  if (!attempt) {
    if (member) await tellTeams(member.id, { type: 'member.sign_in_failed', memberId: member.id, why: 'locked' })
    throw new DocketError('too_many_requests', 'Too many failed attempts from here. Try again in 15 minutes.', {
      retryAfterSeconds: failureWindowSeconds,
    })
  }
  const right = await verifyPassword(member?.password_hash ?? null, given.password).catch(async (error: unknown) => {
    await forgetAttempt(attempt)
    throw error
  })
  if (!member || !right || member.deactivated_at) {
    if (member)
      await tellTeams(member.id, {
        type: 'member.sign_in_failed',
        memberId: member.id,
        why: right ? 'deactivated' : 'password',
      })
    throw new DocketError('unauthorized', 'That e-mail and password do not match. Check both and try again.')
  }
  await noteSuccess(attempt)
  return { sessionId: await openSession({ id: member.id, name: member.name, email }) }
}

interface TeamRow extends Record<string, unknown> {
  team_id: string
  team_name: string
  role: Role
}

async function teamsOf(memberId: string): Promise<TeamRow[]> {
  return database().execute<TeamRow>(sql`select * from teams_of(${memberId}::uuid)`)
}

/** Opens a session for a member who has proved who they are. Throws `forbidden` when they are in no team. */
export async function openSession(member: { id: string; name: string; email: string }): Promise<string> {
  const [team] = await teamsOf(member.id)
  if (!team) throw new DocketError('forbidden', 'You are no longer in any team. Ask an admin to add you.')
  const sessionId = crypto.randomUUID()
  const actor: Member = {
    kind: 'member',
    teamId: team.team_id,
    teamName: team.team_name,
    memberId: member.id,
    sessionId,
    name: member.name,
    email: member.email,
    role: team.role,
  }
  await withTeam(actor.teamId, async (tx) => {
    await tx.insert(sessions).values({
      id: sessionId,
      teamId: actor.teamId,
      memberId: member.id,
      expiresAt: addSeconds(now(), sessionSeconds),
    })
    await recordEvents(tx, actor, [{ type: 'member.signed_in', memberId: member.id }])
  })
  return sessionId
}

async function tellTeams(memberId: string, event: AuditEvent): Promise<void> {
  for (const { team_id: teamId } of await teamsOf(memberId)) {
    await withTeam(teamId, (tx) => recordEvents(tx, { kind: 'visitor', teamId }, [event]))
  }
}
