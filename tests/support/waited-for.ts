import { setTimeout as pause } from 'node:timers/promises'
import type { TestDatabase } from './database'

/** Until somebody waits for a lock on a row of this table. */
export async function waitedFor(db: TestDatabase, table: string): Promise<void> {
  for (let look = 0; look < 1000; look++) {
    const waiting = await db.owner`select 1 from pg_locks l join pg_stat_activity a using (pid)
      where not l.granted and a.datname = current_database() and a.query ilike ${`%${table}%`}`
    if (waiting.length > 0) return
    await pause(10)
  }
  throw new Error('nobody waits')
}
