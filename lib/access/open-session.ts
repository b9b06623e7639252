import crypto from 'node:crypto'
import { sql } from 'drizzle-orm'
import { sessions } from '@/drizzle/schema/teams'
import { recordEvents } from '@/lib/audit/record'
import { addSeconds, now } from '@/lib/clock'
import { type Transaction, withTeam } from '@/lib/db/client'
import { DocketError } from '@/lib/errors'
import type { Member } from './actor'
import { holdPerson } from './hold-person'
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
}

/**
 * Opens a session for a member who has proved who they are. Throws `forbidden` when they are in no team, and `unauthorized`
 * where their password changed while it was checked: what ended their sessions did not see this one.
 */
export async function openSession(
  member: { id: string; name: string; email: string },
  { by, browser = '', address = '', provedAt = now(), checked }: SignedInFrom,
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

/** The one sentence for every wrong pair. */
export function noMatch(): DocketError {
  return new DocketError('unauthorized', 'That e-mail and password do not match. Check both and try again.')
}
