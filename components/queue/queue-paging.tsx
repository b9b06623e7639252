import type { Route } from 'next'
import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { orderOf, type QueueFilter } from './queue-filter'
import { queueHref } from './queue-places'

interface QueuePagingProps {
  filter: QueueFilter
  /** What asks for the page behind this one; null: there is none. */
  next: string | null
}

/** On to the cases behind these, and back to the first. */
export function QueuePaging({ filter, next }: QueuePagingProps) {
  if (next === null && filter.after === null) return null
  return (
    <nav aria-label="Pages" className="flex justify-between gap-2">
      {filter.after === null ? (
        <span />
      ) : (
        <Button variant="outline" asChild>
          <Link href={queueHref({ ...filter, after: null }) as Route}>{backWords(filter)}</Link>
        </Button>
      )}
      {next !== null && (
        <Button variant="outline" asChild>
          <Link href={queueHref({ ...filter, after: next }) as Route}>{onWords(filter)}</Link>
        </Button>
      )}
    </nav>
  )
}

function backWords(filter: QueueFilter): string {
  return filter.tab !== 'deadline' && orderOf(filter) === 'newest' ? 'Back to the newest' : 'Back to the first'
}

function onWords(filter: QueueFilter): string {
  if (filter.tab === 'deadline') return 'Those that go later'
  return orderOf(filter) === 'newest' ? 'Older cases' : 'Next cases'
}
