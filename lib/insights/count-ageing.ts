import { and, asc, eq, inArray } from 'drizzle-orm'
import { queues } from '@/drizzle/schema/queues'
import type { Transaction } from '@/lib/db/client'
import { query } from '@/lib/db/query'
import type { AgeBand } from '@/lib/queues/age-bands'
import { sumByAge } from '@/lib/queues/count-queues'
import { readTallies, type Tally } from '@/lib/queues/read-tallies'
import { InsightPart } from './insight-part'

export interface QueueAges {
  queueId: string
  name: string
  waiting: Record<AgeBand, number>
  /** Of those, how many keep nothing. */
  zeroRetention: number
}

/**
 * How long cases that wait now have waited, queue by queue: kept sums (lib/queues/read-tallies.ts), so neither the time nor the
 * source narrows them.
 */
export const countAgeing = query({
  permission: 'insights.read',
  input: InsightPart,
  run: (tx, part, { teamId }) => ageingOf(tx, teamId, part),
})

/** The same inside a transaction that has asked for permission. */
export async function ageingOf(
  tx: Transaction,
  teamId: string,
  { mediaType, queueId }: Pick<InsightPart, 'mediaType' | 'queueId'>,
): Promise<QueueAges[]> {
  const byQueue = new Map<string, Tally[]>()
  for (const tally of await readTallies(tx, teamId)) {
    if (tally.state !== 'waiting') continue
    if ((mediaType && tally.mediaType !== mediaType) || (queueId && tally.queueId !== queueId)) continue
    byQueue.set(tally.queueId, [...(byQueue.get(tally.queueId) ?? []), tally])
  }
  if (byQueue.size === 0) return []
  const named = await tx
    .select({ queueId: queues.id, name: queues.name })
    .from(queues)
    .where(and(eq(queues.teamId, teamId), inArray(queues.id, [...byQueue.keys()])))
    .orderBy(asc(queues.position), asc(queues.createdAt))
  return named.map((queue) => {
    const of = byQueue.get(queue.queueId) ?? []
    const zeroRetention = of.reduce((sum, { zeroRetention: zero, n }) => sum + (zero ? n : 0), 0)
    return { ...queue, waiting: sumByAge(of), zeroRetention }
  })
}
