import { roleNames } from '@/components/shell/role-names'
import { TimeAgo } from '@/components/shell/time-ago'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import type { TeamMember } from '@/lib/teams/list-members'
import type { MemberActions } from './member-actions'
import { MemberMenu } from './member-menu'

interface MembersTableProps {
  members: TeamMember[]
  me: string
  now: Date
  /** How many cases each holds, by id. */
  claims: Record<string, number>
  /** Absent: they may only look. */
  actions: MemberActions | undefined
}

/** Who is in the team, as what, and whether they can sign in. */
export function MembersTable({ members, me, now, claims, actions }: MembersTableProps) {
  const active = members.filter(({ deactivatedAt }) => !deactivatedAt)
  return (
    <Card>
      <Table label="Members">
        <TableHeader>
          <TableRow>
            <TableHead>Name</TableHead>
            <TableHead className="hidden sm:table-cell">E-mail</TableHead>
            <TableHead>Role</TableHead>
            <TableHead className="hidden sm:table-cell">State</TableHead>
            <TableHead className="hidden md:table-cell">Added</TableHead>
            {actions ? (
              <TableHead>
                <span className="sr-only">What to do</span>
              </TableHead>
            ) : null}
          </TableRow>
        </TableHeader>
        <TableBody>
          {members.map((member) => (
            <TableRow key={member.memberId}>
              <TableCell className="font-medium">
                <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
                  {member.name}
                  {member.memberId === me ? <Badge variant="outline">you</Badge> : null}
                  <span className="sm:hidden">{member.deactivatedAt ? <State member={member} now={now} /> : null}</span>
                </span>
                <span className="font-normal [overflow-wrap:anywhere] text-muted-foreground sm:hidden">
                  {member.email}
                </span>
              </TableCell>
              <TableCell className="hidden [overflow-wrap:anywhere] text-muted-foreground sm:table-cell">
                {member.email}
              </TableCell>
              <TableCell>
                {roleNames[member.role].name}
                {member.source === 'directory' ? (
                  <span className="block text-[0.8125rem] text-muted-foreground">from the identity provider</span>
                ) : null}
              </TableCell>
              <TableCell className="hidden sm:table-cell">
                <State member={member} now={now} />
              </TableCell>
              <TableCell className="hidden whitespace-nowrap text-muted-foreground md:table-cell">
                <TimeAgo at={member.addedAt} now={now} />
              </TableCell>
              {actions ? (
                <TableCell className="text-right">
                  {member.memberId === me || member.isShutOut ? null : (
                    <MemberMenu
                      member={{ ...picked(member), isDeactivated: member.deactivatedAt !== null }}
                      claims={claims[member.memberId] ?? 0}
                      colleagues={active.filter(({ memberId }) => memberId !== member.memberId).map(chosen)}
                      actions={actions}
                    />
                  )}
                </TableCell>
              ) : null}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  )
}

function State({ member: { deactivatedAt }, now }: { member: TeamMember; now: Date }) {
  if (!deactivatedAt) return <Badge variant="outline">Active</Badge>
  return (
    <Badge variant="uncertain">
      Deactivated <TimeAgo at={deactivatedAt} now={now} />
    </Badge>
  )
}

// What goes to the browser: no more than the menu needs.
const picked = ({ memberId, name, role, source }: TeamMember) => ({ memberId, name, role, source })
const chosen = ({ memberId, name }: TeamMember) => ({ memberId, name })
