export type InvitationState = 'open' | 'accepted' | 'revoked' | 'expired'

interface Dates {
  acceptedAt: Date | null
  revokedAt: Date | null
  expiresAt: Date
}

/** What has become of an invitation; the moment it expires it is no longer open. */
export function invitationState({ acceptedAt, revokedAt, expiresAt }: Dates, at: Date): InvitationState {
  if (acceptedAt) return 'accepted'
  if (revokedAt) return 'revoked'
  return expiresAt.getTime() <= at.getTime() ? 'expired' : 'open'
}
