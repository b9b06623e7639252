import { type SQL, sql } from 'drizzle-orm'
import { now } from '@/lib/clock'

/**
 * How finely tallies are told apart, in minutes, from what age on: the coarser, the older. A year is some 500 rows for
 * one kind of case. Each grain divides the next, so that a bucket is its own bucket.
 */
const grains = [
  { from: 8 * 1440, minutes: 1440 },
  { from: 25 * 60, minutes: 360 },
  { from: 75, minutes: 15 },
] as const

/** Minutes since 1970. */
export function currentMinute(): number {
  return Math.floor(now().getTime() / 60_000)
}

/** The minute under which a tally of this minute is kept now: rounded down. */
export function bucketOf(minute: SQL): SQL {
  const at = currentMinute()
  const cases = grains.map(({ from, minutes }) => {
    const grain = sql.raw(String(minutes))
    const rounded = sql`${minute} / ${grain} * ${grain}`
    // All of the bucket is that old, or what is a little younger would count as older than it is.
    return sql`when ${rounded} + ${grain} <= ${at}::int - ${sql.raw(String(from))} then ${rounded}`
  })
  return sql`case ${sql.join(cases, sql` `)} else ${minute} end`
}
