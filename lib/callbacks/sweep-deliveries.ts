import { type SQL, sql } from 'drizzle-orm'
import { database, withTeam } from '@/lib/db/client'
import { log } from '@/lib/log'

/** How long the delivery logs of callbacks and webhooks keep what has ended, with its address. Days; the trail keeps that it was sent. */
export const keptDays = 90

/** Deliveries deleted in one transaction. */
const atOnce = 2000

const logs = [
  { of: sql`callbacks`, attempts: sql`callback_attempts`, id: sql`callback_id` },
  { of: sql`webhook_deliveries`, attempts: sql`webhook_attempts`, id: sql`delivery_id` },
]

/** Deletes callbacks and webhooks' deliveries that ended 90 days ago, each with its attempts. Counts them. */
export async function sweepDeliveries(): Promise<number> {
  const teams = await database().execute<{ id: string }>(sql`select all_teams() as id`)
  let swept = 0
  for (const { id: teamId } of teams) {
    for (const one of logs) for (let last = atOnce; last === atOnce; swept += last) last = await sweepNext(teamId, one)
  }
  if (swept > 0) log.info({ swept }, 'deleted what was sent long ago from the delivery logs')
  return swept
}

function sweepNext(teamId: string, { of, attempts, id }: Record<'of' | 'attempts' | 'id', SQL>): Promise<number> {
  return withTeam(teamId, async (tx) => {
    // Made before it ended: the index is on when it was made.
    const old = sql`select d.id from ${of} d where d.team_id = ${teamId}::uuid
      and d.created_at < now() - make_interval(days => ${keptDays}::int)
      and d.ended_at < now() - make_interval(days => ${keptDays}::int)
      order by d.created_at limit ${atOnce} for update skip locked`
    const rows = await tx.execute<{ id: string }>(old)
    if (rows.length === 0) return 0
    const ids = sql`(${sql.join(
      rows.map((row) => sql`${row.id}::uuid`),
      sql`, `,
    )})`
    await tx.execute(sql`delete from ${attempts} where team_id = ${teamId}::uuid and ${id} in ${ids}`)
    await tx.execute(sql`delete from ${of} where team_id = ${teamId}::uuid and id in ${ids}`)
    return rows.length
  })
}
