import type { Metadata, Route } from 'next'
import Link from 'next/link'
import { InvitationFor } from '@/components/auth/invitation-for'
import { JoinForm } from '@/components/auth/join-form'
import { JoinSignedIn } from '@/components/auth/join-signed-in'
import { Button } from '@/components/ui/button'
import { currentMember } from '@/lib/access/session'
import { type CheckedInvitation, checkInvitation } from '@/lib/teams/check-invitation'
import { acceptAction, joinAction, signOutHereAction } from './actions'

export const metadata: Metadata = { title: 'Invitation' }

const refusals: Record<Exclude<CheckedInvitation['state'], 'open'>, { title: string; says: string }> = {
  accepted: {
    title: 'This invitation was accepted',
    says: 'It works once. If you accepted it, sign in with the e-mail and password you chose.',
  },
  revoked: {
    title: 'This invitation was revoked',
    says: 'An admin of the team took it back. Ask them for a new one.',
  },
  expired: {
    title: 'This invitation has expired',
    says: 'It was open for seven days. Ask an admin of the team for a new one.',
  },
  unknown: {
    title: 'This invitation is not right',
    says: 'The link is incomplete or mistyped. Copy it in full from where you got it.',
  },
}

export default async function InvitePage({ params }: PageProps<'/invite/[token]'>) {
  const { token } = await params
  const [invitation, member] = await Promise.all([checkInvitation(token), currentMember()])
  if (invitation.state !== 'open') {
    const { title, says } = refusals[invitation.state]
    return (
      <>
        <h1 className="text-2xl font-semibold tracking-tight text-balance">{title}</h1>
        <p className="mt-3 text-sm text-pretty text-muted-foreground">{says}</p>
        <Button asChild className="mt-6 self-start">
          <Link href={'/' as Route}>{member ? 'Go to Docket' : 'Go to sign-in'}</Link>
        </Button>
      </>
    )
  }
  const { email, hasAccount } = invitation
  return (
    <>
      <InvitationFor invitation={invitation} />
      {member ? (
        <JoinSignedIn
          token={token}
          teamName={invitation.teamName}
          me={member.email}
          isForMe={email === null || email === member.email}
          email={email}
          join={joinAction}
          signOut={signOutHereAction}
        />
      ) : (
        <JoinForm token={token} email={email} hasAccount={hasAccount} accept={acceptAction} />
      )}
    </>
  )
}
