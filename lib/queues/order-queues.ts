import { and, asc, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { queues } from '@/drizzle/schema/queues'
import type { Transaction } from '@/lib/db/client'
import { command } from '@/lib/db/command'
import { lockQueue, lockQueues } from './queue-facts'

/** Sets the order in which queues are offered; those not named keep their place. Throws `not_found`. */
export const orderQueues = command({
  permission: 'queue.manage',
  input: z.object({ queueIds: z.array(z.uuid()).min(1).max(200) }),
  async run(tx, { queueIds }, { teamId }) {
    await lockQueues(tx, teamId)
    const before = await inOrder(tx, teamId)
    for (const [position, queueId] of queueIds.entries()) {
      await lockQueue(tx, teamId, queueId)
      await tx
        .update(queues)
        .set({ position })
        .where(and(eq(queues.teamId, teamId), eq(queues.id, queueId)))
    }
    const after = await inOrder(tx, teamId)
    const same = after.every((queueId, at) => queueId === before[at])
    return { result: { queueIds }, events: same ? [] : [{ type: 'queue.ordered', before, after }] }
  },
})

/** The ids of the queues that are in use, as they are offered (lib/queues/list-queues.ts). */
async function inOrder(tx: Transaction, teamId: string): Promise<string[]> {
  const found = await tx
    .select({ id: queues.id })
    .from(queues)
    .where(and(eq(queues.teamId, teamId), isNull(queues.archivedAt)))
    .orderBy(asc(queues.position), asc(queues.createdAt), asc(queues.id))
  return found.map(({ id }) => id)
}
