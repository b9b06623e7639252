import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { queues, routingRules } from '@/drizzle/schema/queues'
import { now } from '@/lib/clock'
import { command } from '@/lib/db/command'
import { DocketError } from '@/lib/errors'
import { factsOf, lockQueue, lockQueues } from './queue-facts'

/**
 * Gives a queue up: what waits in it goes where the rules send it, by a job. Throws `conflict` for the default queue
 * and while a rule sends cases there.
 */
export const archiveQueue = command({
  permission: 'queue.manage',
  input: z.object({ queueId: z.uuid() }),
  async run(tx, { queueId }, { teamId }) {
    await lockQueues(tx, teamId)
    const found = await lockQueue(tx, teamId, queueId)
    if (found.isDefault) {
      throw new DocketError(
        'conflict',
        `${found.name} takes whatever no rule sends elsewhere. Make another queue the default first.`,
      )
    }
    const rules = await tx.$count(routingRules, and(eq(routingRules.teamId, teamId), eq(routingRules.queueId, queueId)))
    if (rules > 0) {
      throw new DocketError(
        'conflict',
        `${rules === 1 ? 'A routing rule sends' : `${rules} routing rules send`} cases to ${found.name}. Change the rules first.`,
      )
    }
    await tx
      .update(queues)
      .set({ archivedAt: now() })
      .where(and(eq(queues.teamId, teamId), eq(queues.id, queueId)))
    return {
      result: { queueId },
      events: [{ type: 'queue.changed', queueId, before: factsOf(found), after: null }],
      jobs: [['queue.arrange', { teamId }]],
    }
  },
})
