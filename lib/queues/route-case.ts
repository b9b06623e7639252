import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { cases } from '@/drizzle/schema/cases'
import type { AuditEvent } from '@/lib/audit/events'
import { type CaseRow, lockCase } from '@/lib/cases/move-case'
import type { Transaction } from '@/lib/db/client'
import { command } from '@/lib/db/command'
import type { Job } from '@/lib/jobs/payloads'
import { type Placement, placeOf } from './placement'
import { readRouting } from './read-routing'

/**
 * Looks again where a case that waits belongs, and puts it there; by rules that ask for its age. One that a person put
 * somewhere stays.
 */
export const routeCase = command({
  permission: 'case.route',
  input: z.object({ caseId: z.uuid() }),
  async run(tx, { caseId }, actor) {
    const found = await lockCase(tx, actor, caseId)
    if (found.state !== 'waiting' && found.state !== 'claimed') return { result: { moved: false }, events: [] }
    const { change, events, jobs } = await routeTo(tx, found)
    await tx
      .update(cases)
      .set(change)
      .where(and(eq(cases.teamId, found.teamId), eq(cases.id, caseId)))
    return { result: { moved: change.queueId !== found.queueId }, events, jobs }
  },
})

/** Where a locked case belongs now: what to change of it, with the event and the job that go with that change. */
export async function routeTo(tx: Transaction, found: CaseRow) {
  const placement = placeOf(await readRouting(tx, found.teamId), found)
  return {
    change: { queueId: placement.queueId, priority: placement.priority },
    events: queuedEvents(found, placement),
    jobs: lookAgainJobs(found, placement),
  }
}

/** What the trail says of a placement, with a person's `reason` for it: nothing where the case stays, or where no rule sends a new one anywhere. */
export function queuedEvents(
  { id: caseId, queueId: before }: Pick<CaseRow, 'id' | 'queueId'>,
  { queueId, ruleId }: Placement,
  reason?: string,
): AuditEvent[] {
  if (queueId === null || queueId === before || (before === null && ruleId === null)) return []
  const why = reason !== undefined && { reason }
  return [{ type: 'case.queued', caseId, queueId, ...(before !== null && { before }), ruleId, ...why }]
}

/** The job that looks again once the case is old enough for another rule. */
export function lookAgainJobs(
  { teamId, id: caseId }: Pick<CaseRow, 'teamId' | 'id'>,
  { lookAgainSeconds }: Placement,
): Job[] {
  if (lookAgainSeconds === null) return []
  // A second more: the queue's clock is the database's.
  return [['case.route', { teamId, caseId }, { startAfterSeconds: lookAgainSeconds + 1 }]]
}
