import { sql } from 'drizzle-orm'
import { database } from '@/lib/db/client'
import { jobNames } from './payloads'

export interface QueueDepth {
  /** Jobs of all kinds that are due and wait for a worker. */
  waiting: number
  running: number
  /**
   * Seconds the oldest waiting job has waited since it was due; null when none waits. Jobs of a group wait for their
   * receiver, or their team's Detect API, rather than for a worker, and do not count.
   */
  oldestSeconds: number | null
}

/** How much work there is. */
export async function queueDepth(): Promise<QueueDepth> {
  const [row] = await database().execute<{ waiting: number; running: number; oldest: number | null }>(sql`
    select count(*) filter (where state in ('created', 'retry') and start_after <= now())::int as waiting,
           count(*) filter (where state = 'active')::int as running,
           extract(epoch from now() - min(start_after) filter (
             where state in ('created', 'retry') and start_after <= now() and group_id is null))::float8 as oldest
    from pgboss.job where name in ${[...jobNames]} and state < 'completed'`)
  const oldest = row?.oldest ?? null
  return {
    waiting: row?.waiting ?? 0,
    running: row?.running ?? 0,
    oldestSeconds: oldest === null ? null : Math.max(0, Math.round(oldest)),
  }
}
