import { sql } from 'drizzle-orm'
import type { Transaction } from '@/lib/db/client'
import { query } from '@/lib/db/query'
import { type AgeBand, ageBands } from '@/lib/queues/age-bands'
import { InsightPart } from './insight-part'
import { narrowCases } from './narrow-cases'
import { isDecided } from './settled-decisions'

export interface DecisionTime {
  /** Null: all of them together. */
  mediaType: 'image' | 'audio' | 'video' | null
  n: number
  /** Seconds from the hand-in to the first decision: half were quicker, and nine in ten. Null where there is none. */
  median: number | null
  ninth: number | null
  bands: Record<AgeBand, number>
}

/** How long cases took from the hand-in, their analysis included, to the first decision that stands; of those decided in the time. */
export const timeToDecision = query({
  permission: 'insights.read',
  input: InsightPart,
  run: (tx, part, { teamId }) => timesOf(tx, teamId, part),
})

/** The same inside a transaction that has asked for permission. All together first, then by media type. */
export async function timesOf(tx: Transaction, teamId: string, part: InsightPart): Promise<DecisionTime[]> {
  const bands = ageBands.map(({ band, minutes }, place) => {
    const from = (place > 0 ? ageBands[place - 1]?.minutes : 0) ?? 0
    const upTo = Number.isFinite(minutes) ? sql`and s < ${minutes * 60}` : sql``
    return sql`count(*) filter (where s >= ${from * 60} ${upTo})::int as ${sql.identifier(band)}`
  })
  const rows = await tx.execute<
    { mediaType: DecisionTime['mediaType']; n: number; median: number | null; ninth: number | null } & Record<
      AgeBand,
      number
    >
  >(sql`
    select media_type as "mediaType", count(*)::int as n,
      percentile_cont(0.5) within group (order by s) as median,
      percentile_cont(0.9) within group (order by s) as ninth, ${sql.join(bands, sql`, `)}
    from (select c.media_type, greatest(0, extract(epoch from d.created_at - c.created_at))::float8 as s
      from decisions d join cases c on c.team_id = d.team_id and c.id = d.case_id
      where ${isDecided(teamId, part)} and d.kind = 'first' and c.media_type is not null and ${narrowCases(part)}) took
    group by grouping sets ((), (media_type)) order by media_type nulls first`)
  return [...rows].map(({ mediaType, n, median, ninth, ...counts }) => ({ mediaType, n, median, ninth, bands: counts }))
}
