import { gt, max, sql } from 'drizzle-orm'
import { workerHeartbeats } from '@/drizzle/schema/worker-heartbeats'
import { now } from '@/lib/clock'
import { database } from '@/lib/db/client'
import { env } from '@/lib/env'
import { deliveryLag } from '@/lib/jobs/delivery-lag'
import { queueDepth } from '@/lib/jobs/queue-depth'
import { freeMegabytes, leastFreeMegabytes } from './disk-space'
import { readModels } from './read-models'

export const healthParts = ['database', 'worker', 'queue', 'deliveries', 'disk', 'decoder', 'models'] as const

/** `degraded`: it works, but an admin should look at it. `down`: Docket cannot do its work. */
export interface HealthPart {
  part: (typeof healthParts)[number]
  state: 'up' | 'down' | 'degraded'
  /** A sentence or two for an admin: how it is, and what to do when it is not well. */
  says: string
}

export interface Health {
  /** The worst of the parts. */
  state: HealthPart['state']
  parts: HealthPart[]
  at: Date
}

/** Seconds without a sign of life after which no worker is taken to be there. */
const silence = 30
/** Seconds a job may wait before an admin should look. */
const longWait = 900
const scarceMegabytes = 2048

/** How this server is doing, part by part. Never throws: what cannot be asked is down. */
export async function readHealth(): Promise<Health> {
  const parts = await Promise.all([
    asked('database', readDatabase, 'The database does not answer.'),
    asked('worker', readWorker, 'Whether a worker runs is unknown, because the database does not answer.'),
    asked('queue', readQueue, 'How many analyses wait is unknown, because the database does not answer.'),
    asked('deliveries', readDeliveries, 'What is still to be sent is unknown, because the database does not answer.'),
    asked('disk', readDisk, 'How full the disk is cannot be told.'),
    asked('decoder', readDecoder, 'Whether sound and video can be decoded is unknown.'),
    ...(env().MODELS_FILE ? [asked('models', readModelsPart, 'How the models are cannot be told.')] : []),
  ])
  const state = parts.some((part) => part.state === 'down')
    ? 'down'
    : parts.some((part) => part.state === 'degraded')
      ? 'degraded'
      : 'up'
  return { state, parts, at: now() }
}

type Reading = Omit<HealthPart, 'part'>

async function asked(part: HealthPart['part'], read: () => Promise<Reading>, otherwise: string): Promise<HealthPart> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), 4000)
  })
  try {
    return { part, ...(await Promise.race([read(), late])) }
  } catch {
    return { part, state: 'down', says: otherwise }
  } finally {
    clearTimeout(timer)
  }
}

async function readDatabase(): Promise<Reading> {
  const began = performance.now()
  const [row] = await database().execute<{ version: string }>(sql`select current_setting('server_version') as version`)
  const took = Math.max(1, Math.round(performance.now() - began))
  return { state: 'up', says: `Postgres ${row?.version.split(' ')[0] ?? ''} answers in ${took} ms.` }
}

async function readWorker(): Promise<Reading> {
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

async function readQueue(): Promise<Reading> {
  const { waiting, running, oldestSeconds } = await queueDepth()
  const says = `${running} running, ${waiting} waiting${oldestSeconds === null ? '' : `, the oldest for ${oldestSeconds} s`}.`
  return (oldestSeconds ?? 0) > longWait
    ? { state: 'degraded', says: `${says} More workers, or a higher WORKER_CONCURRENCY, would help.` }
    : { state: 'up', says }
}

/** A receiver that does not answer is not this server’s fault; that nothing was tried is. */
async function readDeliveries(): Promise<Reading> {
  const { waiting, oldestSeconds, untriedSeconds } = await deliveryLag()
  if (waiting === 0) return { state: 'up', says: 'Nothing waits to be sent.' }
  const says = `${waiting === 1 ? 'One message is' : `${waiting} messages are`} still to be sent; the oldest was made ${oldestSeconds ?? 0} s ago.`
  return (untriedSeconds ?? 0) > longWait
    ? { state: 'degraded', says: `${says} One that is due has not been tried for ${untriedSeconds} s.` }
    : { state: 'up', says }
}

async function readDisk(): Promise<Reading> {
  const free = freeMegabytes(env().DATA_DIR)
  const says = `${free >= 10_240 ? `${Math.floor(free / 1024)} GB` : `${free} MB`} are free for media and data.`
  if (free < leastFreeMegabytes) return { state: 'down', says: `${says} Free some space now: uploads fail.` }
  if (free < scarceMegabytes) return { state: 'degraded', says: `${says} Free some space soon.` }
  return { state: 'up', says }
}

/** Without a model everything else is found all the same. */
async function readModelsPart(): Promise<Reading> {
  const models = await readModels(env().MODELS_FILE)
  return { state: models && !models.usable ? 'degraded' : 'up', says: models?.says ?? 'None are configured.' }
}

/** As the workers that live have said: this process never decodes, and does not load what could. */
async function readDecoder(): Promise<Reading> {
  const rows = await database()
    .select({ decodes: workerHeartbeats.decodes, says: workerHeartbeats.decoder })
    .from(workerHeartbeats)
    .where(gt(workerHeartbeats.beatAt, sql`now() - make_interval(secs => ${silence})`))
  const told = rows.find((row) => row.decodes === false) ?? rows.find((row) => row.decodes)
  if (!told) return { state: 'degraded', says: 'Whether sound and video can be decoded is known once a worker runs.' }
  return { state: told.decodes ? 'up' : 'degraded', says: told.says ?? '' }
}
