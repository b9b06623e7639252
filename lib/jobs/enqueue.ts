import { sql } from 'drizzle-orm'
import { fromDrizzle, PgBoss } from 'pg-boss'
import { database, type Transaction } from '@/lib/db/client'
import { log } from '@/lib/log'
import { type Job, type JobName, jobPayloads } from './payloads'

/** Where workers hear that there is work; the payload is the kind of job. */
export const jobsChannel = 'docket_jobs'

/** Queues jobs in the transaction of the change that needs them: both commit, or neither. */
export async function enqueue(tx: Transaction, jobs: Job[]): Promise<void> {
  if (jobs.length === 0) return
  const db = fromDrizzle(tx, sql)
  const boss = new PgBoss({ db, supervise: false, schedule: false, migrate: false })
  for (const [name, payload, { startAfterSeconds, group } = {}] of jobs) {
    await boss.send(name, jobPayloads[name].parse(payload), {
      db,
      ...(startAfterSeconds !== undefined && { startAfter: startAfterSeconds }),
      ...(group !== undefined && { group: { id: group } }),
    })
  }
}

const pending = new Set<JobName>()

/**
 * Wakes the workers, after the commit: a NOTIFY inside it would make all such commits wait for each other. One that
 * gets lost (the process dies just here) costs at most the two seconds until a worker looks by itself.
 */
export function announceJobs(jobs: Job[]): void {
  if (jobs.length > 0 && pending.size === 0) setImmediate(() => void flush())
  for (const [name] of jobs) pending.add(name)
}

async function flush(): Promise<void> {
  const names = [...pending]
  pending.clear()
  try {
    for (const name of names) await database().$client.notify(jobsChannel, name)
  } catch (error) {
    log.warn({ err: error }, 'could not wake the workers; they look for work by themselves every two seconds')
  }
}
