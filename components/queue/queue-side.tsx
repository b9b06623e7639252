import { ShieldCheck, Star } from 'lucide-react'
import type { Route } from 'next'
import Link from 'next/link'
import { cn } from '@/components/ui/cn'
import type { QueueCounts } from '@/lib/queues/count-queues'
import type { ListedQueue } from '@/lib/queues/list-queues'
import { ownFirst } from './own-first'
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
    { id: null, name: 'All queues', description: '', own: false, of: counts },
    ...ownFirst(queues).map(({ id, name, description, own }) => ({
      ...{ id, name, description, own },
      of: counts.filter(({ queueId }) => queueId === id),
    })),
  ]
  return (
    <nav
      aria-label="Queues"
      className="relative -mx-4 min-w-0 overflow-x-auto px-4 sm:mx-0 sm:px-0 lg:overflow-visible"
    >
      <ul className="flex gap-2 lg:grid lg:gap-1">
        {choices.map(({ id, name, description, own, of }) => (
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
              <QueueEntry name={name} own={own} of={of} />
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function QueueEntry({ name, own, of }: { name: string; own: boolean; of: QueueCounts[] }) {
  const waiting = of.reduce((sum, { states }) => sum + states.waiting, 0)
  const working = of.reduce((sum, { states }) => sum + states.claimed, 0)
  const keptNot = of.reduce((sum, { zeroRetention }) => sum + zeroRetention, 0)
  const long = longWaiting(waitingOf(of, null))
  const more = [working > 0 && `${working} in work`, long > 0 && `${long} over a day`].filter(Boolean).join(', ')
  return (
    <>
      <span className="flex items-baseline justify-between gap-3">
        <span className="flex min-w-0 max-w-48 items-center gap-1.5">
          <span className="truncate font-medium">{name}</span>
          {own && (
            <span className="inline-flex shrink-0" title="One of your queues">
              <Star aria-hidden className="size-3 fill-current text-muted-foreground" />
              <span className="sr-only">, yours,</span>
            </span>
          )}
        </span>
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
