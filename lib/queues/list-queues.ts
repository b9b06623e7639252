import { and, asc, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { queues } from '@/drizzle/schema/queues'
import { query } from '@/lib/db/query'

/** The team's queues in the order they are offered, without those that were given up. */
export const listQueues = query({
  permission: 'case.read',
  input: z.object({}),
  run(tx, _input, { teamId }) {
    const { id, name, description, position, isDefault, blur, ordering, policyId, createdAt } = queues
    return tx
      .select({ id, name, description, position, isDefault, blur, ordering, policyId, createdAt })
      .from(queues)
      .where(and(eq(queues.teamId, teamId), isNull(queues.archivedAt)))
      .orderBy(asc(queues.position), asc(queues.createdAt), asc(queues.id))
  },
})

export type ListedQueue = Awaited<ReturnType<typeof listQueues>>[number]
