import { SearchX, ShieldCheck } from 'lucide-react'
import type { Metadata, Route } from 'next'
import Link from 'next/link'
import { SaveViewDialog } from '@/components/audit/save-view-dialog'
import { SavedViews } from '@/components/audit/saved-views'
import { FailedAlert } from '@/components/retention/failed-alert'
import { filterWords } from '@/components/retention/filter-words'
import { OpenRequests } from '@/components/retention/open-requests'
import {
  isNarrowed,
  narrowingOf,
  readRetentionFilter,
  retentionAddress,
  retentionQuery,
} from '@/components/retention/retention-filter'
import { RetentionFilters } from '@/components/retention/retention-filters'
import { RetentionList } from '@/components/retention/retention-list'
import { RetentionPages } from '@/components/retention/retention-pages'
import { RetentionTabs } from '@/components/retention/retention-tabs'
import { EmptyState } from '@/components/shell/empty-state'
import { Page } from '@/components/shell/page'
import { PermissionDenied } from '@/components/shell/permission-denied'
import { Button } from '@/components/ui/button'
import { authorisePage, requireMember } from '@/lib/access/session'
import { listViews } from '@/lib/audit/list-views'
import { now } from '@/lib/clock'
import { listErasures } from '@/lib/retention/list-erasures'
import { listRetention } from '@/lib/retention/list-retention'
import { removeViewAction } from '../actions'
import { saveViewAction } from './actions'

export const metadata: Metadata = { title: 'Retention' }

export default async function RetentionPage({ searchParams }: PageProps<'/retention'>) {
  const filter = readRetentionFilter(await searchParams)
  const member = await requireMember(retentionAddress(filter))
  if (!authorisePage(member, 'retention.read')) {
    return <PermissionDenied title="Retention" permission="retention.read" role={member.role} />
  }
  const [{ rows, next, counts, inAll }, requests, views] = await Promise.all([
    listRetention(member, narrowingOf(filter)),
    listErasures(member, {}),
    listViews(member, { page: 'retention' }),
  ])
  const total = Object.values(inAll).reduce((sum, n) => sum + n, 0)
  const query = retentionQuery(filter)
  const at = now()
  return (
    <Page
      title="Retention"
      description="Every case whose media had or has to go: why, until when, and what shows that each copy is gone."
      actions={
        total > 0 ? (
          <SaveViewDialog
            query={query}
            says={filterWords(filter)}
            everyone="Everyone in the team who may see the deletions"
            saveView={saveViewAction}
          />
        ) : null
      }
    >
      <div className="grid grid-cols-1 gap-6">
        <FailedAlert failed={inAll.failed} />
        <OpenRequests requests={requests} memberId={member.memberId} now={at} />
        {total === 0 ? (
          <EmptyState icon={ShieldCheck} title="No media had to go so far">
            Cases appear here once they are handed in with zero retention, deleted over the API, or ordered to be
            deleted by a person. Everything else is kept.
          </EmptyState>
        ) : (
          <>
            <div className="grid grid-cols-1 gap-4">
              <SavedViews path="/retention" views={views} query={query} removeView={removeViewAction} />
              <RetentionTabs filter={filter} counts={counts} />
              <RetentionFilters filter={filter} />
            </div>
            {rows.length > 0 ? (
              <RetentionList rows={rows} now={at} />
            ) : (
              <EmptyState
                icon={SearchX}
                title={isNarrowed(filter) ? 'No deletion fits' : 'There is nothing on this page'}
                actions={
                  <Button asChild variant="outline">
                    <Link href={'/retention' as Route}>Show all</Link>
                  </Button>
                }
              >
                {isNarrowed(filter) ? 'No case is in this state, goes for this reason and was handed in then.' : null}
              </EmptyState>
            )}
            <RetentionPages filter={filter} next={next} />
          </>
        )}
      </div>
    </Page>
  )
}
