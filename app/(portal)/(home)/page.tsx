import { FailedCases } from '@/components/home/failed-cases'
import { FirstSteps } from '@/components/home/first-steps'
import { HomeMetrics } from '@/components/home/home-metrics'
import { LatestDecisions } from '@/components/home/latest-decisions'
import { ResumeCases } from '@/components/home/resume-cases'
import { DecideBefore } from '@/components/retention/decide-before'
import { FailedAlert } from '@/components/retention/failed-alert'
import { Page } from '@/components/shell/page'
import { may } from '@/lib/access/permissions'
import { requireMember } from '@/lib/access/session'
import { type AuditEntry, listEvents } from '@/lib/audit/list-events'
import { countCases } from '@/lib/cases/count-cases'
import { countDeadlines } from '@/lib/cases/count-deadlines'
import { countWaiting } from '@/lib/cases/count-waiting'
import { listMyClaims } from '@/lib/cases/list-my-claims'
import { listQueue } from '@/lib/cases/list-queue'
import { now } from '@/lib/clock'
import { countFailedPurges } from '@/lib/retention/count-failed-purges'
import { openSamplesAction } from '../samples/actions'

const shown = 5

export default async function HomePage() {
  const member = await requireMember()
  const mayReadTrail = may(member, 'audit.read')
  const [counts, waiting, claimed, failed, urgent, deadlines, unpurged, decisions] = await Promise.all([
    countCases(member, {}),
    countWaiting(member, {}),
    listMyClaims(member, {}),
    listQueue(member, { states: ['failed'] }),
    listQueue(member, { deadline: true }),
    countDeadlines(member, {}),
    may(member, 'retention.read') ? countFailedPurges(member, {}) : 0,
    mayReadTrail ? listEvents(member, { types: ['case.decided', 'case.decision_undone'] }) : null,
  ])
  const total = Object.values(counts).reduce((sum, n) => sum + n, 0)
  const at = now()
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
  return (
    <Page title="Home" description={`${member.teamName}, ${total} ${total === 1 ? 'case' : 'cases'} in all.`}>
      <div className="grid grid-cols-1 gap-8">
        <FailedAlert failed={unpurged} elsewhere />
        <HomeMetrics counts={counts} waiting={waiting} />
        <DecideBefore cases={urgent.rows.slice(0, shown)} total={deadlines.cases} now={at} />
        <ResumeCases claims={claimed} now={at} waiting={counts.waiting} />
        {failed.rows.length > 0 ? (
          <FailedCases cases={failed.rows.slice(0, shown)} total={counts.failed} now={at} />
        ) : null}
        {decisions ? <LatestDecisions entries={standingDecisions(decisions.entries).slice(0, shown)} now={at} /> : null}
      </div>
    </Page>
  )
}

/** Those of cases still here, without what was taken back: that entry is newer, so it is on this page too. */
function standingDecisions(entries: AuditEntry[]): AuditEntry[] {
  const undone = new Set(
    entries.filter(({ type }) => type === 'case.decision_undone').map(({ facts }) => facts.decisionId),
  )
  return entries.filter(
    ({ type, facts, caseNumber }) => type === 'case.decided' && caseNumber !== null && !undone.has(facts.decisionId),
  )
}
