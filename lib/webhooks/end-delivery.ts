import { and, eq, sql } from 'drizzle-orm'
import { webhookAttempts, webhookDeliveries } from '@/drizzle/schema/webhooks'
import type { AuditEvent } from '@/lib/audit/events'
import type { Transaction } from '@/lib/db/client'
import type { DeliveryRow } from './message'

/** The delivery, locked until the transaction ends; `leasedSeconds`: how long it is still another's, or not due yet. */
export type LockedDelivery = DeliveryRow & { leasedSeconds: number }

/** Locks a delivery, so that of two who send or change it at once one waits. Undefined when there is none. */
export async function lockDelivery(
  tx: Transaction,
  teamId: string,
  deliveryId: string,
): Promise<LockedDelivery | undefined> {
  const until = webhookDeliveries.leasedUntil
  const leasedSeconds = sql<number>`greatest(0, coalesce(extract(epoch from ${until} - now()), 0))::float8`
  const [found] = await tx
    .select({ delivery: webhookDeliveries, leasedSeconds })
    .from(webhookDeliveries)
    .where(and(eq(webhookDeliveries.teamId, teamId), eq(webhookDeliveries.id, deliveryId)))
    .for('update')
  return found && { ...found.delivery, leasedSeconds: found.leasedSeconds }
}

/** Ends a locked delivery as delivered or failed; answers the event that says so. */
export async function endDelivery(
  tx: Transaction,
  found: DeliveryRow,
  end: { delivered: number; attempts: number } | { failed: string; attempts: number },
): Promise<AuditEvent> {
  const { teamId, id: deliveryId, webhookId, caseId, event } = found
  await tx
    .update(webhookDeliveries)
    .set({ status: 'failed' in end ? 'failed' : 'delivered', leasedUntil: null, endedAt: sql`now()` })
    .where(and(eq(webhookDeliveries.teamId, teamId), eq(webhookDeliveries.id, deliveryId)))
  const about = { webhookId, deliveryId, told: event, attempts: end.attempts, ...(caseId && { caseId }) }
  return 'failed' in end
    ? { type: 'webhook.failed', ...about, reason: end.failed }
    : { type: 'webhook.delivered', ...about, status: end.delivered }
}

/** The same where nothing was sent: the reason is a line of the delivery log of its own. */
export async function failUnsent(tx: Transaction, found: DeliveryRow, reason: string): Promise<AuditEvent> {
  const number = await nextNumber(tx, found)
  const { teamId, id: deliveryId, attempts } = found
  await tx.insert(webhookAttempts).values({ teamId, deliveryId, number, failure: reason, milliseconds: 0 })
  return endDelivery(tx, found, { failed: reason, attempts })
}

/** The number of a delivery's next attempt. */
export async function nextNumber(tx: Transaction, { teamId, id }: DeliveryRow): Promise<number> {
  const [last] = await tx
    .select({ number: sql<number>`coalesce(max(${webhookAttempts.number}), 0)::int` })
    .from(webhookAttempts)
    .where(and(eq(webhookAttempts.teamId, teamId), eq(webhookAttempts.deliveryId, id)))
  return (last?.number ?? 0) + 1
}
