import type { Route } from 'next'
import Form from 'next/form'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { mediaTypeNames, sourceNames } from '@/components/case/media-words'
import { DayInput } from '@/components/shell/day-input'
import { Button } from '@/components/ui/button'
import { Label } from '@/components/ui/label'
import { NativeSelect } from '@/components/ui/native-select'
import { HiddenFields } from './hidden-fields'
import {
  type InsightFilter,
  insightAddress,
  insightMedia,
  insightPeriods,
  insightQuery,
  insightSources,
} from './insight-filter'

const periodNames = {
  week: 'Last 7 days',
  month: 'Last 30 days',
  quarter: 'Last 91 days',
  year: 'Last 365 days',
} as const

interface InsightFiltersProps {
  filter: InsightFilter
  queues: { id: string; name: string }[]
}

/** Which time and which cases the page is about. A plain form that ends in the address, so that it can be sent to someone. */
export function InsightFilters({ filter, queues }: InsightFiltersProps) {
  const address = insightAddress(filter)
  return (
    <Form
      action="/insights"
      key={address}
      role="search"
      aria-label="Time and cases"
      className="grid grid-cols-2 items-end gap-3 md:grid-cols-3 xl:grid-cols-[repeat(6,minmax(0,1fr))_auto]"
    >
      <HiddenFields query={insightQuery(filter)} without={['period', 'from', 'to', 'type', 'source', 'queue']} />
      {filter.period === null ? (
        <input type="hidden" name="were" value={`${filter.from ?? ''}..${filter.to ?? ''}`} />
      ) : null}
      <Field id="insight-period" label="Period">
        <NativeSelect id="insight-period" name="period" defaultValue={filter.period ?? ''}>
          {filter.period === null ? <option value="">The days chosen</option> : null}
          {insightPeriods.map((period) => (
            <option key={period} value={period}>
              {periodNames[period]}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <Field id="insight-from" label="or from day (UTC)">
        <DayInput id="insight-from" name="from" defaultValue={filter.from ?? ''} />
      </Field>
      <Field id="insight-to" label="to day (UTC)">
        <DayInput id="insight-to" name="to" defaultValue={filter.to ?? ''} />
      </Field>
      <Field id="insight-type" label="Media type">
        <NativeSelect id="insight-type" name="type" defaultValue={filter.mediaType ?? ''}>
          <option value="">Every type</option>
          {insightMedia.map((type) => (
            <option key={type} value={type}>
              {mediaTypeNames[type]}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <Field id="insight-source" label="Source">
        <NativeSelect id="insight-source" name="source" defaultValue={filter.source ?? ''}>
          <option value="">Every source</option>
          {insightSources.map((source) => (
            <option key={source} value={source}>
              {sourceNames[source]}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <Field id="insight-queue" label="Queue">
        <NativeSelect id="insight-queue" name="queue" defaultValue={filter.queueId ?? ''}>
          <option value="">Every queue</option>
          {filter.queueId && !queues.some(({ id }) => id === filter.queueId) ? (
            <option value={filter.queueId}>A queue that was given up</option>
          ) : null}
          {queues.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <div className="col-span-2 flex gap-2 md:col-span-3 xl:col-span-1">
        <Button type="submit" variant="secondary">
          Show
        </Button>
        {address === '/insights' ? null : (
          <Button asChild variant="ghost">
            <Link href={'/insights' as Route}>Reset</Link>
          </Button>
        )}
      </div>
    </Form>
  )
}

function Field({ id, label, children }: { id: string; label: string; children: ReactNode }) {
  return (
    <div className="grid min-w-0 gap-1.5">
      <Label htmlFor={id}>{label}</Label>
      {children}
    </div>
  )
}
