import type { Route } from 'next'
import Link from 'next/link'
import { TimeAgo } from '@/components/shell/time-ago'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import type { ListedPolicy, PolicyUse } from '@/lib/policies/list-policies'
import { fourEyesNames } from '@/lib/policies/rule-words'
import { policyHref } from './policy-places'

/** The team's policies: where each is in force, its latest version, and whether somebody else looks as well. */
export function PoliciesTable({ policies, now }: { policies: ListedPolicy[]; now: Date }) {
  return (
    <Card>
      <Table label="Policies">
        <TableHeader>
          <TableRow>
            <TableHead>Name</TableHead>
            <TableHead>In force for</TableHead>
            <TableHead className="hidden md:table-cell">Second pair of eyes</TableHead>
            <TableHead className="hidden sm:table-cell">Version</TableHead>
            <TableHead className="hidden lg:table-cell">Published</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {policies.map((policy) => (
            <TableRow key={policy.policyId}>
              <TableCell>
                <Link
                  href={policyHref(policy.policyId) as Route}
                  className="inline-block py-0.5 font-medium break-words text-primary underline underline-offset-4"
                >
                  {policy.name}
                </Link>{' '}
                {policy.archivedAt && <Badge variant="outline">archived</Badge>}
              </TableCell>
              <TableCell>{policy.archivedAt ? '' : inForceFor(policy)}</TableCell>
              <TableCell className="hidden md:table-cell">{fourEyesNames[policy.rules.fourEyes].name}</TableCell>
              <TableCell className="hidden tabular-nums sm:table-cell">{policy.version}</TableCell>
              <TableCell className="hidden text-muted-foreground lg:table-cell">
                <TimeAgo at={policy.publishedAt} now={now} /> by {policy.publishedBy ?? 'a former member'}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  )
}

/** Where a policy is in force, in words. */
export function inForceFor({ isTeamDefault, queues }: PolicyUse): string {
  const named = queues.map((name) => `“${name}”`).join(', ')
  if (isTeamDefault) return named ? `The whole team, and ${named}` : 'The whole team'
  return named || 'Only decisions that choose it'
}
