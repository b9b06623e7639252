import { type SQL, sql } from 'drizzle-orm'
import { now } from '@/lib/clock'
import type { InsightPart } from './insight-part'
import { isWithin } from './narrow-cases'

/** SQL: decisions `d` of a team and a time that were not taken back, those replaced since among them. */
export function isDecided(teamId: string, part: InsightPart): SQL {
  return sql`d.team_id = ${teamId}::uuid and d.undone_at is null and ${isWithin(sql`d.created_at`, part)}`
}

/** SQL: of those, each case's last word: its grace window is over and no second look at it is awaited (lib/cases/settled-decision.ts). */
export function isSettled(teamId: string, part: InsightPart): SQL {
  return sql`${isDecided(teamId, part)}
    and (d.effective_at is null or d.effective_at <= ${now().toISOString()}::timestamptz)
    and not exists (select 1 from decisions later where later.team_id = d.team_id and later.case_id = d.case_id
      and later.undone_at is null and (later.created_at, later.id) > (d.created_at, d.id))
    and not exists (select 1 from reviews r where r.team_id = d.team_id and r.case_id = d.case_id
      and r.status = 'open' and r.kind = 'second_review')`
}
