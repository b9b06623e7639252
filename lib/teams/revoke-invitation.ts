import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { invitations } from '@/drizzle/schema/sign-in'
import { now } from '@/lib/clock'
import { command } from '@/lib/db/command'
import { DocketError, notFound } from '@/lib/errors'
import { invitationState } from './invitation-state'

const tooLate = {
  accepted: 'This invitation was accepted a moment ago. Remove the member instead.',
  revoked: 'This invitation was revoked already.',
  expired: 'This invitation has expired already: its link leads nowhere.',
}

/** Ends an invitation before anybody came by it. Throws `not_found`, and `conflict` once it is no longer open. */
export const revokeInvitation = command({
  permission: 'member.manage',
  input: z.object({ invitationId: z.uuid() }),
  async run(tx, { invitationId }, { teamId }) {
    const one = and(eq(invitations.teamId, teamId), eq(invitations.id, invitationId))
    const [found] = await tx.select().from(invitations).where(one).for('update')
    if (!found) throw notFound('Invitation')
    const state = invitationState(found, now())
    if (state !== 'open') throw new DocketError('conflict', tooLate[state])
    await tx.update(invitations).set({ revokedAt: now() }).where(one)
    return { result: { invitationId }, events: [{ type: 'member.invitation_revoked', invitationId }] }
  },
})
