import { ScrollText } from 'lucide-react'
import type { Metadata, Route } from 'next'
import Link from 'next/link'
import { isNarrowed, periodOf, readTrailFilter, trailAddress } from '@/components/audit/trail-filter'
import { TrailFilters } from '@/components/audit/trail-filters'
import { TrailList } from '@/components/audit/trail-list'
import { TrailPages } from '@/components/audit/trail-pages'
import { EmptyState } from '@/components/shell/empty-state'
import { Page } from '@/components/shell/page'
import { PermissionDenied } from '@/components/shell/permission-denied'
import { Button } from '@/components/ui/button'
import { authorisePage, requireMember } from '@/lib/access/session'
import { listEvents } from '@/lib/audit/list-events'
import { now } from '@/lib/clock'
import { listMembers } from '@/lib/teams/list-members'

export const metadata: Metadata = { title: 'Audit' }

export default async function AuditPage({ searchParams }: PageProps<'/audit'>) {
  const filter = readTrailFilter(await searchParams)
  const member = await requireMember(trailAddress(filter))
  if (!authorisePage(member, 'audit.read')) {
    return <PermissionDenied title="Audit" permission="audit.read" role={member.role} />
  }
  const [{ entries, hasNewer, hasOlder }, people] = await Promise.all([
    listEvents(member, {
      types: filter.type ? [filter.type] : [],
      memberId: filter.person,
      caseNumber: filter.caseNumber,
      ...periodOf(filter),
      before: filter.before,
      after: filter.after,
    }),
    listMembers(member, {}),
  ])
  const names = Object.fromEntries(people.map((person) => [person.memberId, person.name]))
  const [first] = entries
  const last = entries.at(-1)
  return (
    <Page
      title="Audit"
      description="Everything that happened, who did it and through what. Entries cannot be changed or removed."
    >
      <TrailFilters filter={filter} people={people} />
      {first && last ? (
        <>
          <TrailList entries={entries} names={names} now={now()} />
          <TrailPages filter={filter} newest={first.id} oldest={last.id} hasNewer={hasNewer} hasOlder={hasOlder} />
        </>
      ) : (
        <EmptyState
          icon={ScrollText}
          title={isNarrowed(filter) ? 'Nothing in the trail fits' : 'There is nothing on this page of the trail'}
          actions={
            <Button asChild variant="outline">
              <Link href={'/audit' as Route}>Show the whole trail</Link>
            </Button>
          }
        >
          {isNarrowed(filter) ? 'No entry is of this kind, person, case and period at once.' : null}
        </EmptyState>
      )}
    </Page>
  )
}
