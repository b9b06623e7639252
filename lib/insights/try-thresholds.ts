import { sql } from 'drizzle-orm'
import type { Finding } from '@/lib/audit/events'
import type { Transaction } from '@/lib/db/client'
import { query } from '@/lib/db/query'
import { sayOf } from './compared'
import { InsightPart } from './insight-part'
import { narrowOwnCases } from './narrow-cases'
import { isSettled } from './settled-decisions'
import type { ScoreBucket } from './threshold-counts'

/**
 * What people settled on in the time, by the score that routing rules look at (`cases.verdict_score`); from it every threshold
 * can be tried. Cases without a score are left out, as rules leave them.
 */
export const tryThresholds = query({
  permission: 'insights.read',
  input: InsightPart,
  run: (tx, part, { teamId }) => scoresOf(tx, teamId, part),
})

/** The same inside a transaction that has asked for permission. */
export async function scoresOf(tx: Transaction, teamId: string, part: InsightPart): Promise<ScoreBucket[]> {
  const rows = await tx.execute<{ floor: number; ceil: number; finding: Finding; n: number }>(sql`
    select floor(c.verdict_score::numeric * 100)::int as floor, ceil(c.verdict_score::numeric * 100)::int as ceil,
      d.finding, count(*)::int as n
    from decisions d join cases c on c.team_id = d.team_id and c.id = d.case_id
    where ${isSettled(teamId, part)} and c.verdict_score is not null and ${narrowOwnCases(part)}
    group by 1, 2, 3 order by 1, 2`)
  const buckets = new Map<string, ScoreBucket>()
  for (const { floor, ceil, finding, n } of rows) {
    const key = `${floor} ${ceil}`
    const bucket = buckets.get(key) ?? { floor, ceil, made: 0, real: 0, other: 0 }
    bucket[sayOf(finding) ?? 'other'] += n
    buckets.set(key, bucket)
  }
  return [...buckets.values()]
}
