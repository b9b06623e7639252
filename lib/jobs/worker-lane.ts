import { sql } from 'drizzle-orm'
import { fromDrizzle, type JobWithMetadata, type PgBoss } from 'pg-boss'
import { database } from '@/lib/db/client'
import { log } from '@/lib/log'
import { announceJobs } from './enqueue'
import type { Attempt, Handler } from './handlers'
import { givenUpQueue, type Job, type JobName, type JobPayload, jobPayloads } from './payloads'

/** However many lanes there are, jobs of one group (such as callbacks to one host) never take more, on all workers. */
const lanesOfOneGroup = 2

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
    groupConcurrency: lanesOfOneGroup,
  } as const
  lane = await boss.work<unknown, void, typeof options>(queue, options, async ([job]) => {
    try {
      if (job) await work(job)
    } catch (error) {
      // pg-boss keeps what is thrown, and messages can repeat what people entered: the kind of error has to do there.
      log.warn({ err: error, queue, jobId: job?.id, attempt: (job?.retryCount ?? 0) + 1 }, 'a job failed')
      throw new Error(error instanceof Error ? error.name : 'unknown')
    } finally {
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
    try {
      await handler.run(payload, attempt)
    } catch (error) {
      if (!stopping.aborted) throw error
      await handBack(boss, job, [name, payload] as unknown as Job)
    }
  })
}

/** Starts a lane that ends what jobs were for that failed for the last time, or whose workers died each time. */
export function startGivenUpLane<N extends JobName>(boss: PgBoss, name: N, handler: Handler<N>): Promise<() => void> {
  return startLane(boss, givenUpQueue(name), async (job) => {
    await handler.onGivenUp(jobPayloads[name].parse(job.data) as JobPayload<N>)
  })
}

/** Swaps the job for a fresh one, so that being stopped counts as no attempt and has no delay. */
async function handBack(boss: PgBoss, job: JobWithMetadata<unknown>, [name, payload]: Job): Promise<void> {
  await database().transaction(async (tx) => {
    const db = fromDrizzle(tx, sql)
    const { affected = 0 } = (await boss.complete(name, job, null, { db })) as { affected?: number }
    // None affected: another worker holds it already.
    if (affected > 0) await boss.send(name, payload, { db, ...(job.groupId && { group: { id: job.groupId } }) })
  })
  announceJobs([[name, payload] as unknown as Job])
}
