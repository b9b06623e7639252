import { sql } from 'drizzle-orm'
import { database, withTeam } from '@/lib/db/client'
import { log } from '@/lib/log'

/** How long a callback is kept once nothing comes of it any more: long enough to look into what went wrong. Days. */
export const keptDays = 7

/** Rows deleted in one transaction. */
const atOnce = 5000

/**
 * Deletes callbacks that came in, handled or not (late and forged ones never are), a week after they were of use: the run
 * they were about has ended, and nothing that waits asks about it, as the deletion of what was deleted here. Counts them.
 */
export async function sweepCallbackInbox(): Promise<number> {
  const teams = await database().execute<{ id: string }>(sql`select all_teams() as id`)
  let swept = 0
  for (const { id: teamId } of teams) {
    for (let last = atOnce; last === atOnce; swept += last) last = await sweepNext(teamId)
  }
  if (swept > 0) log.info({ swept }, 'deleted callbacks of detections that ended long ago')
  return swept
}

function sweepNext(teamId: string): Promise<number> {
  return withTeam(teamId, async (tx) => {
    const gone = await tx.execute(sql`
      delete from callback_inbox where team_id = ${teamId}::uuid and id in (
        select i.id from callback_inbox i
        join remote_runs r on r.team_id = i.team_id and r.detection_id = i.detection_id
        where i.team_id = ${teamId}::uuid
          and r.state = 'ended'
          and greatest(i.created_at, i.handled_at) < now() - make_interval(days => ${keptDays}::int)
          and not exists (select 1 from pgboss.job j where j.name in ('detection.run', 'detection.send', 'detection.poll')
            and j.state in ('created', 'retry', 'active') and j.data->>'detectionId' = i.detection_id::text)
        limit ${atOnce})
      returning id`)
    return gone.length
  })
}
