import { and, eq } from 'drizzle-orm'
import { cases, decisions } from '@/drizzle/schema/cases'
import type { webhookDeliveries } from '@/drizzle/schema/webhooks'
import type { Transaction } from '@/lib/db/client'
import { erasedReason } from '@/lib/retention/gone-rows'

export type DeliveryRow = typeof webhookDeliveries.$inferSelect

/** What is sent: the envelope of the Standard Webhooks scheme. */
export interface WebhookMessage {
  type: string
  timestamp: string
  data: Record<string, unknown>
}

/**
 * What a delivery says. The reason that a person gave is in no delivery's row: it is read here, each time, so that one that was
 * erased, or belongs to a case that must not be kept, is sent by no later try.
 */
export async function messageOf(tx: Transaction, delivery: DeliveryRow): Promise<WebhookMessage> {
  const { event, createdAt, decisionId } = delivery
  const data = decisionId === null ? delivery.payload : await withReason(tx, delivery, decisionId)
  return { type: event, timestamp: createdAt.toISOString(), data }
}

async function withReason(tx: Transaction, { teamId, payload }: DeliveryRow, decisionId: string) {
  const [found] = await tx
    .select({ reason: decisions.reason, zeroRetention: cases.zeroRetention })
    .from(decisions)
    .innerJoin(cases, and(eq(cases.teamId, decisions.teamId), eq(cases.id, decisions.caseId)))
    .where(and(eq(decisions.teamId, teamId), eq(decisions.id, decisionId)))
  const untold = !found || found.zeroRetention || found.reason === erasedReason
  const decision = typeof payload.decision === 'object' ? payload.decision : {}
  return { ...payload, decision: { ...decision, reason: untold ? null : found.reason } }
}
