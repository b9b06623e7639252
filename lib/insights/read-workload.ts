import { sql } from 'drizzle-orm'
import type { Transaction } from '@/lib/db/client'
import { query } from '@/lib/db/query'
import { InsightPart } from './insight-part'
import { isWithin, narrowCases } from './narrow-cases'
import { isDecided } from './settled-decisions'

export interface PersonalLoad {
  memberId: string
  name: string
  /** First decisions, and answers to second looks and appeals, that were not taken back. */
  decided: number
  reviewed: number
  takenBack: number
  /** Cases passed over. */
  skipped: number
  /** In hand at this moment, whatever the time. */
  inHand: number
}

/** What each person did in the time, and has in hand now; busiest first. People without anything are left out. */
export const readWorkload = query({
  permission: 'insights.read',
  input: InsightPart,
  run: (tx, part, { teamId }) => workloadOf(tx, teamId, part),
})

/** The same inside a transaction that has asked for permission. */
export async function workloadOf(tx: Transaction, teamId: string, part: InsightPart): Promise<PersonalLoad[]> {
  const ofCase = sql`join cases c on c.team_id = it.team_id and c.id = it.case_id`
  const rows = await tx.execute<PersonalLoad & Record<string, unknown>>(sql`
    select m.id as "memberId", m.name, sum(decided)::int as decided, sum(reviewed)::int as reviewed,
      sum(taken_back)::int as "takenBack", sum(skipped)::int as skipped, sum(in_hand)::int as "inHand"
    from (
      select d.decided_by as member_id, (d.kind = 'first')::int as decided, (d.kind <> 'first')::int as reviewed,
        0 as taken_back, 0 as skipped, 0 as in_hand
      from decisions d join cases c on c.team_id = d.team_id and c.id = d.case_id
      where ${isDecided(teamId, part)} and ${narrowCases(part)}
      union all
      select it.decided_by, 0, 0, 1, 0, 0 from decisions it ${ofCase}
      where it.team_id = ${teamId}::uuid and it.undone_at is not null and ${isWithin(sql`it.undone_at`, part)}
        and ${narrowCases(part)}
      union all
      select it.member_id, 0, 0, 0, 1, 0 from case_skips it ${ofCase}
      where it.team_id = ${teamId}::uuid and ${isWithin(sql`it.created_at`, part)} and ${narrowCases(part)}
      union all
      select c.claimed_by, 0, 0, 0, 0, 1 from cases c
      where c.team_id = ${teamId}::uuid and c.state = 'claimed' and c.claimed_by is not null and ${narrowCases(part)}
    ) did join members m on m.id = did.member_id
    group by m.id, m.name order by sum(decided + reviewed) desc, m.name, m.id`)
  return [...rows]
}
