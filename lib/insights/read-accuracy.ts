import { type SQL, sql } from 'drizzle-orm'
import type { Transaction } from '@/lib/db/client'
import { query } from '@/lib/db/query'
import { type Accuracy, accuracyIn } from './compared'
import { InsightPart } from './insight-part'
import { type Measured, measuredIn, type ScoredMet } from './measured'
import { isWithin, narrowOwnCases } from './narrow-cases'
import { grouped } from './read-agreement'
import { isSettled } from './settled-decisions'

export interface AccuracyRow extends Accuracy, Measured {
  /** By what people settled on, having seen the score; or by what they thought before they saw it (judge-first). */
  basis: 'settled' | 'blind'
  detector: string
  /** Null: all media types together. */
  mediaType: string | null
  /** How the cases came in; null: all ways together. A row is narrowed to a media type or to a source, never to both. */
  source: string | null
}

/**
 * How right each detector was on the team's own cases, taking what people found for the truth: their settled findings of the
 * time, and apart from them the first impressions of those who had not seen the score. Its latest completed run counts.
 */
export const readAccuracy = query({
  permission: 'insights.read',
  input: InsightPart,
  run: (tx, part, { teamId }) => accuracyOf(tx, teamId, part),
})

/** The same inside a transaction that has asked for permission. */
export async function accuracyOf(tx: Transaction, teamId: string, part: InsightPart): Promise<AccuracyRow[]> {
  const settled = await readMet(tx, sql`decisions d`, sql`${isSettled(teamId, part)} and ${narrowOwnCases(part)}`)
  const blind = await readMet(
    tx,
    sql`impressions d`,
    sql`d.team_id = ${teamId}::uuid and ${isWithin(sql`d.created_at`, part)} and ${narrowOwnCases(part)}`,
  )
  return [...rowsOf('settled', settled), ...rowsOf('blind', blind)]
}

interface OfCase extends ScoredMet {
  detector: string
  mediaType: string
  source: string
}

function rowsOf(basis: AccuracyRow['basis'], met: OfCase[]): AccuracyRow[] {
  return grouped(met, ({ detector }) => detector).flatMap(([detector, of]) => {
    const row = (some: OfCase[], mediaType: string | null, source: string | null): AccuracyRow => ({
      ...{ basis, detector, mediaType, source },
      ...accuracyIn(some),
      ...measuredIn(some),
    })
    return [
      row(of, null, null),
      ...grouped(of, ({ mediaType }) => mediaType).map(([mediaType, some]) => row(some, mediaType, null)),
      ...grouped(of, ({ source }) => source).map(([source, some]) => row(some, null, source)),
    ]
  })
}

async function readMet(tx: Transaction, judgements: SQL, where: SQL): Promise<OfCase[]> {
  const rows = await tx.execute<OfCase & Record<string, unknown>>(sql`
    select run.detector, c.media_type as "mediaType", c.source, run.label, run.score, d.finding, count(*)::int as n
    from ${judgements}
      join cases c on c.team_id = d.team_id and c.id = d.case_id
      join lateral (select distinct on (r.detector) r.detector, r.label, r.score from detections r
        where r.team_id = d.team_id and r.case_id = d.case_id and r.status = 'completed'
        order by r.detector, r.completed_at desc) run on true
    where ${where} and c.media_type is not null
    group by 1, 2, 3, 4, 5, 6`)
  return [...rows]
}
