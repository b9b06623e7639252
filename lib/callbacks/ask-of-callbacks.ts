import { and, eq, inArray, sql } from 'drizzle-orm'
import { z } from 'zod'
import { callbackInbox } from '@/drizzle/schema/remote-runs'
import type { Transaction } from '@/lib/db/client'
import { command } from '@/lib/db/command'
import { askJob } from '@/lib/detect/run-jobs'

/** Questions of one team that wait at once: more would only be walked past by whoever looks for the next. */
const mostWaiting = 100

/**
 * Queues the jobs that ask for the truth about callbacks that came in, the oldest first and one for each detection, as many as
 * there is room for. Answers whether callbacks are left that nothing was asked about.
 */
export const askOfCallbacks = command({
  permission: 'detection.run',
  input: z.object({}),
  async run(tx, _input, { teamId }) {
    await passOver(tx, teamId)
    const room = mostWaiting - (await countWaiting(tx, teamId))
    if (room <= 0) return { result: true, events: [] }
    const came = await tx.execute<{ id: string; detection: string }>(sql`
      select id, detection_id as detection from callback_inbox where team_id = ${teamId}::uuid and asked_at is null
      order by created_at limit ${room} for update skip locked`)
    if (came.length === 0) return { result: false, events: [] }
    const ids = came.map(({ id }) => id)
    await tx
      .update(callbackInbox)
      .set({ askedAt: sql`now()` })
      .where(and(eq(callbackInbox.teamId, teamId), inArray(callbackInbox.id, ids)))
    const detectionIds = [...new Set(came.map(({ detection }) => detection))]
    const jobs = detectionIds.map((detectionId) => askJob({ teamId, detectionId }))
    return { result: came.length === room, events: [], jobs }
  },
})

/** A late callback about what has ended here has nothing to tell; about what was deleted here it may still be of use. */
async function passOver(tx: Transaction, teamId: string): Promise<void> {
  await tx.execute(sql`
    update callback_inbox i set asked_at = now() from detections d
    where i.team_id = ${teamId}::uuid and i.asked_at is null and d.team_id = i.team_id and d.id = i.detection_id
      and d.status <> 'processing' and d.deleted_at is null`)
}

async function countWaiting(tx: Transaction, teamId: string): Promise<number> {
  const [row] = await tx.execute<{ n: number }>(sql`
    select count(*)::int as n from pgboss.job where name = 'detection.poll' and state < 'active'
      and group_id = ${teamId} and start_after <= now()`)
  return row?.n ?? 0
}
