import { utcMinute } from '@/components/shell/format-time'
import { roleNames } from '@/components/shell/role-names'
import type { CheckedInvitation } from '@/lib/teams/check-invitation'

/** What an open invitation leads to, and as what. */
export function InvitationFor({ invitation }: { invitation: Extract<CheckedInvitation, { state: 'open' }> }) {
  const { teamName, role, invitedBy, expiresAt } = invitation
  return (
    <>
      <h1 className="text-2xl font-semibold tracking-tight text-balance">Join {teamName}</h1>
      <p className="mt-2 text-sm text-pretty text-muted-foreground">
        {invitedBy ?? 'Whoever runs this Docket'} invites you, until {utcMinute(expiresAt)}.
      </p>
      <p className="mt-2 text-sm text-pretty">
        <span className="font-medium">{roleNames[role].name}.</span>{' '}
        <span className="text-muted-foreground">{roleNames[role].does}</span>
      </p>
    </>
  )
}
