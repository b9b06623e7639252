import { AsyncLocalStorage } from 'node:async_hooks'
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
  await current.run(db, async () => {
    for (const [name, payload, { startAfterSeconds, group } = {}] of jobs) {
      await boss().send(name, jobPayloads[name].parse(payload), {
        db,
        ...(startAfterSeconds !== undefined && { startAfter: startAfterSeconds }),
        ...(group !== undefined && { group: { id: group } }),
      })
    }
  })
}

/** The transaction that jobs are being queued in: what the queue itself looks up, it looks up there too. */
const current = new AsyncLocalStorage<ReturnType<typeof fromDrizzle>>()
let shared: PgBoss | undefined

/** One for all: it knows the queues after its first look, which each new one would ask for again. */
function boss(): PgBoss {
  const executeSql: ReturnType<typeof fromDrizzle>['executeSql'] = (text, values) => {
    const db = current.getStore()
    if (!db) throw new Error('jobs are queued in a transaction only')
    return db.executeSql(text, values)
  }
  shared ??= new PgBoss({ db: { executeSql }, supervise: false, schedule: false, migrate: false })
  return shared
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
