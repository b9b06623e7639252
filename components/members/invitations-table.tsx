import { utcDate } from '@/components/shell/format-time'
import { roleNames } from '@/components/shell/role-names'
import { TimeAgo } from '@/components/shell/time-ago'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import type { TeamInvitation } from '@/lib/teams/list-invitations'
import type { RevokeInvitation } from './member-actions'
import { inviteeWords, stateNames } from './member-words'
import { RevokeInvitationButton } from './revoke-invitation-button'

interface InvitationsTableProps {
  invitations: TeamInvitation[]
  now: Date
  /** Absent: they may not. */
  revoke: RevokeInvitation | undefined
}

/** The team's invitations and what has become of each, the latest first. Never their links. */
export function InvitationsTable({ invitations, now, revoke }: InvitationsTableProps) {
  return (
    <Card>
      <Table label="Open and past invitations">
        <TableHeader>
          <TableRow>
            <TableHead>For</TableHead>
            <TableHead className="hidden sm:table-cell">Role</TableHead>
            <TableHead className="hidden md:table-cell">Invited by</TableHead>
            <TableHead>State</TableHead>
            <TableHead>
              <span className="sr-only">Revoke</span>
            </TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {invitations.map((one) => (
            <TableRow key={one.invitationId}>
              <TableCell className="[overflow-wrap:anywhere]">
                {inviteeWords(one)}
                <span className="block text-[0.8125rem] text-muted-foreground sm:hidden">
                  {roleNames[one.role].name}
                </span>
              </TableCell>
              <TableCell className="hidden sm:table-cell">{roleNames[one.role].name}</TableCell>
              <TableCell className="hidden text-muted-foreground md:table-cell">
                {one.invitedBy ?? 'Operator'}, <TimeAgo at={one.createdAt} now={now} />
              </TableCell>
              <TableCell>
                <State invitation={one} now={now} />
              </TableCell>
              <TableCell className="text-right whitespace-nowrap">
                {one.state === 'open' && revoke ? (
                  <RevokeInvitationButton invitationId={one.invitationId} who={inviteeWords(one)} revoke={revoke} />
                ) : null}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  )
}

function State({ invitation, now }: { invitation: TeamInvitation; now: Date }) {
  const { state, acceptedAt, revokedAt, expiresAt } = invitation
  const at = acceptedAt ?? revokedAt ?? expiresAt
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <Badge variant={state === 'open' ? 'default' : 'outline'}>{stateNames[state]}</Badge>
      <span className="text-[0.8125rem] text-muted-foreground">
        {state === 'open' ? `until ${utcDate(expiresAt)}` : <TimeAgo at={at} now={now} />}
      </span>
    </span>
  )
}
