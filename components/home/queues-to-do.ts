import { type AgeBand, ageBands } from '@/lib/queues/age-bands'
import type { QueueDeadlines } from '@/lib/queues/count-queue-deadlines'
import type { QueueCounts } from '@/lib/queues/count-queues'
import type { ListedQueue } from '@/lib/queues/list-queues'

/** A queue with what is to be done in it. */
export interface QueueToDo {
  id: string
  name: string
  /** Whether it is one of those the reader works in. */
  own: boolean
  waiting: Record<AgeBand, number>
  inWork: number
  /** Of what is kept, waiting or in work: past the day within which it should be decided. */
  overdue: number
  zeroRetention: number
  /** Of those: to be decided before they are gone, how many of them within the hour, and the first of all. */
  deadlines: number
  withinTheHour: number
  soonest: Date | null
}

/** The team's queues in their order, each with its counts; one without a case has noughts. */
export function queuesToDo(
  queues: readonly Pick<ListedQueue, 'id' | 'name' | 'own'>[],
  counts: readonly QueueCounts[],
  deadlines: readonly QueueDeadlines[],
): QueueToDo[] {
  return queues.map(({ id, name, own }) => {
    const count = counts.find(({ queueId }) => queueId === id)
    const going = deadlines.find(({ queueId }) => queueId === id)
    return {
      ...{ id, name, own },
      waiting: count?.waiting ?? (Object.fromEntries(ageBands.map(({ band }) => [band, 0])) as Record<AgeBand, number>),
      inWork: count?.states.claimed ?? 0,
      overdue: count?.overdue ?? 0,
      zeroRetention: count?.zeroRetention ?? 0,
      deadlines: going?.cases ?? 0,
      withinTheHour: going?.withinTheHour ?? 0,
      soonest: going?.soonest ?? null,
    }
  })
}
