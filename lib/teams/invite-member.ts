import crypto from 'node:crypto'
import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { invitations } from '@/drizzle/schema/sign-in'
import { memberships } from '@/drizzle/schema/teams'
import { type Actor, actorId, type Role, roles } from '@/lib/access/actor'
import { digest, randomToken } from '@/lib/access/digest'
import type { AuditEvent } from '@/lib/audit/events'
import { addSeconds, now } from '@/lib/clock'
import type { Transaction } from '@/lib/db/client'
import { command } from '@/lib/db/command'
import { env } from '@/lib/env'
import { DocketError } from '@/lib/errors'
import { canMail } from '@/lib/mail/send-mail'
import { mailInvitation } from './mail-invitation'
import { Email } from './names'
import { invitationDays } from './team-rules'

const Input = z.object({ role: z.enum(roles), email: Email.nullable().default(null) })

export interface MadeInvitation {
  invitationId: string
  /** Works once, and is told here only. */
  link: string
  expiresAt: Date
  email: string | null
  role: Role
  /** Whether it was mailed; `failure` is why not. Null where it was not to be. */
  mail: { failure: string | null } | null
}

/**
 * Invites somebody into the team by a link that works once within seven days, for one e-mail address or for whoever has it;
 * it is mailed there where a mail server is set. A new one for an address replaces an open one. Throws `conflict` for
 * somebody who is in the team.
 */
export async function inviteMember(actor: Actor, input: z.input<typeof Input>): Promise<MadeInvitation> {
  const made = await makeInvitation(actor, input)
  const link = `${env().PUBLIC_URL}/invite/${made.token}`
  const { invitationId, expiresAt, email, role } = made
  const shown = { invitationId, link, expiresAt, email, role }
  if (!email || !canMail()) return { ...shown, mail: null }
  const failure = await mailInvitation({ to: email, link, role, expiresAt, ...made.from })
  return { ...shown, mail: { failure } }
}

const makeInvitation = command({
  permission: 'member.manage',
  input: Input,
  async run(tx, { role, email }, actor) {
    const { teamId } = actor
    const token = randomToken()
    const invitation = {
      id: crypto.randomUUID(),
      teamId,
      tokenHash: digest(token),
      email,
      role,
      invitedBy: actorId(actor),
      expiresAt: addSeconds(now(), invitationDays * 24 * 3600),
    }
    const events: AuditEvent[] = []
    if (email) {
      await refuseMember(tx, teamId, email)
      events.push(...(await replaceOpen(tx, teamId, email)))
    }
    await tx.insert(invitations).values(invitation)
    const [team] = await tx.execute<{ name: string }>(sql`select name from teams where id = ${teamId}`)
    const from = { teamName: team?.name ?? '', invitedBy: actor.kind === 'member' ? actor.name : null }
    const { id: invitationId, expiresAt } = invitation
    return {
      result: { invitationId, token, expiresAt, email, role, from },
      events: [...events, { type: 'member.invited', invitationId, role }],
    }
  },
})

async function refuseMember(tx: Transaction, teamId: string, email: string): Promise<void> {
  const [known] = await tx.execute<{ id: string }>(sql`select id from find_member(${email})`)
  if (!known) return
  const [here] = await tx
    .select({ deactivatedAt: memberships.deactivatedAt })
    .from(memberships)
    .where(and(eq(memberships.teamId, teamId), eq(memberships.memberId, known.id), isNull(memberships.removedAt)))
  if (!here) return
  const says = here.deactivatedAt ? 'is deactivated in this team: let them in again instead' : 'is in this team already'
  throw new DocketError('conflict', `${email} ${says}.`, { fields: { email: [says] } })
}

/** Ends what is open for the address, so that one link leads in, not several. */
async function replaceOpen(tx: Transaction, teamId: string, email: string): Promise<AuditEvent[]> {
  const { revokedAt, acceptedAt, expiresAt } = invitations
  const ended = await tx
    .update(invitations)
    .set({ revokedAt: now() })
    .where(
      and(
        eq(invitations.teamId, teamId),
        eq(invitations.email, email),
        isNull(revokedAt),
        isNull(acceptedAt),
        gt(expiresAt, now()),
      ),
    )
    .returning({ invitationId: invitations.id })
  return ended.map(({ invitationId }) => ({ type: 'member.invitation_revoked', invitationId }))
}
