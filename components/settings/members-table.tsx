import { roleNames } from '@/components/shell/role-names'
import { TimeAgo } from '@/components/shell/time-ago'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import type { TeamMember } from '@/lib/teams/list-members'

/** Who is in the team, and as what. */
export function MembersTable({ members, me, now }: { members: TeamMember[]; me: string; now: Date }) {
  return (
    <Card>
      <Table label="Members">
        <TableHeader>
          <TableRow>
            <TableHead>Name</TableHead>
            <TableHead className="hidden sm:table-cell">E-mail</TableHead>
            <TableHead>Role</TableHead>
            <TableHead className="hidden sm:table-cell">Added</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {members.map((member) => (
            <TableRow key={member.memberId}>
              <TableCell className="font-medium">
                <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
                  {member.name}
                  {member.memberId === me ? <Badge variant="outline">you</Badge> : null}
                  {member.deactivatedAt ? <Badge variant="uncertain">may not sign in</Badge> : null}
                </span>
                <span className="font-normal text-muted-foreground sm:hidden">{member.email}</span>
              </TableCell>
              <TableCell className="hidden text-muted-foreground sm:table-cell">{member.email}</TableCell>
              <TableCell>{roleNames[member.role].name}</TableCell>
              <TableCell className="hidden whitespace-nowrap text-muted-foreground sm:table-cell">
                <TimeAgo at={member.addedAt} now={now} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  )
}
