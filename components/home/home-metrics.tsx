import type { Route } from 'next'
import Link from 'next/link'
import { type QueueTab, tabName } from '@/components/queue/queue-filter'
import { countOf } from '@/components/queue/queue-places'
import type { CaseState } from '@/lib/cases/case-states'
import type { WaitingAges } from '@/lib/cases/count-waiting'

const shown: QueueTab[] = ['waiting', 'claimed', 'analysing', 'failed', 'decided']

interface HomeMetricsProps {
  counts: Record<CaseState, number>
  waiting: WaitingAges
  /** How many are past the day within which they should be decided. */
  overdue: number
}

/** How many cases are where, each a way into the queue; how long the waiting ones have waited, and what is late. */
export function HomeMetrics({ counts, waiting, overdue }: HomeMetricsProps) {
  const bands = [
    { says: 'under an hour', n: waiting.underAnHour },
    { says: 'an hour to a day', n: waiting.underADay },
    { says: 'over a day', n: waiting.older },
  ]
  return (
    <section aria-labelledby="counts-heading">
      <h2 id="counts-heading" className="sr-only">
        Cases by state
      </h2>
      <ul className="grid grid-cols-6 overflow-hidden rounded-lg border bg-card shadow-xs sm:grid-cols-5">
        {shown.map((state) => (
          // Two above three on a phone.
          <li
            key={state}
            className="-mt-px -ml-px border-t border-l max-sm:col-span-2 max-sm:first:col-span-3 max-sm:nth-2:col-span-3"
          >
            <Link
              href={`/queue?state=${state}` as Route}
              className="block h-full px-4 py-3 sm:py-4 lg:px-5 transition-colors hover:bg-accent focus-visible:-outline-offset-2"
            >
              <span className="block text-sm text-muted-foreground">{tabName(state)}</span>
              <span className="block text-2xl leading-9 font-semibold sm:text-3xl sm:leading-10 tracking-tight tabular-nums">
                {countOf(state, counts)}
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {counts.waiting > 0 || overdue > 0 ? (
        <p className="mt-2 text-[0.8125rem] text-muted-foreground tabular-nums">
          {counts.waiting > 0
            ? `Handed in and waiting: ${bands
                .filter(({ n }) => n > 0)
                .map(({ says, n }) => `${n} for ${says}`)
                .join(', ')}. `
            : null}
          {/* Also of those that somebody works on, when none waits. */}
          {overdue > 0 ? (
            <>
              <Link
                href={'/queue?state=open' as Route}
                className="font-medium text-primary underline-offset-4 hover:underline"
              >
                {overdue.toLocaleString('en')} overdue
              </Link>
              .
            </>
          ) : null}
        </p>
      ) : null}
    </section>
  )
}
