import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { memberPreferences } from '@/drizzle/schema/desk'
import { queues } from '@/drizzle/schema/queues'
import { actorId } from '@/lib/access/actor'
import { query } from '@/lib/db/query'

/**
 * The team's queues in the order they are offered, without those that were given up; `own`: one of those that the caller works in
 * (lib/desk/set-own-queues.ts).
 */
export const listQueues = query({
  permission: 'case.read',
  input: z.object({}),
  run(tx, _input, actor) {
    const { id, name, description, position, isDefault, blur, ordering, policyId, createdAt } = queues
    return tx
      .select({
        id,
        name,
        description,
        position,
        isDefault,
        blur,
        ordering,
        policyId,
        createdAt,
        own: isOwn(actorId(actor)),
      })
      .from(queues)
      .where(and(eq(queues.teamId, actor.teamId), isNull(queues.archivedAt)))
      .orderBy(asc(queues.position), asc(queues.createdAt), asc(queues.id))
  },
})

/** Columns in full: among what is selected from one table drizzle leaves out which table a column is of. */
function isOwn(me: string | null) {
  return sql<boolean>`exists (select 1 from ${memberPreferences} p
    where p.team_id = queues.team_id and p.member_id = ${me}::uuid and queues.id = any (p.own_queues))`
}

export type ListedQueue = Awaited<ReturnType<typeof listQueues>>[number]
