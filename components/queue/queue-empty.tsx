import { CircleCheckBig, Hourglass, Inbox, SearchX } from 'lucide-react'
import type { Route } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { EmptyState } from '@/components/shell/empty-state'
import { Button } from '@/components/ui/button'
import { chipsOf } from './queue-chips'
import { type QueueFilter, type QueueTab, tabName } from './queue-filter'
import { queueHref } from './queue-places'

interface QueueEmptyProps {
  filter: QueueFilter
  /** How many cases the team has at all. */
  total: number
  /** The button that opens sample cases; null where one may not. */
  samples: ReactNode
  /** What fits was looked for and not found in time: that none is there is not known. */
  tooFar: boolean
}

/** An empty queue, and what to do about it: it differs whether there is nothing at all, nothing left or nothing found. */
export function QueueEmpty({ filter, total, samples, tooFar }: QueueEmptyProps) {
  if (tooFar) {
    return (
      <EmptyState
        icon={Hourglass}
        title="Looked for too long"
        actions={
          <Button asChild variant="outline">
            <Link href={queueHref({ tab: filter.tab, mode: filter.mode }) as Route}>
              Show all of “{tabName(filter.tab)}”
            </Link>
          </Button>
        }
      >
        Too little in “{tabName(filter.tab)}” fits this choice to be found in time, so whether there is more is not
        known. Choose one queue or one state, or search by number or title.
      </EmptyState>
    )
  }
  if (total === 0) {
    return (
      <EmptyState
        icon={Inbox}
        title="There are no cases yet"
        actions={
          <>
            {samples}
            <Button asChild variant="outline">
              <Link href={'/submit' as Route}>Submit media</Link>
            </Button>
          </>
        }
      >
        Hand in a picture, a sound or a video, or send one through the API. Each becomes a case here, with its verdict.
      </EmptyState>
    )
  }
  if (filter.search || filter.mediaType || filter.queueId || filter.after || chipsOf(filter, []).length > 0) {
    return (
      <EmptyState
        icon={SearchX}
        title="No case matches"
        actions={
          <Button asChild variant="outline">
            <Link href={queueHref({ tab: filter.tab, mode: filter.mode }) as Route}>
              Show all of “{tabName(filter.tab)}”
            </Link>
          </Button>
        }
      >
        Nothing in “{tabName(filter.tab)}” fits {filter.search ? `“${filter.search}”` : 'this choice'}.
        {filter.search
          ? ' The names of media under zero retention are sealed and cannot be searched: look for such a case by its number.'
          : null}
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon={CircleCheckBig}
      title={titleOf(filter.tab)}
      actions={
        <Button asChild variant="outline">
          <Link href={queueHref({ tab: 'all' }) as Route}>Show all cases</Link>
        </Button>
      }
    >
      New cases appear here by themselves.
    </EmptyState>
  )
}

function titleOf(tab: QueueTab): string {
  if (tab === 'open') return 'Everything is decided'
  if (tab === 'review') return 'No second look waits for you'
  return tab === 'deadline' ? 'Nothing is about to go undecided' : `No case is in “${tabName(tab)}”`
}
