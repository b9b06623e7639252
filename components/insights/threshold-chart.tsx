import { Route as RouteIcon } from 'lucide-react'
import type { Route } from 'next'
import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { type ScoreBucket, takenBetween, thresholdSteps } from '@/lib/insights/threshold-counts'
import { ChartCard } from './chart-card'
import { HiddenFields } from './hidden-fields'
import { type InsightFilter, insightQuery, ruleAddress, ruleOf } from './insight-filter'
import { percent, warningOf } from './insight-words'
import { NumberTable } from './number-table'
import { readTaken } from './readings'
import { ThresholdForm } from './threshold-form'
import { ThresholdLines } from './threshold-lines'

interface ThresholdChartProps {
  buckets: ScoreBucket[]
  filter: InsightFilter
  /** Whether the reader may make a rule of it. */
  mayRoute: boolean
}

/** What a rule on the score would have done with what people have settled since. */
export function ThresholdChart({ buckets, filter, mayRoute }: ThresholdChartProps) {
  const { least, most } = filter
  const taken = takenBetween(buckets, least, most)
  const query = insightQuery(filter)
  const span = most === 100 ? `scores from ${least} %` : `scores from ${least} to ${most} %`
  return (
    <ChartCard
      chart="thresholds"
      query={query}
      reading={readTaken(taken, span)}
      warning={taken.of > 0 ? warningOf(taken.takes) : null}
      note="Settled decisions of the time by the score of their verdict, as routing rules see it. The queue a case is in does not become part of a rule."
      picture={taken.of > 0 ? <ThresholdLines buckets={buckets} least={least} most={most} /> : null}
      table={
        taken.of > 0 ? (
          <NumberTable
            label="Thresholds on past decisions"
            columns={[
              'Score from',
              'Takes',
              'Found made',
              'Authentic',
              'Neither',
              'Of what it takes, made',
              'Of all made, taken',
            ]}
            rows={thresholdSteps.map((from) => {
              const { takes, made, real, other, precision, recall } = takenBetween(buckets, from)
              const share = (of: number | null) => (of === null ? '' : percent(of))
              return {
                key: String(from),
                cells: [`${from} %`, takes, made, real, other, share(precision.share), share(recall.share)],
              }
            })}
          />
        ) : null
      }
    >
      <ThresholdForm
        key={`${least} ${most}`}
        least={least}
        most={most}
        hidden={<HiddenFields query={query} without={['least', 'most']} />}
      >
        {mayRoute ? (
          <Button asChild variant="outline">
            <Link href={ruleAddress(ruleOf(filter)) as Route}>
              <RouteIcon aria-hidden />
              Make a routing rule of it
            </Link>
          </Button>
        ) : null}
      </ThresholdForm>
    </ChartCard>
  )
}
