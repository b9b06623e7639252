import { Route as RouteIcon } from 'lucide-react'
import type { Route } from 'next'
import Form from 'next/form'
import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { Label } from '@/components/ui/label'
import { type ScoreBucket, takenBetween, thresholdSteps } from '@/lib/insights/threshold-counts'
import { ChartCard } from './chart-card'
import { HiddenFields } from './hidden-fields'
import { type InsightFilter, insightQuery, ruleAddress, ruleOf } from './insight-filter'
import { percent, warningOf } from './insight-words'
import { NumberTable } from './number-table'
import { readTaken } from './readings'
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
      <Form
        action="/insights#thresholds"
        key={`${least} ${most}`}
        scroll={false}
        className="flex flex-wrap items-end gap-3"
        aria-label="Try a threshold"
      >
        <HiddenFields query={query} without={['least', 'most']} />
        <div className="grid gap-1.5">
          <Label htmlFor="threshold-least">Score from (%)</Label>
          <Input id="threshold-least" name="least" type="number" min={0} max={100} step={1} defaultValue={least} />
        </div>
        <div className="grid gap-1.5">
          <Label htmlFor="threshold-most">to (%)</Label>
          <Input id="threshold-most" name="most" type="number" min={0} max={100} step={1} defaultValue={most} />
        </div>
        <Button type="submit" variant="secondary">
          Try
        </Button>
        {mayRoute ? (
          <Button asChild variant="outline">
            <Link href={ruleAddress(ruleOf(filter)) as Route}>
              <RouteIcon aria-hidden />
              Make a routing rule of it
            </Link>
          </Button>
        ) : null}
      </Form>
    </ChartCard>
  )
}
