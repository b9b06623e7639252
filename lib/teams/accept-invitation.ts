import crypto from 'node:crypto'
import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { invitations } from '@/drizzle/schema/sign-in'
import type { Member } from '@/lib/access/actor'
import { hashPassword, Password } from '@/lib/access/password'
import { assertHardToGuess } from '@/lib/access/password-strength'
import { recordEvents } from '@/lib/audit/record'
import { now } from '@/lib/clock'
import { type Transaction, withTeam } from '@/lib/db/client'
import { parseInput } from '@/lib/db/parse-input'
import { DocketError } from '@/lib/errors'
import { announceChange } from '@/lib/live/announce'
import { type FoundInvitation, findInvitation } from './find-invitation'
import { findInvitee } from './find-invitee'
import { invitationState } from './invitation-state'
import { whyNoInvitation } from './invitation-words'
import { joinTeam } from './join-team'
import { Email, PersonName } from './names'
import { makePerson } from './set-up-team'

/** What somebody enters who is not signed in: a name where they are new here, and their password or a new one. */
export interface GivenByInvitee {
  name?: string
  email?: string
  password: string
}

type Invitee =
  | { memberId: string; name: string; email: string }
  | { memberId: null; name: string; email: string; passwordHash: string }

export interface Joined {
  teamId: string
  teamName: string
  memberId: string
  email: string
}

/**
 * Accepts an invitation, once: as whoever is signed in, else as the account whose password is given, else as somebody new.
 * Their next sign-in leads into the team. Throws `not_found` and `gone` for a link that is no longer good, `forbidden` for
 * somebody it is not for, `conflict` for who is in the team, and `bad_request`, `unauthorized` or `too_many_requests` over what was
 * entered.
 */
export async function acceptInvitation(
  token: string,
  by: { member: Member } | { given: GivenByInvitee; address: string },
): Promise<Joined> {
  const found = await findInvitation(token)
  if (found?.state !== 'open') throw whyNoInvitation(found?.state ?? 'unknown')
  const invitee = 'member' in by ? signedIn(found, by.member) : await entered(found, by.given, by.address)
  const memberId = await withTeam(found.teamId, (tx) => accept(tx, found, invitee))
  announceChange(found.teamId)
  return { teamId: found.teamId, teamName: found.teamName, memberId, email: invitee.email }
}

function signedIn({ email }: FoundInvitation, member: Member): Invitee {
  if (email === null || email === member.email) return member
  throw new DocketError(
    'forbidden',
    `This invitation is for ${email}, and you are signed in as ${member.email}. Sign out, then open the link again.`,
  )
}

async function entered(found: FoundInvitation, given: GivenByInvitee, address: string): Promise<Invitee> {
  const { email } = parseInput(z.object({ email: Email }), { email: found.email ?? given.email ?? '' })
  const known = await findInvitee({ email, password: given.password, address })
  if (known) return { ...known, email }
  const { name, password } = parseInput(z.object({ name: PersonName, password: Password }), {
    name: given.name ?? '',
    password: given.password,
  })
  assertHardToGuess(password, { email, names: [name, found.teamName] })
  return { memberId: null, name, email, passwordHash: await hashPassword(password) }
}

/** Of two who accept at once the second waits here, and finds it accepted. */
async function accept(tx: Transaction, found: FoundInvitation, invitee: Invitee): Promise<string> {
  const { teamId, teamName, invitationId, role } = found
  const one = and(eq(invitations.teamId, teamId), eq(invitations.id, invitationId))
  const { acceptedAt, revokedAt, expiresAt } = invitations
  const taken = await tx
    .update(invitations)
    .set({ acceptedAt: now() })
    .where(and(one, isNull(acceptedAt), isNull(revokedAt), gt(expiresAt, now())))
    .returning({ id: invitations.id })
  if (taken.length === 0) {
    const [row] = await tx.select().from(invitations).where(one)
    throw whyNoInvitation(row ? invitationState(row, now()) : 'unknown')
  }
  const { name, email } = invitee
  const memberId = invitee.memberId ?? (await makePerson(tx, { name, email, passwordHash: invitee.passwordHash }))
  const became = await joinTeam(tx, { teamId, memberId, role })
  if (became !== 'joined') throw inTeam(email, teamName, became)
  await tx.update(invitations).set({ acceptedBy: memberId }).where(one)
  const actor: Member = {
    ...{ kind: 'member', teamId, teamName, memberId, name, email, role },
    sessionId: crypto.randomUUID(),
    provedAt: now(),
  }
  await recordEvents(tx, actor, [{ type: 'member.joined', memberId, invitationId, role }])
  await tx.execute(sql`select set_account(${memberId}::uuid, null, null, ${teamId}::uuid)`)
  return memberId
}

function inTeam(email: string, teamName: string, as: 'member' | 'deactivated'): DocketError {
  return new DocketError(
    'conflict',
    as === 'member'
      ? `${email} is in “${teamName}” already. The invitation stays open for somebody else.`
      : `${email} is deactivated in “${teamName}”. Ask one of its admins to let you in again.`,
  )
}
