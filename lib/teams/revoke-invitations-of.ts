import { and, eq, gt, isNull, type SQL } from 'drizzle-orm'
import { invitations } from '@/drizzle/schema/sign-in'
import type { AuditEvent } from '@/lib/audit/events'
import { now } from '@/lib/clock'
import type { Transaction } from '@/lib/db/client'

/**
 * Ends the open invitations that somebody made who may invite no more: by a link of their own they would come back, with
 * whichever role it says.
 */
export async function revokeInvitationsOf(tx: Transaction, teamId: string, memberId: string): Promise<AuditEvent[]> {
  const ended = await tx
    .update(invitations)
    .set({ revokedAt: now() })
    .where(and(openOf(teamId), eq(invitations.invitedBy, memberId)))
    .returning({ invitationId: invitations.id })
  return ended.map(({ invitationId }) => ({ type: 'member.invitation_revoked', invitationId }))
}

/** The team's invitations that can still be accepted. */
export function openOf(teamId: string): SQL | undefined {
  const { acceptedAt, revokedAt, expiresAt } = invitations
  return and(eq(invitations.teamId, teamId), isNull(acceptedAt), isNull(revokedAt), gt(expiresAt, now()))
}
