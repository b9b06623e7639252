'use server'

import { refresh } from 'next/cache'
import type { Going } from '@/components/members/member-actions'
import type { Role } from '@/lib/access/actor'
import { makeResetLink } from '@/lib/access/make-reset-link'
import { signOut } from '@/lib/access/next-auth'
import { memberAction } from '@/lib/http/server-action'
import { changeRole } from '@/lib/teams/change-role'
import { deactivateMember } from '@/lib/teams/deactivate-member'
import { inviteMember } from '@/lib/teams/invite-member'
import { leaveTeam } from '@/lib/teams/leave-team'
import { reactivateMember } from '@/lib/teams/reactivate-member'
import { removeMember } from '@/lib/teams/remove-member'
import { revokeInvitation } from '@/lib/teams/revoke-invitation'

/** Invites somebody; the link is in this answer and nowhere else, but for the mail. */
export const inviteAction = memberAction(async (member, input: { role: Role; email: string | null }) => {
  const made = await inviteMember(member, input)
  refresh()
  return made
})

/** Ends an open invitation. */
export const revokeInvitationAction = memberAction(async (member, input: { invitationId: string }) => {
  const ended = await revokeInvitation(member, input)
  refresh()
  return ended
})

/** Gives a member another role. */
export const changeRoleAction = memberAction(async (member, input: { memberId: string; role: Role }) => {
  const changed = await changeRole(member, input)
  refresh()
  return changed
})

/** Makes a link with which a member chooses a new password; it is in this answer and nowhere else. */
export const makeResetLinkAction = memberAction((member, input: { memberId: string }) => makeResetLink(member, input))

/** Shuts a member out of the team for now. */
export const deactivateAction = memberAction(async (member, input: Going) => {
  const done = await deactivateMember(member, input)
  refresh()
  return done
})

/** Lets a deactivated member in again. */
export const reactivateAction = memberAction(async (member, { memberId }: { memberId: string }) => {
  const done = await reactivateMember(member, { memberId })
  refresh()
  return done
})

/** Takes a member out of the team. */
export const removeAction = memberAction(async (member, input: Going) => {
  const done = await removeMember(member, input)
  refresh()
  return done
})

/** Takes oneself out of the team; the page that shows it is left at once. */
export const leaveAction = memberAction(
  async (member, input: { claimsTo: string | null }) => {
    await leaveTeam(member, input)
    await signOut({ redirect: false })
  },
  { withoutSecondStep: true },
)
