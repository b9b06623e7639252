import type { Metadata } from 'next'
import { SaveViewDialog } from '@/components/audit/save-view-dialog'
import { SavedViews } from '@/components/audit/saved-views'
import { SampleButton } from '@/components/home/sample-button'
import { AgeLine } from '@/components/queue/age-line'
import { FilterSheet } from '@/components/queue/filter-sheet'
import { ModeSwitch, OrderSwitch } from '@/components/queue/mode-switch'
import { hasAges, isNarrowed } from '@/components/queue/narrowed'
import { BehindNote, CountsNote, PartNote } from '@/components/queue/part-note'
import { partWords } from '@/components/queue/part-words'
import { chipsOf, QueueChips } from '@/components/queue/queue-chips'
import { QueueEmpty } from '@/components/queue/queue-empty'
import { parseQueueFilter, type SearchParams } from '@/components/queue/queue-filter'
import { QueueKeys } from '@/components/queue/queue-keys'
import { QueueList } from '@/components/queue/queue-list'
import { QueuePaging } from '@/components/queue/queue-paging'
import { countOf, queueHref, searchOf } from '@/components/queue/queue-places'
import { QueueSearch } from '@/components/queue/queue-search'
import { QueueSide } from '@/components/queue/queue-side'
import { MediaTypeFilter, QueueTabs } from '@/components/queue/queue-tabs'
import { waitingOf } from '@/components/queue/row-words'
import { shownRows } from '@/components/queue/shown-row'
import { Page } from '@/components/shell/page'
import { ViewingSwitches } from '@/components/wellbeing/viewing-switches'
import type { Member } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { requireMember } from '@/lib/access/session'
import { listViews } from '@/lib/audit/list-views'
import { countCases } from '@/lib/cases/count-cases'
import { countDeadlines } from '@/lib/cases/count-deadlines'
import { owedImpressions } from '@/lib/cases/owed-impressions'
import { now } from '@/lib/clock'
import { namePolicies } from '@/lib/policies/name-policies'
import { countQueues } from '@/lib/queues/count-queues'
import { listQueues } from '@/lib/queues/list-queues'
import { countReviews } from '@/lib/reviews/count-reviews'
import { removeViewAction } from '../actions'
import { openSamplesAction } from '../samples/actions'
import {
  claimManyAction,
  decideManyAction,
  moveManyAction,
  policiesAction,
  releaseManyAction,
  saveViewAction,
  undoManyAction,
} from './actions'
import { contextOf, tracksOf } from './beside-rows'
import { listedPage } from './listed-page'

export const metadata: Metadata = { title: 'Queue' }

const actions = {
  claim: claimManyAction,
  release: releaseManyAction,
  move: moveManyAction,
  policies: policiesAction,
  decide: decideManyAction,
  undo: undoManyAction,
}

