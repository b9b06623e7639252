import { ScrollText } from 'lucide-react'
import type { Metadata, Route } from 'next'
import Link from 'next/link'
import { ExportDialog } from '@/components/audit/export-dialog'
import { FilterSheet } from '@/components/audit/filter-sheet'
import { SaveViewDialog } from '@/components/audit/save-view-dialog'
import { SavedViews } from '@/components/audit/saved-views'
import { chipsOf, TrailChips } from '@/components/audit/trail-chips'
import { TrailFacets } from '@/components/audit/trail-facets'
import {
  firstPage,
  isNarrowed,
  narrowingOf,
  readTrailFilter,
  trailAddress,
  trailQuery,
} from '@/components/audit/trail-filter'
import { TrailList } from '@/components/audit/trail-list'
import { TrailPages } from '@/components/audit/trail-pages'
import { VerificationPanel } from '@/components/audit/verification-panel'
import { PeriodDialog } from '@/components/evidence/period-dialog'
import { EmptyState } from '@/components/shell/empty-state'
import { Page } from '@/components/shell/page'
import { PermissionDenied } from '@/components/shell/permission-denied'
import { Button } from '@/components/ui/button'
import { may } from '@/lib/access/permissions'
import { authorisePage, requireMember } from '@/lib/access/session'
import { countEvents } from '@/lib/audit/count-events'
import { listEvents } from '@/lib/audit/list-events'
import { listViews } from '@/lib/audit/list-views'
import { nameThings, thingsIn } from '@/lib/audit/name-things'
import { readVerification } from '@/lib/audit/read-verification'
import { signingKey } from '@/lib/audit/signing-key'
import { trailName, verifierKey } from '@/lib/audit/trail-key'
import { now } from '@/lib/clock'
import { listMembers } from '@/lib/teams/list-members'
import { removeViewAction } from '../actions'
import { saveViewAction } from './actions'

export const metadata: Metadata = { title: 'Audit' }

export default async function AuditPage({ searchParams }: PageProps<'/audit'>) {
  const filter = readTrailFilter(await searchParams)
  const member = await requireMember(trailAddress(filter))
  if (!authorisePage(member, 'audit.read')) {
    return <PermissionDenied title="Audit" permission="audit.read" role={member.role} />
  }
  const at = now()
  const narrowing = narrowingOf(filter, at)
  const [{ entries, hasNewer, hasOlder }, counts, people, views, verification] = await Promise.all([
    listEvents(member, { ...narrowing, before: filter.before, after: filter.after }),
    countEvents(member, narrowing),
    listMembers(member, { former: true }),
    listViews(member, { page: 'audit' }),
    readVerification(member, {}),
  ])
  const names = Object.fromEntries([
    ...counts.actors.flatMap(({ id, name }) => (id && name ? [[id, name]] : [])),
    ...counts.targets.map(({ id, name }) => [id, name]),
    ...people.map((person) => [person.memberId, person.name]),
    ...Object.entries(await nameThings(member, { ids: thingsIn(entries) })),
  ])
  const query = trailQuery(firstPage(filter))
  const chips = chipsOf(filter, names)
  const shown = `${counts.total.toLocaleString('en')}${counts.capped ? ' or more' : ''} ${counts.total === 1 ? 'entry' : 'entries'}`
  const says =
    chips.length > 0 ? `${chips.map(({ label }) => label).join(' · ')}: ${shown}.` : `The whole trail: ${shown}.`
  const [first] = entries
  const last = entries.at(-1)
  const facets = <TrailFacets filter={filter} counts={counts} names={names} />
  return (
    <Page
      title="Audit"
      description="Everything that happened, who did it and through what. Entries cannot be changed or removed."
      width="wide"
      actions={
        <>
          {may(member, 'view.save') ? (
            <SaveViewDialog
              query={query}
              says={says}
              everyone="Everyone in the team who may read the trail"
              saveView={saveViewAction}
            />
          ) : null}
          {may(member, 'audit.export') ? <PeriodDialog today={at.toISOString().slice(0, 10)} /> : null}
          {may(member, 'audit.export') ? <ExportDialog query={query} says={says} /> : null}
        </>
      }
    >
      <VerificationPanel
        verification={verification}
        publicKey={verifierKey(trailName(member.teamId), signingKey().publicKey)}
        mayVerify={may(member, 'audit.verify')}
        now={at}
      />
      <div className="grid gap-6 lg:grid-cols-[16rem_minmax(0,1fr)]">
        <aside aria-label="Narrow the trail" className="hidden lg:block">
          <h2 className="px-2 pb-1 text-sm font-semibold">Narrow the trail</h2>
          {facets}
        </aside>
        <div className="grid min-w-0 content-start gap-4">
          <div className="flex flex-wrap items-center justify-between gap-3">
            <h2 className="text-sm font-semibold" aria-live="polite">
              {shown}
            </h2>
            <FilterSheet chosen={chips.length}>{facets}</FilterSheet>
          </div>
          <SavedViews path="/audit" views={views} query={query} removeView={removeViewAction} />
          <TrailChips filter={filter} names={names} />
          {first && last ? (
            <>
              <TrailList entries={entries} names={names} now={at} open={filter.entry} />
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
              {isNarrowed(filter) ? 'No entry fits all of this at once. Take one of the choices above away.' : null}
            </EmptyState>
          )}
        </div>
      </div>
    </Page>
  )
}
