import type { Metadata } from 'next'
import { AddMemberDialog } from '@/components/settings/add-member-dialog'
import { MembersTable } from '@/components/settings/members-table'
import { Page } from '@/components/shell/page'
import { PermissionDenied } from '@/components/shell/permission-denied'
import { may } from '@/lib/access/permissions'
import { authorisePage, requireMember } from '@/lib/access/session'
import { now } from '@/lib/clock'
import { listMembers } from '@/lib/teams/list-members'
import { addMemberAction } from './actions'

export const metadata: Metadata = { title: 'Members' }

export default async function MembersPage() {
  const member = await requireMember('/settings/members')
  if (!authorisePage(member, 'member.read')) {
    return <PermissionDenied title="Members" permission="member.read" role={member.role} />
  }
  const members = await listMembers(member, {})
  return (
    <Page
      title="Members"
      description={`Who is in ${member.teamName}, and what they may do.`}
      actions={may(member, 'member.add') ? <AddMemberDialog addMember={addMemberAction} /> : null}
    >
      <MembersTable members={members} me={member.memberId} now={now()} />
    </Page>
  )
}
