import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { queues } from '@/drizzle/schema/queues'
import { command } from '@/lib/db/command'
import { factsOf, lockQueue, lockQueues } from './queue-facts'

/**
 * Makes a queue the one for whatever no rule sends elsewhere; what waits in the old one by no rule moves over, by a
 * job.
 */
export const makeDefault = command({
  permission: 'queue.manage',
  input: z.object({ queueId: z.uuid() }),
  async run(tx, { queueId }, { teamId }) {
    await lockQueues(tx, teamId)
    const found = await lockQueue(tx, teamId, queueId)
    if (found.isDefault) return { result: { queueId }, events: [] }
    const [old] = await tx
      .update(queues)
      .set({ isDefault: false })
      .where(and(eq(queues.teamId, teamId), eq(queues.isDefault, true)))
      .returning()
    await tx
      .update(queues)
      .set({ isDefault: true })
      .where(and(eq(queues.teamId, teamId), eq(queues.id, queueId)))
    const before = factsOf(found)
    const was = old && factsOf(old)
    return {
      result: { queueId },
      events: [
        ...(old && was
          ? [
              {
                type: 'queue.changed' as const,
                queueId: old.id,
                before: { ...was, isDefault: true as const },
                after: was,
              },
            ]
          : []),
        { type: 'queue.changed', queueId, before, after: { ...before, isDefault: true } },
      ],
      jobs: [['queue.arrange', { teamId }]],
    }
  },
})
