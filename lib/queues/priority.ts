import { DocketError } from '@/lib/errors'

export const orderings = ['deadline', 'score', 'oldest', 'newest'] as const
export type Ordering = (typeof orderings)[number]

/** How an order is called on a page, and what it does. */
export const orderingNames: Record<Ordering, { name: string; means: string }> = {
  deadline: {
    name: 'Most urgent first',
    means:
      'By when it is due: a day after it was handed in, or before its media is deleted. A high score counts for up to an hour.',
  },
  score: { name: 'Highest score first', means: 'What the detector is surest of being synthetic or manipulated.' },
  oldest: { name: 'Oldest first', means: 'In the order they were handed in.' },
  newest: { name: 'Newest first', means: 'The latest hand-in first; older ones may wait for long.' },
}

/** What a case's place in its queue depends on. */
export interface Ordered {
  queuedAt: Date
  zeroRetention: boolean
  /** Until when its media can be seen; null: kept, or gone as soon as its analysis has ended. */
  purgeAfter: Date | null
  /** Probability 0-1; null: no verdict yet. */
  score: number | null
  source: 'upload' | 'url' | 'api' | 'sample'
}

/** Seconds in which whatever is kept should be decided. */
export const dueWithinSeconds = 86_400

/** A sure score weighs as much as this many seconds of waiting. */
const scoreSeconds = 3600

/**
 * A case's place in a queue of that order: smaller comes first. Kept with the case when it is put there or its verdict
 * comes, so that a page is a walk along an index. `deadline` and `oldest` are seconds since 1970, so that both compare
 * with the clock.
 */
export function priorityOf(ordering: Ordering, of: Ordered): number {
  const queued = of.queuedAt.getTime() / 1000
  switch (ordering) {
    case 'deadline':
      return (
        dueAt(of) - dueWithinSeconds - (of.score ?? 0) * scoreSeconds + (of.source === 'sample' ? dueWithinSeconds : 0)
      )
    case 'score':
      // Hundredths of the score before the seconds: 1e10 is more than any second of ours. A sample never goes before media that counts.
      return queued - (of.source === 'sample' ? 0 : Math.round((of.score ?? 0) * 100) * 1e10)
    case 'oldest':
      return queued
    case 'newest':
      return -queued
    default:
      return ordering satisfies never
  }
}

/** Seconds since 1970 by when it should be decided. */
function dueAt({ queuedAt, zeroRetention, purgeAfter }: Ordered): number {
  if (purgeAfter) return purgeAfter.getTime() / 1000
  // Without a window its media goes as soon as it can: at once.
  return queuedAt.getTime() / 1000 + (zeroRetention ? 0 : dueWithinSeconds)
}

/** How a list of cases is put: as their queues put them, or by number, the highest first. */
export const queueOrders = ['priority', 'newest'] as const
export type QueueOrder = (typeof queueOrders)[number]

/**
 * A page's end, as the next one's address carries it: its last case's number. Where that stands is looked up again, for its place
 * can tell a score that is kept from the reader (lib/cases/withhold-scores.ts).
 */
export function cursorOf({ number }: { number: number }): string {
  return String(number)
}

const cursor = /^[1-9]\d{0,8}$/

/** Whether `parseCursor` can read it. */
export function isCursor(text: string): boolean {
  return cursor.test(text)
}

/** Reads `cursorOf` back. Throws DocketError `bad_request` for anything else. */
export function parseCursor(text: string): number {
  if (isCursor(text)) return Number(text)
  throw new DocketError('bad_request', 'This page of the queue does not exist. Go back to its beginning.')
}
