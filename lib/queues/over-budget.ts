import { sql } from 'drizzle-orm'
import type { Actor } from '@/lib/access/actor'
import { now } from '@/lib/clock'
import type { Transaction } from '@/lib/db/client'
import { executePrepared } from '@/lib/db/prepared'

/** Whether this person has seen as much today (UTC) as they, or else their team, have said is enough. */
export async function isOverBudget(tx: Transaction, actor: Actor): Promise<boolean> {
  if (actor.kind !== 'member') return false
  const { teamId, memberId } = actor
  const day = now().toISOString().slice(0, 10)
  const [found] = await executePrepared<{ minutes: number | null; seconds: number | null }>(
    tx,
    sql`select coalesce(
        (select daily_budget from member_preferences where team_id = ${teamId}::uuid and member_id = ${memberId}::uuid),
        (select daily_budget from desk_settings where team_id = ${teamId}::uuid)) as minutes,
      (select seconds from exposures
        where team_id = ${teamId}::uuid and member_id = ${memberId}::uuid and day = ${day}::date) as seconds`,
  )
  const minutes = found?.minutes ?? null
  return minutes !== null && (found?.seconds ?? 0) >= minutes * 60
}
