import type { Metadata } from 'next'
import { InvitationsTable } from '@/components/members/invitations-table'
import { InviteDialog } from '@/components/members/invite-dialog'
import { LeaveTeam } from '@/components/members/leave-team'
import { MembersTable } from '@/components/members/members-table'
import { Page } from '@/components/shell/page'
import { PermissionDenied } from '@/components/shell/permission-denied'
import { may } from '@/lib/access/permissions'
import { authorisePage, requireMember } from '@/lib/access/session'
import { countClaims } from '@/lib/cases/count-claims'
import { now } from '@/lib/clock'
import { canMail } from '@/lib/mail/send-mail'
import { listColleagues } from '@/lib/notes/list-colleagues'
import { listInvitations } from '@/lib/teams/list-invitations'
import { listMembers } from '@/lib/teams/list-members'
import {
  changeRoleAction,
  deactivateAction,
  inviteAction,
  leaveAction,
  makeResetLinkAction,
  reactivateAction,
  removeAction,
  revokeInvitationAction,
} from './actions'

export const metadata: Metadata = { title: 'Members' }

const actions = {
  changeRole: changeRoleAction,
  deactivate: deactivateAction,
  makeResetLink: makeResetLinkAction,
  reactivate: reactivateAction,
  remove: removeAction,
}

export default async function MembersPage() {
  const member = await requireMember('/settings/members')
  if (!authorisePage(member, 'member.read')) {
    return <PermissionDenied title="Members" permission="member.read" role={member.role} />
  }
  const [members, invitations, claims, colleagues] = await Promise.all([
    listMembers(member, {}),
    listInvitations(member, {}),
    countClaims(member, {}),
    listColleagues(member, {}),
  ])
  const mayManage = may(member, 'member.manage')
  const at = now()
  return (
    <Page
      title="Members"
      description={`Who is in ${member.teamName}, and what they may do.`}
      actions={mayManage ? <InviteDialog invite={inviteAction} mails={canMail()} /> : null}
    >
      <MembersTable
        members={members}
        me={member.memberId}
        now={at}
        claims={claims}
        actions={mayManage ? actions : undefined}
      />
      <section className="mt-8">
        <h2 className="mb-3 text-base font-semibold tracking-tight">Invitations</h2>
        {invitations.length > 0 ? (
          <InvitationsTable
            invitations={invitations}
            now={at}
            revoke={mayManage ? revokeInvitationAction : undefined}
          />
        ) : (
          <p className="text-sm text-muted-foreground">
            {mayManage ? 'Nobody was invited yet. A link brings somebody in, once.' : 'Nobody was invited yet.'}
          </p>
        )}
      </section>
      <section aria-labelledby="leave-heading" className="mt-8 grid gap-3 rounded-lg border border-destructive/40 p-5">
        <div className="grid gap-1">
          <h2 id="leave-heading" className="text-base font-semibold tracking-tight">
            Leave this team
          </h2>
          <p className="max-w-prose text-sm text-pretty text-muted-foreground">
            You would no longer see its cases. The last admin cannot leave.
          </p>
        </div>
        <LeaveTeam
          teamName={member.teamName}
          claims={claims[member.memberId] ?? 0}
          colleagues={colleagues.filter(({ memberId }) => memberId !== member.memberId)}
          leave={leaveAction}
        />
      </section>
    </Page>
  )
}
