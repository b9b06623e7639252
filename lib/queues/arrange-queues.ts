import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm'
import { z } from 'zod'
import { cases } from '@/drizzle/schema/cases'
import { command } from '@/lib/db/command'
import type { JobPayload } from '@/lib/jobs/payloads'
import { placeOf } from './placement'
import { readRouting } from './read-routing'
import { lookAgainJobs, queuedEvents } from './route-case'

/** Cases looked at in one transaction. */
const most = 500

/**
 * Puts the next few of a team's waiting cases, by number, where they belong by the present queues and rules. Answers
 * the number to go on behind; null when all have been looked at.
 */
export const arrangeSome = command({
  permission: 'case.route',
  input: z.object({ behind: z.number().int().min(0) }),
  async run(tx, { behind }, { teamId }) {
    const routing = await readRouting(tx, teamId)
    const found = await tx
      .select()
      .from(cases)
      .where(and(eq(cases.teamId, teamId), inArray(cases.state, ['waiting', 'claimed']), gt(cases.number, behind)))
      .orderBy(asc(cases.number))
      .limit(most)
      .for('update')
    const placed = found.map((row) => ({ row, placement: placeOf(routing, row) }))
    const moved = placed.filter(
      ({ row, placement }) => placement.queueId !== row.queueId || placement.priority !== row.priority,
    )
    if (moved.length > 0) {
      await tx.execute(sql`
        update cases set queue_id = put.queue_id, priority = put.priority
        from unnest(${arrayOf(moved.map(({ row }) => row.id))}::uuid[],
          ${arrayOf(moved.map(({ placement }) => placement.queueId))}::uuid[],
          ${arrayOf(moved.map(({ placement }) => placement.priority))}::float8[]) as put(id, queue_id, priority)
        where team_id = ${teamId} and cases.id = put.id`)
    }
    const last = found.length === most ? found.at(-1) : undefined
    return {
      result: { looked: found.length, moved: moved.length, behind: last?.number ?? null },
      events: moved.flatMap(({ row, placement }) => queuedEvents(row, placement)),
      jobs: placed.flatMap(({ row, placement }) => lookAgainJobs(row, placement)),
    }
  },
})

/** Puts all of a team's waiting cases where they belong, after its queues or rules have changed. */
export async function arrangeQueues(
  { teamId }: JobPayload<'queue.arrange'>,
  { signal }: { signal: AbortSignal },
): Promise<void> {
  for (let behind: number | null = 0; behind !== null; ) {
    signal.throwIfAborted()
    behind = (await arrangeSome({ kind: 'worker', teamId }, { behind })).behind
  }
}

/** As one parameter: postgres.js sends plain arrays as lists of parameters here. */
function arrayOf(values: (string | number | null)[]) {
  return sql.param(`{${values.map((value) => value ?? 'null').join(',')}}`)
}
