import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { erasureRequests } from '@/drizzle/schema/retention'
import { lockCase } from '@/lib/cases/move-case'
import { command } from '@/lib/db/command'
import { DocketError, notFound } from '@/lib/errors'
import { orderNow, refuseHeld } from './ordered-case'

/**
 * Confirms or refuses somebody else's request for an erasure; once confirmed, the case is purged. Throws `forbidden` to whoever
 * asked for it, `conflict` when it was answered already and when a confirmed case is under a legal hold, `not_found`.
 */
export const answerErasure = command({
  permission: 'retention.erase',
  input: z.object({ requestId: z.uuid(), confirm: z.boolean() }),
  async run(tx, { requestId, confirm }, actor) {
    if (actor.kind !== 'member') throw new DocketError('forbidden', 'Only a person confirms an erasure.')
    const { teamId } = actor
    const itself = and(eq(erasureRequests.teamId, teamId), eq(erasureRequests.id, requestId))
    const [asked] = await tx.select({ caseId: erasureRequests.caseId }).from(erasureRequests).where(itself)
    if (!asked) throw notFound('Erasure request')
    const { caseId } = asked
    // The case before its requests, as everybody does who locks both.
    const found = await lockCase(tx, actor, caseId)
    const [request] = await tx.select().from(erasureRequests).where(itself).for('update')
    if (!request) throw notFound('Erasure request')
    if (request.status !== 'open') {
      throw new DocketError('conflict', `The erasure of case ${found.number} was ${request.status} already.`)
    }
    if (request.requestedBy === actor.memberId) {
      throw new DocketError('forbidden', 'You asked for this erasure, so somebody else has to confirm or refuse it.')
    }
    if (confirm) refuseHeld(found)
    await tx
      .update(erasureRequests)
      .set({ status: confirm ? 'confirmed' : 'refused', answeredBy: actor.memberId, answeredAt: sql`now()` })
      .where(itself)
    if (!confirm) return { result: { caseId }, events: [{ type: 'erasure.refused', caseId, requestId }] }
    const ordered = await orderNow(tx, found, 'erasure', request.reason)
    return {
      result: { caseId },
      events: [{ type: 'erasure.confirmed', caseId, requestId }, ...ordered.events],
      jobs: ordered.jobs,
    }
  },
})
