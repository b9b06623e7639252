import { roleNames } from '@/components/shell/role-names'
import type { InvitationState } from '@/lib/teams/invitation-state'
import type { MadeInvitation } from '@/lib/teams/invite-member'
import type { TeamInvitation } from '@/lib/teams/list-invitations'

/** How many cases somebody holds, as a part of a sentence. */
export function casesWords(claims: number): string {
  return claims === 1 ? '1 case' : `${claims.toLocaleString('en')} cases`
}

/** Whom an invitation is for. */
export function inviteeWords({ email, state, acceptedBy }: Pick<TeamInvitation, 'email' | 'state' | 'acceptedBy'>) {
  if (state === 'accepted' && acceptedBy) return email ? `${acceptedBy} (${email})` : acceptedBy
  return email ?? 'Whoever has the link'
}

/** What has become of an invitation, in a word. */
export const stateNames: Record<InvitationState, string> = {
  open: 'Open',
  accepted: 'Accepted',
  revoked: 'Revoked',
  expired: 'Expired',
}

/** What happened with a new invitation, and what is to be done with its link. */
export function madeWords({ email, role, mail }: Pick<MadeInvitation, 'email' | 'role' | 'mail'>): string {
  const as = `as ${roleNames[role].name.toLowerCase()}`
  if (!email) return `Whoever opens this link first joins ${as}. Send it to them in a way that nobody else reads.`
  if (!mail) return `Only ${email} can use it, to join ${as}. Docket has sent no mail: send them the link yourself.`
  if (mail.failure) return `The mail to ${email} did not go. ${mail.failure} Send them the link yourself.`
  return `It was mailed to ${email}, to join ${as}. You can also send the link yourself.`
}
