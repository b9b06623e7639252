import { type SQL, sql } from 'drizzle-orm'
import type { CaseState } from '@/lib/cases/case-states'
import type { Transaction } from '@/lib/db/client'
import { executePrepared } from '@/lib/db/prepared'
import { type AgeBand, ageBands } from './age-bands'
import { bucketOf, currentMinute } from './tally-buckets'

/** How many cases are in one state of one queue. */
export interface StateTally {
  queueId: string
  state: CaseState
  /** '' until it is known. */
  mediaType: 'image' | 'audio' | 'video' | ''
  zeroRetention: boolean
  n: number
}

export interface Tally extends StateTally {
  /** Only where the state is waiting or claimed; `older` elsewhere. */
  band: AgeBand
}

/**
 * How many of the team's cases are where. Sums that are kept as cases change (drizzle/schema/queues.ts), so that no
 * case is looked at; exact at every moment.
 */
export function readStates(tx: Transaction, teamId: string): Promise<StateTally[]> {
  return executePrepared<StateTally>(
    tx,
    sql`select queue_id as "queueId", state, media_type as "mediaType", zero_retention as "zeroRetention", sum(n)::int as n
      from (${told(teamId)}) told group by 1, 2, 3, 4 having sum(n) > 0`,
  )
}

/** The same with ages, which are told apart the less the older they are. */
export function readTallies(tx: Transaction, teamId: string): Promise<Tally[]> {
  const at = currentMinute()
  const bands = ageBands.map(({ band, minutes }) =>
    Number.isFinite(minutes)
      ? sql`when bucket > ${at}::int - ${sql.raw(`${minutes} then '${band}'`)}`
      : sql.raw(`else '${band}'`),
  )
  return executePrepared<Tally>(
    tx,
    sql`select queue_id as "queueId", state, media_type as "mediaType", zero_retention as "zeroRetention",
        case ${sql.join(bands, sql` `)} end as band, sum(n)::int as n
      from (select queue_id, state, media_type, zero_retention, ${bucketOf(sql.raw('minute'))} as bucket, n
        from (${told(teamId)}) told offset 0) parts
      group by 1, 2, 3, 4, 5 having sum(n) > 0`,
  )
}

/** The sums, and the changes that are not in them yet. */
function told(teamId: string): SQL {
  return sql`select queue_id, state, media_type, zero_retention, minute, n from tallies where team_id = ${teamId}::uuid
    union all select queue_id, state, media_type, zero_retention, minute, n from tally_changes where team_id = ${teamId}::uuid`
}
