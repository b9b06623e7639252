import { sql } from 'drizzle-orm'
import type { Finding } from '@/lib/audit/events'
import type { Transaction } from '@/lib/db/client'
import { query } from '@/lib/db/query'
import { type Agreed, agreedIn } from './compared'
import { InsightPart } from './insight-part'
import { narrowOwnCases } from './narrow-cases'
import { isDecided } from './settled-decisions'

export interface AgreementRow extends Agreed {
  by: 'all' | 'detector' | 'media' | 'person'
  /** A detector, a media type, a member's id; '' for all. */
  key: string
  /** Of a person; else ''. */
  name: string
}

/**
 * How often people agreed with the machine's word and how often they overrode it, in decisions of the time that were not
 * taken back: in all, by detector, by media type and by person. A detector's word is its latest completed before the decision.
 */
export const readAgreement = query({
  permission: 'insights.read',
  input: InsightPart,
  run: (tx, part, { teamId }) => agreementsOf(tx, teamId, part),
})

/** The same inside a transaction that has asked for permission. */
export async function agreementsOf(tx: Transaction, teamId: string, part: InsightPart): Promise<AgreementRow[]> {
  const shown = await readShown(tx, teamId, part)
  const own = await readByDetector(tx, teamId, part)
  if (shown.length === 0) return []
  return [
    { by: 'all', key: '', name: '', ...agreedIn(shown) },
    ...grouped(own, ({ detector }) => detector).map(([key, met]) => row('detector', key, '', met)),
    ...grouped(shown, ({ mediaType }) => mediaType ?? '')
      .filter(([key]) => key !== '')
      .map(([key, met]) => row('media', key, '', met)),
    ...grouped(shown, ({ memberId }) => memberId).map(([key, met]) => row('person', key, met[0]?.name ?? '', met)),
  ]
}

function row(by: AgreementRow['by'], key: string, name: string, met: Met[]): AgreementRow {
  return { by, key, name, ...agreedIn(met) }
}

interface Met {
  label: string | null
  finding: Finding
  n: number
  name?: string
}

/** Groups by a key, each key in its alphabetical place. */
export function grouped<Row>(rows: readonly Row[], keyOf: (row: Row) => string): [string, Row[]][] {
  const groups = new Map<string, Row[]>()
  for (const one of rows) {
    const key = keyOf(one)
    groups.set(key, [...(groups.get(key) ?? []), one])
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1))
}

type ShownRow = Met & { mediaType: string | null; memberId: string; name: string }

/** By the verdict that the case showed: the deciding detector's, or the second opinion's where that one failed. */
async function readShown(tx: Transaction, teamId: string, part: InsightPart): Promise<ShownRow[]> {
  const rows = await tx.execute<ShownRow & Record<string, unknown>>(sql`
    select c.media_type as "mediaType", d.decided_by as "memberId", m.name, run.label, d.finding, count(*)::int as n
    from decisions d
      join cases c on c.team_id = d.team_id and c.id = d.case_id
      join members m on m.id = d.decided_by
      left join lateral (select label from detections r
        where r.team_id = d.team_id and r.case_id = d.case_id and r.status = 'completed' and r.completed_at <= d.created_at
        order by r.created_at desc, r.second_opinion limit 1) run on true
    where ${isDecided(teamId, part)} and ${narrowOwnCases(part)}
    group by 1, 2, 3, 4, 5`)
  return [...rows]
}

type DetectorRow = Met & { detector: string }

async function readByDetector(tx: Transaction, teamId: string, part: InsightPart): Promise<DetectorRow[]> {
  const rows = await tx.execute<DetectorRow & Record<string, unknown>>(sql`
    select detector, label, finding, count(*)::int as n from (
      select distinct on (d.id, r.detector) r.detector, r.label, d.finding
      from decisions d
        join cases c on c.team_id = d.team_id and c.id = d.case_id
        join detections r on r.team_id = d.team_id and r.case_id = d.case_id and r.status = 'completed'
          and r.completed_at <= d.created_at
      where ${isDecided(teamId, part)} and ${narrowOwnCases(part)}
      order by d.id, r.detector, r.completed_at desc
    ) met group by 1, 2, 3`)
  return [...rows]
}
