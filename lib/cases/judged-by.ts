import { and, eq, inArray, isNull, or, type SQL, sql } from 'drizzle-orm'
import { cases } from '@/drizzle/schema/cases'
import { deskSettings } from '@/drizzle/schema/desk'
import { policies } from '@/drizzle/schema/policies'
import { queues } from '@/drizzle/schema/queues'
import type { Actor } from '@/lib/access/actor'
import type { Transaction } from '@/lib/db/client'

/** More queues than these are walked together: what so many of them hold is soon found. */
const mostWalks = 8

/** A queue, or null for cases in none, and whether a policy is in force there. */
type Place = { queueId: string | null; fits: boolean | null; inForce: boolean }

/**
 * Where the cases lie that are judged by a policy, as `policyOf` (lib/policies/policy-in-force.ts) says it: by the case's own, else
 * its queue's, else the team's. As conditions of which one at most holds for a case, each with an index that is walked for it. One
 * without a condition where no policy is asked for; none at all for one that is not in force here.
 */
export async function walksJudgedBy(
  tx: Transaction,
  { teamId }: Actor,
  policyId: string | null,
): Promise<(SQL | undefined)[]> {
  if (policyId === null) return [undefined]
  const places = await placesOf(tx, teamId, policyId)
  if (!places.some(({ inForce }) => inForce)) return []
  const own = eq(cases.policyId, policyId)
  const fitting = places.filter(({ fits }) => fits)
  if (fitting.length === places.length) return [own, withoutOwn(teamId)]
  const walks = fitting.map(({ queueId }) => (queueId ? eq(cases.queueId, queueId) : isNull(cases.queueId)))
  const some = walks.length > mostWalks ? [inAny(fitting)] : walks
  return [own, ...some.map((walk) => and(walk, withoutOwn(teamId)))]
}

/** The condition that any of these walks comes by a case; undefined where none asks for anything. */
export function onAny(walks: (SQL | undefined)[]): SQL | undefined {
  return walks.length === 0 ? sql`false` : or(...walks)
}

function inAny(places: Place[]): SQL | undefined {
  const named = places.flatMap(({ queueId }) => queueId ?? [])
  const unnamed = named.length < places.length ? isNull(cases.queueId) : undefined
  return or(inArray(cases.queueId, named), unnamed)
}

/** The case names no policy, or one that is archived. Columns of the policies in full: both tables have an id and a team. */
function withoutOwn(teamId: string): SQL | undefined {
  const archived = sql`not exists (select 1 from ${policies} p
    where p.team_id = ${teamId} and p.id = ${cases.policyId} and p.archived_at is null)`
  return or(isNull(cases.policyId), archived)
}

function placesOf(tx: Transaction, teamId: string, policyId: string): Promise<Place[]> {
  return tx.execute<Place>(sql`
    with known as (select id from ${policies} where team_id = ${teamId} and archived_at is null),
      of_team as (select policy_id from ${deskSettings}
        where team_id = ${teamId} and policy_id in (select id from known))
    select q.id as "queueId", exists (select 1 from known where id = ${policyId}) as "inForce",
      coalesce((select id from known where id = q.policy_id), (select policy_id from of_team)) = ${policyId} as fits
    from (select id, policy_id from ${queues} where team_id = ${teamId} union all select null, null) q`)
}
