import { type SQLWrapper, sql } from 'drizzle-orm'
import type { Transaction } from '@/lib/db/client'

/** Things with the most entries first. */
const mostOffered = 12

export type TargetKind = 'member' | 'queue' | 'policy' | 'key' | 'webhook'

export interface TrailTarget {
  id: string
  kind: TargetKind
  /** As it is called now: entries hold ids. Of a webhook the host it goes to, for its address may hold a secret. */
  name: string
  entries: number
}

/**
 * What, other than cases, the entries of `newest` (a subquery of that name, with `id` and `facts`) are about: whatever their
 * facts name of the team's people, queues, policies, keys and webhooks.
 */
export async function countTargets(tx: Transaction, teamId: string, newest: SQLWrapper): Promise<TrailTarget[]> {
  // An entry may name a thing twice; grouping is half the work of counting distinct ones, which sorts.
  const rows = await tx.execute<{ id: string; kind: TargetKind; name: string; entries: number }>(sql`
    with things as materialized (
      select m.id::text as id, 'member' as kind, m.name from members m
        join memberships s on s.member_id = m.id where s.team_id = ${teamId}
      union all select id::text, 'queue', name from queues where team_id = ${teamId}
      union all select id::text, 'policy', name from policies where team_id = ${teamId}
      union all select id::text, 'key', name from api_keys where team_id = ${teamId}
      union all select id::text, 'webhook', substring(url from '^[a-z]+://([^/?#]+)') from webhooks where team_id = ${teamId}
    )
    select things.id, things.kind, things.name, count(*)::int as entries
    from (
      select newest.id as entry, things.id from ${newest}
        cross join jsonb_each_text(newest.facts) fact join things on things.id = fact.value group by 1, 2
    ) named join things on things.id = named.id
    group by things.id, things.kind, things.name order by entries desc, things.name limit ${mostOffered}`)
  return [...rows]
}
