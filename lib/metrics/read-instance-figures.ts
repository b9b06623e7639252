import { sql } from 'drizzle-orm'
import { workerHeartbeats } from '@/drizzle/schema/worker-heartbeats'
import { database } from '@/lib/db/client'
import { type InstanceLag, readInstanceLag } from '@/lib/health/instance-lag'
import { silence } from '@/lib/health/read-worker'
import { type DeliveryLag, deliveryLag } from '@/lib/jobs/delivery-lag'
import { type QueueDepth, queueDepth } from '@/lib/jobs/queue-depth'

/** How the whole instance stands, over all teams. */
export interface InstanceFigures {
  queue: QueueDepth
  deliveries: DeliveryLag
  lag: InstanceLag
  workers: number
  cases: Map<string, number>
}

/** Asks the database for all of them. Throws DatabaseFailure. */
export async function readInstanceFigures(): Promise<InstanceFigures> {
  const [queue, deliveries, lag, workers, cases] = await Promise.all([
    queueDepth(),
    deliveryLag(),
    readInstanceLag(),
    countWorkers(),
    countCases(),
  ])
  return { queue, deliveries, lag, workers, cases }
}

async function countWorkers(): Promise<number> {
  const [row] = await database()
    .select({ alive: sql<number>`count(*)::int` })
    .from(workerHeartbeats)
    .where(sql`${workerHeartbeats.beatAt} > now() - make_interval(secs => ${silence})`)
  return row?.alive ?? 0
}

async function countCases(): Promise<Map<string, number>> {
  const rows = await database().execute<{ state: string; cases: string }>(sql`select * from count_all_cases()`)
  return new Map(rows.map(({ state, cases }) => [state, Number(cases)]))
}
