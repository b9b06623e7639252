import type { Route } from 'next'
import Link from 'next/link'
import { CaseList, CaseListItem } from '@/components/home/case-list'
import { queueHref } from '@/components/queue/queue-places'
import { stateNames } from '@/lib/cases/case-states'
import type { QueueRow } from '@/lib/cases/list-queue'
import { GoesIn } from './goes-in'

/** The cases whose media goes soonest, decided or not; nothing where there are none. */
export function DecideBefore({ cases, total, now }: { cases: QueueRow[]; total: number; now: Date }) {
  if (cases.length === 0) return null
  return (
    <section aria-labelledby="deadline-heading">
      <div className="mb-2 flex items-baseline justify-between gap-3">
        <h2 id="deadline-heading" className="text-base font-semibold tracking-tight">
          Decide before it is gone
        </h2>
        <Link
          href={queueHref({ tab: 'deadline' }) as Route}
          className="text-sm font-medium text-primary underline-offset-4 hover:underline"
        >
          {total === cases.length ? 'In the queue' : `All ${total.toLocaleString('en')}`}
        </Link>
      </div>
      <CaseList>
        {cases.map((row) => (
          <CaseListItem
            key={row.number}
            number={row.number}
            title={row.title}
            note={row.claimedBy ? `In work, with ${row.claimedBy}` : stateNames[row.state]}
            aside={<GoesIn at={row.goesAt} now={now} />}
            action="Decide"
          />
        ))}
      </CaseList>
    </section>
  )
}
