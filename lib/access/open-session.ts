import crypto from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import { oidcIdentities } from '@/drizzle/schema/sign-in'
import { sessions } from '@/drizzle/schema/teams'
import { recordEvents } from '@/lib/audit/record'
import { addSeconds, now } from '@/lib/clock'
import { type Transaction, withTeam } from '@/lib/db/client'
import { DocketError } from '@/lib/errors'
import type { Member } from './actor'
import { holdPerson } from './hold-person'
import { OidcRefused } from './oidc-refusals'
import { teamsOf } from './teams-of'

/** Seconds a sign-in holds. */
export const sessionSeconds = 12 * 3600

/** How somebody signed in, and where: what they tell their sessions apart by. */
export interface SignedInFrom {
  by: 'password' | 'oidc'
  browser?: string
  address?: string
  /** When they last proved who they are, where that is not just now. */
  provedAt?: Date
  /** The hash that the password was held against. */
  checked?: string | null
  /** The identity at the provider that they came with. */
  identity?: { issuer: string; subject: string }
}

/**
 * Opens a session for a member who has proved who they are. Throws `forbidden` when they are in no team, and `unauthorized`
 * where their password changed while it was checked, or OidcRefused where their identity was unlinked meanwhile: what ended
 * their sessions did not see this one.
 */
export async function openSession(
  member: { id: string; name: string; email: string },
  { by, browser = '', address = '', provedAt = now(), checked, identity }: SignedInFrom,
): Promise<string> {
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
    provedAt,
  }
  await withTeam(actor.teamId, async (tx) => {
    await holdPerson(tx, member.id)
    if (checked !== undefined) await assertStill(tx, member.id, checked)
    if (identity) await assertLinked(tx, member.id, identity)
    await tx.insert(sessions).values({
      id: sessionId,
      teamId: actor.teamId,
      memberId: member.id,
      expiresAt: addSeconds(now(), sessionSeconds),
      by,
      provedAt,
      browser,
      address,
    })
    await recordEvents(tx, actor, [{ type: 'member.signed_in', memberId: member.id, by }])
  })
  return sessionId
}

async function assertStill(tx: Transaction, memberId: string, checked: string | null): Promise<void> {
  const [person] = await tx.execute<{ same: boolean }>(
    sql`select password_hash = ${checked} as same from find_person(${memberId}::uuid)`,
  )
  if (!person?.same) throw noMatch()
}

async function assertLinked(
  tx: Transaction,
  memberId: string,
  { issuer, subject }: Required<SignedInFrom>['identity'],
) {
  const same = [
    eq(oidcIdentities.memberId, memberId),
    eq(oidcIdentities.issuer, issuer),
    eq(oidcIdentities.subject, subject),
  ]
  if ((await tx.$count(oidcIdentities, and(...same))) === 0) throw new OidcRefused('expired')
}

/** The one sentence for every wrong pair. */
export function noMatch(): DocketError {
  return new DocketError('unauthorized', 'That e-mail and password do not match. Check both and try again.')
}
