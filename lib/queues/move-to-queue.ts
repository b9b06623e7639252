import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { cases } from '@/drizzle/schema/cases'
import type { Actor } from '@/lib/access/actor'
import { lockCase } from '@/lib/cases/move-case'
import { command } from '@/lib/db/command'
import { DocketError } from '@/lib/errors'
import { eachCase, type ItemResult } from './each-case'
import { placeOf } from './placement'
import { readRouting } from './read-routing'
import { lookAgainJobs, queuedEvents } from './route-case'

/**
 * Puts an open case into a queue by hand, where rules leave it; `queueId` null: back to where the rules send it.
 * Throws `conflict` for a case that is decided, `not_found` for a queue that is not in use.
 */
export const moveToQueue = command({
  permission: 'case.assign',
  input: z.object({ caseId: z.uuid(), queueId: z.uuid().nullable() }),
  async run(tx, { caseId, queueId }, actor) {
    const { teamId } = actor
    const found = await lockCase(tx, actor, caseId)
    if (!['analysing', 'waiting', 'claimed', 'failed'].includes(found.state)) {
      throw new DocketError('conflict', `Case ${found.number} does not wait any more, so it is in no line to move.`)
    }
    const routing = await readRouting(tx, teamId)
    if (queueId && !routing.queues.has(queueId)) throw new DocketError('not_found', 'Queue not found')
    const queueChosen = queueId !== null
    const placement = placeOf(routing, { ...found, queueChosen, queueId: queueId ?? found.queueId })
    await tx
      .update(cases)
      .set({ queueChosen, queueId: placement.queueId, priority: placement.priority })
      .where(and(eq(cases.teamId, teamId), eq(cases.id, caseId)))
    return {
      // Null: rules had put it there, and an undo gives it back to them.
      result: { caseId, queueId: placement.queueId, before: found.queueChosen ? found.queueId : null },
      events: queuedEvents(found, placement),
      jobs: lookAgainJobs(found, placement),
    }
  },
})

/** The same for many, each by itself: what cannot be moved says why, and the others move. */
export function moveManyToQueue(
  actor: Actor,
  { caseIds, queueId }: { caseIds: string[]; queueId: string | null },
): Promise<ItemResult<{ queueId: string | null; before: string | null }>[]> {
  return eachCase(caseIds, (caseId) => moveToQueue(actor, { caseId, queueId }))
}
