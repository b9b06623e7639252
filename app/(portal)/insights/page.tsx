import { ChartColumn } from 'lucide-react'
import type { Metadata, Route } from 'next'
import Link from 'next/link'
import { AccuracyChart } from '@/components/insights/accuracy-chart'
import { AgeingChart } from '@/components/insights/ageing-chart'
import { AgreementChart, PeopleChart } from '@/components/insights/agreement-chart'
import { insightAddress, insightQuery, partOf, readInsightFilter } from '@/components/insights/insight-filter'
import { InsightFilters } from '@/components/insights/insight-filters'
import { ThresholdChart } from '@/components/insights/threshold-chart'
import { TimeChart } from '@/components/insights/time-chart'
import { VolumeChart } from '@/components/insights/volume-chart'
import { WorkloadChart } from '@/components/insights/workload-chart'
import { EmptyState } from '@/components/shell/empty-state'
import { utcDate, utcMinute } from '@/components/shell/format-time'
import { Page } from '@/components/shell/page'
import { PermissionDenied } from '@/components/shell/permission-denied'
import { Button } from '@/components/ui/button'
import { may } from '@/lib/access/permissions'
import { authorisePage, requireMember } from '@/lib/access/session'
import { countCases } from '@/lib/cases/count-cases'
import { addSeconds, now } from '@/lib/clock'
import { countAgeing } from '@/lib/insights/count-ageing'
import { countVolume } from '@/lib/insights/count-volume'
import { readAccuracy } from '@/lib/insights/read-accuracy'
import { readAgreement } from '@/lib/insights/read-agreement'
import { readWorkload } from '@/lib/insights/read-workload'
import { timeToDecision } from '@/lib/insights/time-to-decision'
import { tryThresholds } from '@/lib/insights/try-thresholds'
import { listQueues } from '@/lib/queues/list-queues'

export const metadata: Metadata = { title: 'Insights' }

export default async function InsightsPage({ searchParams }: PageProps<'/insights'>) {
  const filter = readInsightFilter(await searchParams)
  const member = await requireMember(insightAddress(filter))
  if (!authorisePage(member, 'insights.read')) {
    return <PermissionDenied title="Insights" permission="insights.read" role={member.role} />
  }
  const at = now()
  const part = partOf(filter, at)
  const query = insightQuery(filter)
  const total = Object.values(await countCases(member, {})).reduce((sum, n) => sum + n, 0)
  if (total === 0) {
    return (
      <Page title="Insights" description="What comes in, how long it takes, and how far the machine can be trusted.">
        <EmptyState
          icon={ChartColumn}
          title="There is nothing to count yet"
          actions={
            <Button asChild variant="outline">
              <Link href={'/submit' as Route}>Hand in media</Link>
            </Button>
          }
        >
          Once cases are handed in and decided, this page says how many, how fast, and how often people agreed with the
          machine.
        </EmptyState>
      </Page>
    )
  }
  const [volume, times, ageing, people, agreement, accuracy, scores, queues] = await Promise.all([
    countVolume(member, part),
    timeToDecision(member, part),
    countAgeing(member, part),
    readWorkload(member, part),
    readAgreement(member, part),
    readAccuracy(member, part),
    tryThresholds(member, part),
    listQueues(member, {}),
  ])
  return (
    <Page
      title="Insights"
      description={`${utcDate(part.since)} to ${utcDate(addSeconds(part.until, -1))}, counted ${utcMinute(at)}. Reload to count again.`}
      width="wide"
    >
      <div className="grid grid-cols-1 gap-6">
        <InsightFilters filter={filter} queues={queues} />
        <div className="grid grid-cols-1 gap-6 lg:grid-cols-2">
          <VolumeChart volume={volume} query={query} />
          <TimeChart times={times} query={query} />
          <AgeingChart queues={ageing} query={query} />
          <WorkloadChart people={people} query={query} />
          <AgreementChart rows={agreement} query={query} />
          <PeopleChart rows={agreement} query={query} />
          <AccuracyChart rows={accuracy} query={query} />
          <ThresholdChart buckets={scores} filter={filter} mayRoute={may(member, 'queue.manage')} />
        </div>
      </div>
    </Page>
  )
}
