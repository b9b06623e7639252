import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { cases } from '@/drizzle/schema/cases'
import type { Actor } from '@/lib/access/actor'
import type { AuditEvent } from '@/lib/audit/events'
import { isInLine } from '@/lib/cases/case-states'
import { HandoverReason } from '@/lib/cases/handover-reason'
import { type CaseRow, lockCase } from '@/lib/cases/move-case'
import { command } from '@/lib/db/command'
import { DocketError } from '@/lib/errors'
import { assertNotErased } from '@/lib/retention/not-erased'
import { eachCase, type ItemResult } from './each-case'
import { type Placement, placeOf } from './placement'
import { readRouting } from './read-routing'
import { lookAgainJobs, queuedEvents } from './route-case'

/**
 * Puts an open case into a queue by hand, where rules leave it; `queueId` null: back to where the rules send it. The `reason` stands
 * in the trail. Throws `conflict` for a case that is decided, and where a reason is given for one that was erased; `not_found` for a
 * queue that is not in use.
 */
export const moveToQueue = command({
  permission: 'case.assign',
  input: z.object({ caseId: z.uuid(), queueId: z.uuid().nullable(), reason: HandoverReason.optional() }),
  async run(tx, { caseId, queueId, reason }, actor) {
    const { teamId } = actor
    const found = await lockCase(tx, actor, caseId)
    if (reason !== undefined) assertNotErased(found)
    if (!isInLine(found.state)) {
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
      events: movedEvents(found, placement, { queueChosen, reason }),
      jobs: lookAgainJobs(found, placement),
    }
  },
})

/** Also where it stays in its queue, and only whether rules may take it from there changes: a person did that, with a reason. */
function movedEvents(
  found: CaseRow,
  placement: Placement,
  { queueChosen, reason }: { queueChosen: boolean; reason: string | undefined },
): AuditEvent[] {
  const { queueId, ruleId } = placement
  const moves = queueId !== found.queueId && found.queueId !== null
  if (queueId === null || moves || found.queueChosen === queueChosen) return queuedEvents(found, placement, reason)
  return [{ type: 'case.queued', caseId: found.id, queueId, ruleId, ...(reason !== undefined && { reason }) }]
}

/** The same for many, each by itself: what cannot be moved says why, and the others move. */
export function moveManyToQueue(
  actor: Actor,
  { caseIds, queueId }: { caseIds: string[]; queueId: string | null },
): Promise<ItemResult<{ queueId: string | null; before: string | null }>[]> {
  return eachCase(caseIds, (caseId) => moveToQueue(actor, { caseId, queueId }))
}
