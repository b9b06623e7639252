import crypto from 'node:crypto'
import { sql } from 'drizzle-orm'
import { signInFailures } from '@/drizzle/schema/teams'
import type { AuditEvent } from '@/lib/audit/events'
import { recordEvents } from '@/lib/audit/record'
import { database, withTeam } from '@/lib/db/client'
import { DocketError } from '@/lib/errors'
import {
  type Attempt,
  beginAttempt,
  failureWindowSeconds,
  forgetAttempt,
  isFirstRefusal,
  noteSuccess,
} from './count-attempts'
import { digest } from './digest'
import { noMatch, openSession } from './open-session'
import { verifyPassword } from './password'
import { checkCode, hasSecondStep } from './second-step/check-code'
import { teamsOf } from './teams-of'

/** The password was right, and a code is asked for as well: none came with it, or a wrong one. */
export class CodeNeeded extends DocketError {
  constructor(readonly given: boolean) {
    const says = given
      ? 'That code is not right, or was used already. Wait for the app’s next one, or use a recovery code.'
      : 'Enter the code that your authenticator app shows.'
    super('unauthorized', says, { fields: { code: [says] } })
    this.name = 'CodeNeeded'
  }
}

interface FoundMember extends Record<string, unknown> {
  id: string
  name: string
  password_hash: string | null
  deactivated_at: Date | null
}

/**
 * Checks an e-mail and password and opens a session in the person's first team. `address` is where they come from.
 * Throws `unauthorized` with one sentence for every wrong pair, and `too_many_requests` after five failures in 15 minutes
 * from the same address for the same account; after fifty for it from anywhere, or a hundred from there for any, unless it
 * was signed in from there before: so nobody can lock an account out of the places it is used from. Also when too many
 * passwords wait to be checked. Throws CodeNeeded where the person has a second step; a wrong code counts as a wrong
 * password does.
 */
export async function signInMember(given: {
  email: string
  password: string
  /** Of the authenticator app, or a recovery code; blank where none was asked for yet. */
  code?: string | undefined
  address: string
  /** As browserName says it. */
  browser?: string
}): Promise<{ sessionId: string }> {
  const email = given.email.trim().toLowerCase()
  const [member] = await database().execute<FoundMember>(sql`select * from find_member(${email})`)
  const attempt = await beginAttempt(email, given.address)
  if (!attempt) {
    if (await isFirstRefusal(email)) await tellFailure(member, 'locked')
    throw new DocketError('too_many_requests', 'Too many failed attempts from here. Try again in 15 minutes.', {
      retryAfterSeconds: failureWindowSeconds,
    })
  }
  const right = await verifyPassword(member?.password_hash ?? null, given.password).catch(async (error: unknown) => {
    await forgetAttempt(attempt)
    throw error
  })
  if (!member || !right || member.deactivated_at) {
    await tellFailure(member, right ? 'deactivated' : 'password')
    throw noMatch()
  }
  if (await hasSecondStep(member.id)) await takeSecondStep(member.id, given.code ?? '', attempt)
  await noteSuccess(attempt)
  const from = { ...given, by: 'password', checked: member.password_hash } as const
  return { sessionId: await openSession({ id: member.id, name: member.name, email }, from) }
}

/** Nothing was guessed where no code came: the attempt is forgotten. A wrong code leaves it in the count. */
async function takeSecondStep(memberId: string, code: string, attempt: Attempt): Promise<void> {
  if (!code.trim()) {
    await forgetAttempt(attempt)
    throw new CodeNeeded(false)
  }
  if (await takeCode(memberId, code)) return
  await tellFailure({ id: memberId }, 'second_step')
  throw new CodeNeeded(true)
}

/** In the team the sign-in leads to, whose trail says so when a recovery code was used up. */
async function takeCode(memberId: string, code: string): Promise<boolean> {
  const [team] = await teamsOf(memberId)
  if (!team) return false
  return withTeam(team.team_id, async (tx) => {
    const right = await checkCode(tx, memberId, code)
    await recordEvents(tx, { kind: 'visitor', teamId: team.team_id }, right?.events ?? [])
    return right !== null
  })
}

/** Tells all teams of a person what somebody at the door did. */
export type WhyFailed = Extract<AuditEvent, { type: 'member.sign_in_failed' }>['why']

/**
 * Tells each of a person's teams that they were not let in. Nobody has a trail, but writing it takes time that would tell
 * who is here: for them as much is written elsewhere.
 */
export async function tellFailure(member: { id: string } | undefined, why: WhyFailed): Promise<void> {
  if (!member) {
    await teamsOf(crypto.randomUUID())
    const subjectHash = digest(crypto.randomUUID())
    return withTeam(crypto.randomUUID(), (tx) => tx.insert(signInFailures).values({ subjectHash })).then(() => {})
  }
  for (const { team_id: teamId } of await teamsOf(member.id)) {
    await withTeam(teamId, (tx) =>
      recordEvents(tx, { kind: 'visitor', teamId }, [{ type: 'member.sign_in_failed', memberId: member.id, why }]),
    )
  }
}
