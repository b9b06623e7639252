import type { Metadata } from 'next'
import { SampleButton } from '@/components/home/sample-button'
import { QueueEmpty } from '@/components/queue/queue-empty'
import { countOf, parseQueueFilter, type SearchParams, searchOf, statesOf } from '@/components/queue/queue-filter'
import { QueueKeys } from '@/components/queue/queue-keys'
import { QueueList } from '@/components/queue/queue-list'
import { QueuePaging } from '@/components/queue/queue-paging'
import { QueueSearch } from '@/components/queue/queue-search'
import { MediaTypeFilter, QueueTabs } from '@/components/queue/queue-tabs'
import { Page } from '@/components/shell/page'
import { may } from '@/lib/access/permissions'
import { requireMember } from '@/lib/access/session'
import { countCases } from '@/lib/cases/count-cases'
import { countDeadlines } from '@/lib/cases/count-deadlines'
import { listQueue } from '@/lib/cases/list-queue'
import { now } from '@/lib/clock'
import { openSamplesAction } from '../samples/actions'

export const metadata: Metadata = { title: 'Queue' }

export default async function QueuePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const filter = parseQueueFilter(await searchParams)
  const search = searchOf(filter)
  const member = await requireMember(`/queue${search}`)
  const { mediaType, before } = filter
  const deadline = filter.tab === 'deadline'
  const [counts, deadlines, { rows, more }] = await Promise.all([
    countCases(member, {}),
    countDeadlines(member, {}),
    listQueue(member, { states: statesOf(filter.tab), mediaType, before, search: filter.search, deadline }),
  ])
  const samples = may(member, 'case.open') ? <SampleButton openSamples={openSamplesAction} /> : null
  return (
    <Page title="Queue" width="wide" actions={<QueueKeys />}>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <QueueTabs filter={filter} counts={counts} deadlines={deadlines.cases} />
        {deadline && (
          <p className="max-w-prose text-sm text-pretty text-muted-foreground">
            Handed in with zero retention: at its deadline the media is deleted, decided or not. What goes first stands
            first.
          </p>
        )}
        <div className="flex flex-wrap items-center justify-between gap-3">
          <MediaTypeFilter filter={filter} />
          <QueueSearch filter={filter} />
        </div>
        <h2 className="sr-only">Cases</h2>
        {rows.length === 0 ? (
          <QueueEmpty filter={filter} total={countOf('all', counts)} samples={samples} />
        ) : (
          <>
            <QueueList key={search} rows={rows} filter={filter} now={now()} />
            <p className="text-[0.8125rem] text-pretty text-muted-foreground">
              The number beside a verdict is the chance, as the engine sees it, that the media is synthetic or
              manipulated.
            </p>
          </>
        )}
        <QueuePaging filter={filter} olderThan={more ? (rows.at(-1)?.number ?? null) : null} />
      </div>
    </Page>
  )
}
