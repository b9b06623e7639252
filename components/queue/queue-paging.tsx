import type { Route } from 'next'
import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { type QueueFilter, queueHref } from './queue-filter'

interface QueuePagingProps {
  filter: QueueFilter
  /** The lowest number on this page; null: there are no older ones. */
  olderThan: number | null
}

/** On to older cases, and back to the newest. */
export function QueuePaging({ filter, olderThan }: QueuePagingProps) {
  if (olderThan === null && filter.before === null) return null
  return (
    <nav aria-label="Pages" className="flex justify-between gap-2">
      {filter.before === null ? (
        <span />
      ) : (
        <Button variant="outline" asChild>
          <Link href={queueHref({ ...filter, before: null }) as Route}>
            {filter.tab === 'deadline' ? 'Back to the first' : 'Back to the newest'}
          </Link>
        </Button>
      )}
      {olderThan !== null && (
        <Button variant="outline" asChild>
          <Link href={queueHref({ ...filter, before: olderThan }) as Route}>
            {filter.tab === 'deadline' ? 'Those that go later' : 'Older cases'}
          </Link>
        </Button>
      )}
    </nav>
  )
}
