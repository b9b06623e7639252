import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { cases } from '@/drizzle/schema/cases'
import { caseSkips } from '@/drizzle/schema/queues'
import type { AuditEvent } from '@/lib/audit/events'
import { command } from '@/lib/db/command'
import { DocketError } from '@/lib/errors'
import { isHeldByOther } from './held-claim'
import { lockCase, moveCase } from './move-case'
import { skipReasons } from './skip-reasons'

/**
 * Passes a case over, and says why: the next-case query does not offer it to this person again. A claim of theirs goes
 * back, and what was sent to them waits for everybody. Throws `conflict` unless the case waits or is theirs.
 */
export const skipCase = command({
  permission: 'case.claim',
  input: z.object({ caseId: z.uuid(), reason: z.enum(skipReasons, 'say why') }),
  async run(tx, { caseId, reason }, actor) {
    if (actor.kind !== 'member') throw new DocketError('forbidden', 'Only a person passes a case over.')
    const { teamId, memberId } = actor
    const found = await lockCase(tx, actor, caseId)
    if ((found.state !== 'waiting' && found.state !== 'claimed') || isHeldByOther(found, actor)) {
      throw new DocketError('conflict', `Case ${found.number} does not wait for you, so there is nothing to pass over.`)
    }
    const events: AuditEvent[] = [{ type: 'case.skipped', caseId, reason }]
    if (found.claimedBy === memberId) {
      await moveCase(tx, found, 'waiting', { claimedBy: null })
      events.push({ type: 'case.released', caseId })
    }
    if (found.assignedTo === memberId) {
      // Or it would be offered to nobody any more.
      await tx
        .update(cases)
        .set({ assignedTo: null, updatedAt: sql`now()` })
        .where(and(eq(cases.teamId, teamId), eq(cases.id, caseId)))
    }
    await tx
      .insert(caseSkips)
      .values({ teamId, memberId, caseId, reason })
      .onConflictDoUpdate({ target: [caseSkips.teamId, caseSkips.memberId, caseSkips.caseId], set: { reason } })
    return { result: { caseId }, events }
  },
})
