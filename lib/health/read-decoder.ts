import { gt, sql } from 'drizzle-orm'
import { workerHeartbeats } from '@/drizzle/schema/worker-heartbeats'
import { database } from '@/lib/db/client'
import type { Reading } from './health-part'
import { silence } from './read-worker'

/** As the workers that live have said: this process never decodes, and does not load what could. */
export async function readDecoder(): Promise<Reading> {
  const rows = await database()
    .select({ decodes: workerHeartbeats.decodes, says: workerHeartbeats.decoder })
    .from(workerHeartbeats)
    .where(gt(workerHeartbeats.beatAt, sql`now() - make_interval(secs => ${silence})`))
  const told = rows.find((row) => row.decodes === false) ?? rows.find((row) => row.decodes)
  if (!told) return { state: 'degraded', says: 'Whether sound and video can be decoded is known once a worker runs.' }
  return { state: told.decodes ? 'up' : 'degraded', says: told.says ?? '' }
}
