import { and, eq, isNull, sql } from 'drizzle-orm'
import { queues } from '@/drizzle/schema/queues'
import type { QueueFacts } from '@/lib/audit/queue-facts'
import type { Transaction } from '@/lib/db/client'
import { notFound } from '@/lib/errors'

export type QueueRecord = typeof queues.$inferSelect

/** Of two who change a team's queues or rules at once the second waits, and finds them changed. Before any queue is locked. */
export async function lockQueues(tx: Transaction, teamId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${teamId}, 7270417))`)
}

/** A queue that is in use, locked until the transaction ends. Throws `not_found`. */
export async function lockQueue(tx: Transaction, teamId: string, queueId: string): Promise<QueueRecord> {
  const [found] = await tx
    .select()
    .from(queues)
    .where(and(eq(queues.teamId, teamId), eq(queues.id, queueId), isNull(queues.archivedAt)))
    .for('update')
  if (!found) throw notFound('Queue')
  return found
}

/** What the trail says of a queue. */
export function factsOf(queue: Omit<QueueFacts, 'isDefault' | 'blur'> & { blur?: boolean }): QueueFacts {
  const { name, description, ordering, policyId, blur } = queue
  return { name, description, ordering, policyId, ...(blur && { blur }) }
}
