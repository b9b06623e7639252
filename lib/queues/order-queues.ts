import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { queues } from '@/drizzle/schema/queues'
import { command } from '@/lib/db/command'
import { lockQueue, lockQueues } from './queue-facts'

/**
 * Sets the order in which queues are offered; those not named keep their place. Throws `not_found`. It changes no
 * case, so the trail is not told.
 */
export const orderQueues = command({
  permission: 'queue.manage',
  input: z.object({ queueIds: z.array(z.uuid()).min(1).max(200) }),
  async run(tx, { queueIds }, { teamId }) {
    await lockQueues(tx, teamId)
    for (const [position, queueId] of queueIds.entries()) {
      await lockQueue(tx, teamId, queueId)
      await tx
        .update(queues)
        .set({ position })
        .where(and(eq(queues.teamId, teamId), eq(queues.id, queueId)))
    }
    return { result: { queueIds }, events: [] }
  },
})
