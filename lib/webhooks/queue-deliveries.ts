import crypto from 'node:crypto'
import { and, arrayContains, eq, isNull } from 'drizzle-orm'
import { webhookDeliveries, webhooks } from '@/drizzle/schema/webhooks'
import type { Transaction } from '@/lib/db/client'
import type { Job } from '@/lib/jobs/payloads'
import { deliveryJob } from './delivery-job'
import type { WebhookEvent } from './webhook-events'

interface Told {
  event: WebhookEvent
  caseId: string
  /** Null for what is of no decision. */
  decisionId: string | null
}

/**
 * Makes one delivery for each webhook that is told of such an event, and answers the jobs that send them. A decision that a webhook
 * was told of already is not told again. `read` is asked for what is told where anybody is: facts, never words of the case.
 */
export async function queueDeliveries(
  tx: Transaction,
  teamId: string,
  { event, caseId, decisionId }: Told,
  read: () => Promise<Record<string, unknown>>,
): Promise<Job[]> {
  const listening = await tx
    .select({ webhookId: webhooks.id, url: webhooks.url, pausedAt: webhooks.pausedAt })
    .from(webhooks)
    .where(and(eq(webhooks.teamId, teamId), isNull(webhooks.removedAt), arrayContains(webhooks.events, [event])))
    // A pause or an end that comes at the same moment waits, or is seen: nothing is left without its job.
    .for('share')
  if (listening.length === 0) return []
  const payload = await read()
  const rows = listening.map(({ webhookId }) => {
    return { id: crypto.randomUUID(), teamId, webhookId, event, caseId, decisionId, payload }
  })
  const made = await tx
    .insert(webhookDeliveries)
    .values(rows)
    .onConflictDoNothing()
    .returning({ id: webhookDeliveries.id, webhookId: webhookDeliveries.webhookId })
  return made.flatMap(({ id, webhookId }) => {
    const to = listening.find((one) => one.webhookId === webhookId)
    return to && to.pausedAt === null ? [deliveryJob({ teamId, id, url: to.url })] : []
  })
}
