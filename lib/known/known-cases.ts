import { type SQL, sql } from 'drizzle-orm'
import { now } from '@/lib/clock'

/** Of whom a match is looked for. */
export interface Looking {
  teamId: string
  caseId: string
}

/**
 * SQL: cases `c` whose media is known, with their decision `d`: it stands, cannot be taken back any more, and no second look at it is
 * awaited. None that keeps nothing, or whose media had to go. Asked anew each time, so a decision that changes changes what is known.
 */
export function knownCases({ teamId, caseId }: Looking): SQL {
  return sql`cases c join lateral (
      select x.finding, x.tracks, x.effective_at from decisions x where x.team_id = c.team_id and x.case_id = c.id and x.undone_at is null
      order by x.created_at desc, x.id desc limit 1
    ) d on (d.effective_at is null or d.effective_at <= ${now().toISOString()}::timestamptz)
    where c.team_id = ${teamId}::uuid and c.id <> ${caseId}::uuid and not c.zero_retention and c.withdrawn_at is null
      and c.retention = 'keep' and not exists (select 1 from reviews r where r.team_id = c.team_id and r.case_id = c.id
        and r.status = 'open' and r.kind = 'second_review')
      and d.finding in ('synthetic', 'manipulated', 'authentic', 'cheap_edit')
      and not exists (select 1 from known_judgements j where j.team_id = c.team_id and j.judgement = 'different'
        and (j.case_id, j.known_id) in ((${caseId}::uuid, c.id), (c.id, ${caseId}::uuid)))`
}

/** SQL: entries `k` of lists that match: not refuted, not expired, of a list that is there, and not called different from this case. */
export function knownEntries({ teamId, caseId }: Looking): SQL {
  return sql`known_media k join known_lists l on l.team_id = k.team_id and l.id = k.list_id and l.removed_at is null
    where k.team_id = ${teamId}::uuid and k.state <> 'refuted'
      and (k.expires_at is null or k.expires_at > ${now().toISOString()}::timestamptz)
      and not exists (select 1 from known_judgements j where j.team_id = k.team_id and j.case_id = ${caseId}::uuid
        and j.known_id = k.id and j.judgement = 'different')`
}
