import { sql } from 'drizzle-orm'
import { workerHeartbeats } from '@/drizzle/schema/worker-heartbeats'
import { database } from '@/lib/db/client'
import { schemaStanding } from '@/lib/db/schema-version'
import { silence } from './read-worker'

/** Milliseconds: a probe that waits longer has given up. */
const patience = 4000

/** Whether this process can do its work: the database answers and is up to date, and some worker lives. Never throws. */
export async function readReady(): Promise<{
  ready: boolean
  parts: Record<'database' | 'migrations' | 'worker', boolean>
}> {
  const [schema, worker] = await Promise.all([inTime(schemaStanding), inTime(anyWorker)])
  const parts = {
    database: schema !== null,
    // A newer database is one that another replica has upgraded first: this one goes on meanwhile.
    migrations: schema === 'same' || schema === 'newer',
    worker: worker === true,
  }
  return { ready: Object.values(parts).every(Boolean), parts }
}

async function anyWorker(): Promise<boolean> {
  const found = await database()
    .select({ id: workerHeartbeats.id })
    .from(workerHeartbeats)
    .where(sql`${workerHeartbeats.beatAt} > now() - make_interval(secs => ${silence})`)
    .limit(1)
  return found.length > 0
}

async function inTime<T>(ask: () => Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), patience)
  })
  try {
    return await Promise.race([ask().catch(() => null), late])
  } finally {
    clearTimeout(timer)
  }
}
