import Form from 'next/form'
import { useId } from 'react'
import { DayInput } from '@/components/shell/day-input'
import { Button } from '@/components/ui/button'
import type { TrailCounts } from '@/lib/audit/count-events'
import { FacetList } from './facet-list'
import { HiddenFilter } from './hidden-filter'
import { firstPage, type TrailFilter, trailAddress, trailPeriods } from './trail-filter'

/** The last day, week or month, or days to choose. */
export function PeriodFacet({ filter, periods }: { filter: TrailFilter; periods: TrailCounts['periods'] }) {
  // The facets stand on the page twice: beside the trail, and in a sheet.
  const id = useId()
  return (
    <>
      <FacetList
        label="Period"
        single
        values={trailPeriods.map((period) => ({
          key: period,
          label: periodNames[period],
          entries: periods[period],
          chosen: filter.period === period,
          address: trailAddress({
            ...firstPage(filter),
            period: filter.period === period ? null : period,
            from: null,
            to: null,
          }),
        }))}
      />
      <Form action="/audit" scroll={false} className="grid gap-2 px-2 pt-2 pb-1" key={`${filter.from} ${filter.to}`}>
        <HiddenFilter filter={filter} without={['period', 'from', 'to']} />
        <div className="grid grid-cols-1 gap-2 lg:grid-cols-2">
          <div className="grid gap-1 text-xs text-muted-foreground">
            <span aria-hidden>From day (UTC)</span>
            <DayInput
              id={`${id}-from`}
              aria-label="From day (UTC)"
              name="from"
              defaultValue={filter.from ?? ''}
              className="px-2"
            />
          </div>
          <div className="grid gap-1 text-xs text-muted-foreground">
            <span aria-hidden>To day (UTC)</span>
            <DayInput
              id={`${id}-to`}
              aria-label="To day (UTC)"
              name="to"
              defaultValue={filter.to ?? ''}
              className="px-2"
            />
          </div>
        </div>
        <Button type="submit" variant="outline" size="sm">
          Show these days
        </Button>
      </Form>
    </>
  )
}

export const periodNames = { day: 'Last 24 hours', week: 'Last 7 days', month: 'Last 30 days' } as const
