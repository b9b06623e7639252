import { sql } from 'drizzle-orm'
import { now } from '@/lib/clock'
import { database } from '@/lib/db/client'
import type { Reading } from './health-part'

/** Milliseconds the two clocks may differ. Deadlines and one-time codes are reckoned with both. */
const mostApart = 2000

/** Whether this server's clock and the database's agree. */
export async function readClock(): Promise<Reading> {
  const asked = now().getTime()
  const [row] = await database().execute<{ at: number }>(
    sql`select (extract(epoch from clock_timestamp()) * 1000)::float8 as at`,
  )
  const answered = now().getTime()
  // The database looked at its clock somewhere between the two.
  const apart = Math.round((row?.at ?? 0) - (asked + answered) / 2)
  const unsure = (answered - asked) / 2
  const says = `This server’s clock and the database’s differ by ${Math.abs(apart)} ms.`
  return Math.abs(apart) - unsure > mostApart
    ? {
        state: 'degraded',
        says: `${says} This one is ${apart > 0 ? 'behind' : 'ahead'}. Have both set by NTP: deadlines and one-time codes go wrong.`,
      }
    : { state: 'up', says }
}