export default async function QueuePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const asked = parseQueueFilter(await searchParams)
  const member = await requireMember(`/queue${searchOf(asked)}`)
  const { queueId, mediaType, zeroRetention } = asked
  const [counts, deadlines, toReview, queues, queueCounts, views, policies, { filter, page, wasBehind, begun }] =
    await Promise.all([
      countCases(member, { queueId, mediaType, zeroRetention }),
      countDeadlines(member, { queueId, mediaType, zeroRetention }),
      countReviews(member, { queueId, mediaType, zeroRetention }),
      listQueues(member, {}),
      countQueues(member, {}),
      listViews(member, { page: 'queue' }),
      namePolicies(member, {}),
      listedPage(member, asked),
    ])
  const search = searchOf(filter)
  const [owed, context] = await Promise.all([
    owedImpressions(member, { cases: page.rows.map(({ id, state }) => ({ id, state })) }),
    contextOf(member, page.rows),
  ])
  const rows = shownRows(page.rows, { owed, blurring: queues.flatMap(({ id, blur }) => (blur ? id : [])), context })
  const own = { deadline: deadlines.cases, review: toReview }
  const queueName = queues.find(({ id }) => id === queueId)?.name ?? null
  const samples = may(member, 'case.open') ? <SampleButton openSamples={openSamplesAction} /> : null
  const targets = queues.map(({ id, name }) => ({ queueId: id, name }))
  const kept = searchOf({ ...filter, after: null }).slice(1)
  return (
    <Page
      title="Queue"
      width="wide"
      actions={
        <>
          <ModeSwitch filter={filter} />
          <ViewingSwitches kinds={['blur', 'grey']} />
          <SaveViewDialog
            query={kept}
            says={partWords(filter, queueName, policies)}
            everyone="Everyone in the team"
            saveView={saveViewAction}
          />
          <QueueKeys />
        </>
      }
    >
      <div className="grid grid-cols-[minmax(0,1fr)] gap-5 lg:grid-cols-[14rem_minmax(0,1fr)]">
        <QueueSide
          queues={queues}
          counts={queueCounts}
          current={queueId}
          hrefOf={(id) => queueHref({ ...filter, queueId: id, after: null })}
        />
        <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-4">
          <SavedViews path="/queue" views={views} query={kept} removeView={removeViewAction} />
          <QueueTabs filter={filter} counts={counts} own={own} />
          <CountsNote filter={filter} />
          <PartNote tab={filter.tab} />
          <div className="flex flex-wrap items-center justify-between gap-3">
            <MediaTypeFilter filter={filter} />
            <div className="flex w-full min-w-0 items-center gap-2 sm:w-auto sm:flex-1 sm:justify-end">
              <QueueSearch filter={filter} />
              <FilterSheet key={search} filter={filter} policies={policies} chosen={chipsOf(filter, policies).length} />
            </div>
          </div>
          <QueueChips filter={filter} policies={policies} hrefOf={queueHref} />
          <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
            {/* Ages are counted by queue alone. On a phone the cases come first; Home tells the ages there. */}
            {hasAges(filter) && (
              <div className="max-sm:hidden">
                <AgeLine
                  waiting={waitingOf(queueCounts, queueId)}
                  hrefOf={(span) => queueHref({ ...filter, ...span, tab: 'waiting', after: null })}
                />
              </div>
            )}
            <span className="ml-auto max-w-full">
              <OrderSwitch filter={filter} />
            </span>
          </div>
          <h2 className="sr-only">Cases</h2>
          {wasBehind && <BehindNote />}
          {rows.length === 0 ? (
            <QueueEmpty filter={filter} total={await totalOf(member, counts)} samples={samples} tooFar={page.tooFar} />
          ) : (
            <>
              <QueueList
                key={search}
                rows={rows}
                more={filter.after !== null || page.next !== null}
                total={isNarrowed(filter) ? null : countOf(filter.tab, counts, own)}
                tracks={tracksOf(member, rows, owed)}
                filter={filter}
                may={{
                  claim: may(member, 'case.claim'),
                  decide: may(member, 'case.decide'),
                  move: may(member, 'case.assign') ? targets : null,
                }}
                actions={actions}
                begun={begun}
                now={now()}
              />
              <p className="text-[0.8125rem] text-pretty text-muted-foreground">
                The number beside a verdict is the chance, as the detector sees it, that the media is synthetic or
                manipulated. The small charts show it over the length of the media: of the frames and windows of sound
                that were judged. Of sound, the built-in engine judges only how much like a robotic voice it is.
              </p>
            </>
          )}
          <QueuePaging filter={filter} next={page.next} />
        </div>
      </div>
    </Page>
  )
}

/** How many cases the team has at all, where none of those asked for are there. */
async function totalOf(member: Member, counts: Parameters<typeof countOf>[1]): Promise<number> {
  const here = countOf('all', counts)
  return here > 0 ? here : countOf('all', await countCases(member, {}))
}
