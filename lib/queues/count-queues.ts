import { z } from 'zod'
import type { CaseState } from '@/lib/cases/case-states'
import { query } from '@/lib/db/query'
import { type AgeBand, ageBands } from './age-bands'
import { readTallies, type StateTally, type Tally } from './read-tallies'

/** As long as `dueWithinSeconds` (lib/queues/priority.ts) and longer. */
const overdueBands: ReadonlySet<AgeBand> = new Set(['week', 'older'])

export interface QueueCounts {
  queueId: string
  states: Record<CaseState, number>
  /** Of those that wait, how long they have. */
  waiting: Record<AgeBand, number>
  /** Of those that wait or are being worked on, how many keep nothing. */
  zeroRetention: number
  /** Of the others that wait or are being worked on, how many are past the day within which they should be decided. */
  overdue: number
}

/** How many cases are in each queue, by state, and by age where they wait. Queues without a case are left out. */
export const countQueues = query({
  permission: 'case.read',
  input: z.object({}),
  async run(tx, _input, { teamId }): Promise<QueueCounts[]> {
    const byQueue = new Map<string, Tally[]>()
    for (const tally of await readTallies(tx, teamId)) {
      byQueue.set(tally.queueId, [...(byQueue.get(tally.queueId) ?? []), tally])
    }
    return [...byQueue].map(([queueId, of]) => ({
      queueId,
      states: sumByState(of),
      waiting: sumByAge(of.filter(({ state }) => state === 'waiting')),
      zeroRetention: sum(of.filter(({ state, zeroRetention }) => zeroRetention && isOpen(state))),
      overdue: sum(of.filter((tally) => !tally.zeroRetention && isOpen(tally.state) && overdueBands.has(tally.band))),
    }))
  },
})

/** How many cases are in each state. */
export function sumByState(of: StateTally[]): Record<CaseState, number> {
  const counts: Record<CaseState, number> = { analysing: 0, waiting: 0, claimed: 0, decided: 0, closed: 0, failed: 0 }
  for (const { state, n } of of) counts[state] += n
  return counts
}

/** How many cases are of each age. */
export function sumByAge(of: Tally[]): Record<AgeBand, number> {
  const counts = Object.fromEntries(ageBands.map(({ band }) => [band, 0])) as Record<AgeBand, number>
  for (const { band, n } of of) counts[band] += n
  return counts
}

function sum(of: StateTally[]): number {
  return of.reduce((all, { n }) => all + n, 0)
}

function isOpen(state: CaseState): boolean {
  return state === 'waiting' || state === 'claimed'
}
