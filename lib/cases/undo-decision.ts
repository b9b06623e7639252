import { and, desc, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { decisions } from '@/drizzle/schema/cases'
import { actorId } from '@/lib/access/actor'
import { addSeconds, now } from '@/lib/clock'
import { command } from '@/lib/db/command'
import { DocketError, notFound } from '@/lib/errors'
import { queuePurge } from '@/lib/retention/queue-purge'
import { lockCase, moveCase } from './move-case'
import { undoSeconds } from './undo-window'

/** Takes one's own latest decision back while it is fresh; the case waits again and the decision stays in its history. */
export const undoDecision = command({
  permission: 'case.decide',
  input: z.object({ caseId: z.uuid(), decisionId: z.uuid() }),
  async run(tx, { caseId, decisionId }, actor) {
    const found = await lockCase(tx, actor, caseId)
    const [latest] = await tx
      .select()
      .from(decisions)
      .where(and(eq(decisions.teamId, actor.teamId), eq(decisions.caseId, caseId), isNull(decisions.undoneAt)))
      .orderBy(desc(decisions.createdAt))
      .limit(1)
    if (!latest || latest.id !== decisionId) throw notFound('Decision')
    if (latest.decidedBy !== actorId(actor)) {
      throw new DocketError('forbidden', 'Only the person who decided can take the decision back.')
    }
    if (addSeconds(latest.createdAt, undoSeconds) < now()) {
      throw new DocketError('conflict', 'The ten minutes in which a decision can be taken back are over.')
    }
    await moveCase(tx, found, 'waiting', { decidedAt: null })
    await tx
      .update(decisions)
      .set({ undoneAt: now() })
      .where(and(eq(decisions.teamId, actor.teamId), eq(decisions.id, decisionId)))
    return {
      result: { caseId },
      events: [{ type: 'case.decision_undone', caseId, decisionId }],
      // The decision's own deadline is over, its window's is not.
      jobs: await queuePurge(tx, actor.teamId, caseId),
    }
  },
})
