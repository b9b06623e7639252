import { sql } from 'drizzle-orm'
import { fromDrizzle, PgBoss } from 'pg-boss'
import type { Transaction } from '@/lib/db/client'
import { type Job, jobPayloads } from './payloads'

/** Queues jobs in the transaction of the change that needs them: both commit, or neither. */
export async function enqueue(tx: Transaction, jobs: Job[]): Promise<void> {
  if (jobs.length === 0) return
  const db = fromDrizzle(tx, sql)
  const boss = new PgBoss({ db, supervise: false, schedule: false, migrate: false })
  for (const [name, payload] of jobs) await boss.send(name, jobPayloads[name].parse(payload), { db })
}
