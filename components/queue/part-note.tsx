import { isNarrowed } from './narrowed'
import type { QueueFilter, QueueTab } from './queue-filter'

/** What is in a part of the queue, where its name does not say it; nothing elsewhere. */
export function PartNote({ tab }: { tab: QueueTab }) {
  if (tab === 'deadline') {
    return (
      <p className="max-w-prose text-sm text-pretty text-muted-foreground">
        Handed in with zero retention: at its deadline the media is deleted, decided or not. What goes first stands
        first.
      </p>
    )
  }
  if (tab !== 'review') return null
  return (
    <p className="max-w-prose text-sm text-pretty text-muted-foreground">
      Decided once, and waiting for another pair of eyes: yours. What you handed in, decided before or somebody else has
      taken is not among them.
    </p>
  )
}

/** That the numbers beside the parts count more than is listed, where they do. */
export function CountsNote({ filter }: { filter: QueueFilter }) {
  if (!isNarrowed(filter)) return null
  return (
    <p className="max-w-prose text-[0.8125rem] text-pretty text-muted-foreground">
      The numbers above count by queue, kind of media and retention alone: without your search and other filters.
    </p>
  )
}

/** Why the first page is shown where a later one was asked for. */
export function BehindNote() {
  return (
    <p role="status" className="max-w-prose text-sm text-pretty text-muted-foreground">
      This address goes on behind a case that is not in the list any more, or has nothing behind it. These are the
      first.
    </p>
  )
}
