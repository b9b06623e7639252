import { EscalatedCases } from '@/components/home/escalated-cases'
import { FailedCases } from '@/components/home/failed-cases'
import { FirstSteps } from '@/components/home/first-steps'
import { HomeMetrics } from '@/components/home/home-metrics'
import { mentionsFor, returnedFor } from '@/components/home/kept-back'
import { LatestDecisions } from '@/components/home/latest-decisions'
import { Mentions } from '@/components/home/mentions'
import { Oversight } from '@/components/home/oversight'
import { QueueOverview } from '@/components/home/queue-overview'
import { queuesToDo } from '@/components/home/queues-to-do'
import { ResumeCases } from '@/components/home/resume-cases'
import { ReturnedCases } from '@/components/home/returned-cases'
import { SecondLooks } from '@/components/home/second-looks'
import { standingDecisions } from '@/components/home/standing-decisions'
import { DecideBefore } from '@/components/retention/decide-before'
import { FailedAlert } from '@/components/retention/failed-alert'
import { Page } from '@/components/shell/page'
import type { Member } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { requireMember } from '@/lib/access/session'
import { listEvents } from '@/lib/audit/list-events'
import { countCases } from '@/lib/cases/count-cases'
import { countDeadlines } from '@/lib/cases/count-deadlines'
import { countWaiting } from '@/lib/cases/count-waiting'
import { listMyClaims } from '@/lib/cases/list-my-claims'
import { listQueue } from '@/lib/cases/list-queue'
import { listReturned } from '@/lib/cases/list-returned'
import { owedImpressions } from '@/lib/cases/owed-impressions'
import { now } from '@/lib/clock'
import { readLately } from '@/lib/insights/read-lately'
import { listMentions } from '@/lib/notes/list-mentions'
import { countQueueDeadlines } from '@/lib/queues/count-queue-deadlines'
import { countQueues } from '@/lib/queues/count-queues'
import { listQueues } from '@/lib/queues/list-queues'
import { countFailedPurges } from '@/lib/retention/count-failed-purges'
import { countReviews } from '@/lib/reviews/count-reviews'
import { openSamplesAction } from '../samples/actions'

const shown = 5

export default async function HomePage() {
  const member = await requireMember()
  const counts = await countCases(member, {})
  const total = Object.values(counts).reduce((sum, n) => sum + n, 0)
  if (total === 0) {
    return (
      <Page title={`Welcome, ${member.name}`} description={`${member.teamName} has no cases yet.`} width="narrow">
        <FirstSteps
          mayAddMembers={may(member, 'member.add')}
          mayCreateKeys={may(member, 'key.create')}
          openSamples={openSamplesAction}
        />
      </Page>
    )
  }
  const at = now()
  const [toDo, watched, waiting, claimed, returned, toReview, reviews, mentions, failed, urgent, deadlines] =
    await Promise.all([
      readQueues(member),
      readWatched(member),
      countWaiting(member, {}),
      listMyClaims(member, {}),
      listReturned(member, {}),
      listQueue(member, { toReview: true, size: shown }),
      countReviews(member, {}),
      listMentions(member, {}),
      listQueue(member, { states: ['failed'], order: 'newest', size: shown }),
      listQueue(member, { deadline: true, size: shown }),
      countDeadlines(member, {}),
    ])
  const owed = await owedImpressions(member, {
    cases: [
      ...mentions.map(({ caseId, state }) => ({ id: caseId, state })),
      ...returned.map(({ id }) => ({ id, state: 'waiting' as const })),
    ],
  })
  return (
    <Page
      title="Home"
      description={`${member.teamName}, ${total.toLocaleString('en')} ${total === 1 ? 'case' : 'cases'} in all.`}
    >
      <div className="grid grid-cols-1 gap-8">
        <FailedAlert failed={watched.unpurged} elsewhere />
        <HomeMetrics counts={counts} waiting={waiting} overdue={toDo.reduce((sum, queue) => sum + queue.overdue, 0)} />
        <ResumeCases claims={claimed} now={at} waiting={counts.waiting} />
        <ReturnedCases cases={returnedFor(returned, owed)} now={at} />
        <SecondLooks cases={toReview.rows} total={reviews} now={at} />
        <EscalatedCases cases={watched.escalated.rows} more={watched.escalated.more} now={at} />
        <Mentions mentions={mentionsFor(mentions, owed)} now={at} />
        <DecideBefore cases={urgent.rows} total={deadlines.cases} now={at} />
        <QueueOverview queues={toDo} now={at} />
        {watched.insights ? <Oversight {...watched.insights} /> : null}
        {failed.rows.length > 0 ? <FailedCases cases={failed.rows} total={counts.failed} now={at} /> : null}
        {watched.decisions ? (
          <LatestDecisions entries={standingDecisions(watched.decisions.entries).slice(0, shown)} now={at} />
        ) : null}
      </div>
    </Page>
  )
}

async function readQueues(member: Member) {
  const [queues, counts, deadlines] = await Promise.all([
    listQueues(member, {}),
    countQueues(member, {}),
    countQueueDeadlines(member, {}),
  ])
  return queuesToDo(queues, counts, deadlines)
}

/** What only those who watch over the desk are shown; without it where the role does not reach. */
async function readWatched(member: Member) {
  const nothing = { rows: [], more: false }
  const [escalated, unpurged, decisions, insights] = await Promise.all([
    may(member, 'case.assign')
      ? listQueue(member, { states: ['waiting', 'claimed'], escalated: true, size: shown })
      : nothing,
    may(member, 'retention.read') ? countFailedPurges(member, {}) : 0,
    may(member, 'audit.read') ? listEvents(member, { types: ['case.decided', 'case.decision_undone'] }) : null,
    may(member, 'insights.read') ? readLately(member) : null,
  ])
  return { escalated, unpurged, decisions, insights }
}
