import { sql } from 'drizzle-orm'
import { fromDrizzle, type JobWithMetadata, type PgBoss } from 'pg-boss'
import { database } from '@/lib/db/client'
import { log } from '@/lib/log'
import { logContext } from '@/lib/log-context'
import { meter } from '@/lib/metrics/meter'
import { traced } from '@/lib/tracing/span'
import { announceJobs } from './enqueue'
import { enterGroup } from './group-turns'
import type { Attempt, Handler } from './handlers'
import { givenUpQueue, type Job, type JobName, type JobPayload, jobPayloads } from './payloads'

/**
 * Jobs of one group (such as callbacks to one host) take no more lanes, on all workers together. At rest only: lanes that
 * fetch at one moment each see room. What one worker runs is then held to `mostOfOneTeam`, and to
 * lib/callbacks/busy-receivers.ts.
 */
const lanesOfOneGroup = 2

/** Kinds of jobs that are grouped by team: so many of one team at once, so that its slow Detect API holds up no other's. */
const mostOfOneTeam: Partial<Record<string, number>> = { 'detection.send': 2, 'detection.poll': 4 }

/** A job that found its team's places taken is looked at again after this. Seconds. */
const untilNextTurn = 1

/**
 * One job at a time from one queue, the next as soon as it is done. Several lanes work beside each other, so a slow job
 * holds back nobody: pg-boss would otherwise wait for a whole batch, or, in batches of one, for its next poll.
 */
async function startLane(
  boss: PgBoss,
  queue: string,
  work: (job: JobWithMetadata<unknown>) => Promise<void>,
): Promise<() => void> {
  let lane = ''
  const wake = () => boss.notifyWorker(lane)
  const options = {
    batchSize: 1,
    pollingIntervalSeconds: 2,
    includeMetadata: true,
    heartbeatRefreshSeconds: 3,
    groupConcurrency: mostOfOneTeam[queue] ?? lanesOfOneGroup,
  } as const
  lane = await boss.work<unknown, void, typeof options>(queue, options, async ([job]) => {
    const began = performance.now()
    let outcome: 'done' | 'failed' = 'done'
    try {
      const run = () => (job ? work(job) : Promise.resolve())
      const attempt = { 'docket.job': queue, 'docket.attempt': (job?.retryCount ?? 0) + 1 }
      await logContext().run({ job: queue, ...(job && { jobId: job.id }) }, () => traced(`job ${queue}`, attempt, run))
    } catch (error) {
      outcome = 'failed'
      // pg-boss keeps what is thrown, and messages can repeat what people entered: the kind of error has to do there.
      log.warn({ err: error, queue, jobId: job?.id, attempt: (job?.retryCount ?? 0) + 1 }, 'a job failed')
      throw new Error(error instanceof Error ? error.name : 'unknown')
    } finally {
      meter()?.job({ name: queue, outcome, milliseconds: performance.now() - began })
      wake()
    }
  })
  return wake
}

/** Starts a lane that runs a kind of job; a job that is running when `stopping` aborts goes back to the queue. */
export function startRunLane<N extends JobName>(
  boss: PgBoss,
  name: N,
  handler: Handler<N>,
  stopping: AbortSignal,
): Promise<() => void> {
  return startLane(boss, name, async (job) => {
    const payload = jobPayloads[name].parse(job.data) as JobPayload<N>
    const attempt: Attempt = {
      number: job.retryCount + 1,
      last: job.retryCount >= job.retryLimit,
      signal: AbortSignal.any([job.signal, stopping]),
    }
    const again = [name, payload] as unknown as Job
    const most = mostOfOneTeam[name]
    const leave = job.groupId && most ? await enterGroup(`${name} of ${job.groupId}`, most) : () => {}
    if (!leave) return handBack(boss, job, again, untilNextTurn)
    try {
      await handler.run(payload, attempt)
    } catch (error) {
      if (!stopping.aborted) throw error
      await handBack(boss, job, again, 0)
    } finally {
      leave()
    }
  })
}

/** Starts a lane that ends what jobs were for that failed for the last time, or whose workers died each time. */
export function startGivenUpLane<N extends JobName>(boss: PgBoss, name: N, handler: Handler<N>): Promise<() => void> {
  return startLane(boss, givenUpQueue(name), async (job) => {
    await handler.onGivenUp(jobPayloads[name].parse(job.data) as JobPayload<N>)
  })
}

/** Swaps the job for a fresh one, so that being stopped, or not having its turn, counts as no attempt. */
async function handBack(
  boss: PgBoss,
  job: JobWithMetadata<unknown>,
  [name, payload]: Job,
  startAfter: number,
): Promise<void> {
  await database().transaction(async (tx) => {
    const db = fromDrizzle(tx, sql)
    const { affected = 0 } = (await boss.complete(name, job, null, { db })) as { affected?: number }
    // None affected: another worker holds it already.
    if (affected === 0) return
    const timing = { ...(startAfter > 0 && { startAfter }), ...(job.groupId && { group: { id: job.groupId } }) }
    await boss.send(name, payload, { db, ...timing })
  })
  if (startAfter === 0) announceJobs([[name, payload] as unknown as Job])
}
