import type { Route } from 'next'
import Link from 'next/link'
import { cn } from '@/components/ui/cn'
import { callbackStatuses } from '@/lib/callbacks/callback-rules'
import { type CallbackFilter, callbacksAddress } from './callback-filter'
import { statusNames } from './callback-words'

/** Narrows the delivery log by state. */
export function CallbackTabs({ filter }: { filter: CallbackFilter }) {
  const choices = [
    { status: null, name: 'All' },
    ...callbackStatuses.map((status) => ({ status, name: statusNames[status] })),
  ]
  return (
    <nav aria-label="Callbacks by state" className="mb-4 overflow-x-auto">
      <ul className="flex w-fit rounded-md border bg-card p-0.5 shadow-xs">
        {choices.map(({ status, name }) => (
          <li key={name}>
            <Link
              href={callbacksAddress({ status, before: null }) as Route}
              prefetch={false}
              aria-current={status === filter.status ? 'true' : undefined}
              className={cn(
                'flex h-8 items-center rounded-sm px-3 text-[0.8125rem] font-medium whitespace-nowrap text-muted-foreground hover:text-foreground focus-visible:-outline-offset-2',
                status === filter.status && 'bg-accent text-accent-foreground',
              )}
            >
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
