import { sql } from 'drizzle-orm'
import { withTeam } from '@/lib/db/client'
import { bucketOf } from './tally-buckets'

/** Changes taken at a time. */
const most = 20_000

/**
 * Adds the changes of a team's tallies to their sums, and sums of the same age to each other. Nobody sees a
 * difference: what is read is both together. Answers whether changes may be left; false also while another worker is
 * at it.
 */
export async function foldTallies(teamId: string): Promise<boolean> {
  return withTeam(teamId, async (tx) => {
    const [lock] = await tx.execute<{ free: boolean }>(
      sql`select pg_try_advisory_xact_lock(hashtextextended(${teamId}, 7270416)) as free`,
    )
    if (!lock?.free) return false
    const key = sql.raw('team_id, queue_id, state, media_type, zero_retention')
    const bucket = bucketOf(sql`minute`)
    const [folded] = await tx.execute<{ taken: number }>(sql`
      with taken as (
        delete from tally_changes where team_id = ${teamId}
          and id in (select id from tally_changes where team_id = ${teamId} order by id limit ${most})
        returning ${key}, minute, n
      ), aged as (
        delete from tallies where team_id = ${teamId} and minute <> ${bucket} returning ${key}, minute, n
      ), kept as (
        insert into tallies (${key}, minute, n)
        select ${key}, bucket, sum(n) from (
          select ${key}, ${bucket} as bucket, n from (select * from taken union all select * from aged) told
        ) parts group by ${key}, bucket
        on conflict (${key}, minute) do update set n = tallies.n + excluded.n
      )
      select count(*)::int as taken from taken`)
    await tx.execute(sql`delete from tallies where team_id = ${teamId} and n = 0`)
    return (folded?.taken ?? 0) === most
  })
}
