import { max, sql } from 'drizzle-orm'
import { workerHeartbeats } from '@/drizzle/schema/worker-heartbeats'
import { database } from '@/lib/db/client'
import type { Reading } from './health-part'

/** Seconds without a sign of life after which no worker is taken to be there. */
export const silence = 30

/** Whether any worker gives signs of life. */
export async function readWorker(): Promise<Reading> {
  const [row] = await database()
    .select({
      last: max(workerHeartbeats.beatAt),
      age: sql<number | null>`extract(epoch from now() - max(${workerHeartbeats.beatAt}))::float8`,
      alive: sql<number>`count(*) filter (where ${workerHeartbeats.beatAt} > now() - make_interval(secs => ${silence}))::int`,
    })
    .from(workerHeartbeats)
  if (row?.alive) {
    const workers = row.alive === 1 ? 'One worker runs' : `${row.alive} workers run`
    return { state: 'up', says: `${workers}; the last sign of life came ${Math.round(row.age ?? 0)} s ago.` }
  }
  const since = row?.last ? `since ${row.last.toISOString()}` : 'yet'
  return {
    state: 'down',
    says: `No worker has given a sign of life ${since}, so nothing is analysed. Start Docket again; see its log for why.`,
  }
}
