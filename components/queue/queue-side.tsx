import { ShieldCheck } from 'lucide-react'
import type { Route } from 'next'
import Link from 'next/link'
import { cn } from '@/components/ui/cn'
import type { QueueCounts } from '@/lib/queues/count-queues'
import type { ListedQueue } from '@/lib/queues/list-queues'
import { longWaiting, waitingOf } from './row-words'

interface QueueSideProps {
  queues: ListedQueue[]
  counts: QueueCounts[]
  /** The id of the one that is shown; null: all of them. */
  current: string | null
  /** The address of the same part of another queue. */
  hrefOf(queueId: string | null): string
}

/** The team's queues with how many cases wait in each; at the side, or in a row where there is no room for that. */
export function QueueSide({ queues, counts, current, hrefOf }: QueueSideProps) {
  const choices = [
    { id: null, name: 'All queues', description: '', of: counts },
    ...queues.map(({ id, name, description }) => ({
      ...{ id, name, description },
      of: counts.filter(({ queueId }) => queueId === id),
    })),
  ]
  return (
    <nav
      aria-label="Queues"
      className="relative -mx-4 min-w-0 overflow-x-auto px-4 sm:mx-0 sm:px-0 lg:overflow-visible"
    >
      <ul className="flex gap-2 lg:grid lg:gap-1">
        {choices.map(({ id, name, description, of }) => (
          <li key={id ?? 'all'} className="shrink-0 lg:min-w-0">
            <Link
              href={hrefOf(id) as Route}
              prefetch={false}
              aria-current={id === current ? 'true' : undefined}
              title={description || undefined}
              className={cn(
                'grid min-h-11 content-center gap-0.5 rounded-md border bg-card px-3 py-1.5 text-sm hover:bg-accent lg:border-transparent lg:bg-transparent',
                id === current &&
                  'border-primary/50 bg-accent text-accent-foreground lg:border-primary/40 lg:bg-accent',
              )}
            >
              <QueueEntry name={name} of={of} />
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function QueueEntry({ name, of }: { name: string; of: QueueCounts[] }) {
  const waiting = of.reduce((sum, { states }) => sum + states.waiting, 0)
  const working = of.reduce((sum, { states }) => sum + states.claimed, 0)
  const keptNot = of.reduce((sum, { zeroRetention }) => sum + zeroRetention, 0)
  const long = longWaiting(waitingOf(of, null))
  const more = [working > 0 && `${working} in work`, long > 0 && `${long} over a day`].filter(Boolean).join(', ')
  return (
    <>
      <span className="flex items-baseline justify-between gap-3">
        <span className="max-w-48 truncate font-medium">{name}</span>
        <span className="text-[0.8125rem] tabular-nums">
          {waiting}
          <span className="sr-only"> waiting</span>
        </span>
      </span>
      {(more || keptNot > 0) && (
        <span className="flex flex-wrap gap-x-2 text-xs text-muted-foreground tabular-nums">
          {more}
          {keptNot > 0 && (
            <span className="inline-flex items-center gap-1" title="To decide, with zero retention">
              <ShieldCheck aria-hidden className="size-3" />
              {keptNot}
              <span className="sr-only"> with zero retention</span>
            </span>
          )}
        </span>
      )}
    </>
  )
}
