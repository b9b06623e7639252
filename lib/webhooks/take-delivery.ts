import crypto from 'node:crypto'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { webhookAttempts, webhookDeliveries, webhooks } from '@/drizzle/schema/webhooks'
import { SealBroken } from '@/lib/access/seal'
import type { AuditEvent } from '@/lib/audit/events'
import { mostTries } from '@/lib/callbacks/callback-rules'
import type { Transaction } from '@/lib/db/client'
import { command } from '@/lib/db/command'
import type { Job } from '@/lib/jobs/payloads'
import { deliveryJob } from './delivery-job'
import { failUnsent, type LockedDelivery, lockDelivery, nextNumber } from './end-delivery'
import type { WebhookRow } from './lock-webhook'
import { messageOf, type WebhookMessage } from './message'
import { testEvent } from './webhook-events'
import { openWebhookSecret } from './webhook-secret'

/** How long a try has the delivery for itself: the ten seconds it may take, and time to spare. Seconds. */
const leaseSeconds = 45

/** A delivery that this worker may now send once. */
export interface TakenDelivery {
  deliveryId: string
  attemptId: string
  leasedUntil: Date
  url: string
  /** To sign it with. */
  secret: string
  message: WebhookMessage
}

interface Outcome {
  result: TakenDelivery | null
  events: AuditEvent[]
  jobs?: Job[]
}

const nothing: Outcome = { result: null, events: [] }
const noSecret =
  'Nothing was sent: the signing secret cannot be opened, because AUTH_SECRET has changed. Replace the secret, then send this again.'
const brokenOff = 'The worker ended before the receiver’s answer was known.'

/**
 * Takes a delivery for one try, which counts from here on, and notes it in the delivery log. Null when there is nothing to send: it
 * has ended, its webhook is paused, or it is another worker's; for the last, a job comes back when that may have died.
 */
export const takeDelivery = command({
  permission: 'webhook.deliver',
  input: z.object({ deliveryId: z.uuid() }),
  async run(tx, { deliveryId }, { teamId }): Promise<Outcome> {
    const found = await lockDelivery(tx, teamId, deliveryId)
    if (!found || found.endedAt) return nothing
    const webhook = await readWebhook(tx, found)
    // It goes on where somebody lets the webhook go on.
    if (webhook.removedAt || (webhook.pausedAt && found.event !== testEvent)) return nothing
    const { url } = webhook
    if (found.leasedSeconds > 0) {
      return { ...nothing, jobs: [deliveryJob({ teamId, id: deliveryId, url }, Math.ceil(found.leasedSeconds))] }
    }
    await closeBrokenOff(tx, found)
    if (found.attempts >= mostTries) return { result: null, events: [await failUnsent(tx, found, brokenOff)] }
    const secret = opened(webhook)
    if (secret === null) return { result: null, events: [await failUnsent(tx, found, noSecret)] }
    const message = await messageOf(tx, found)
    return { result: { deliveryId, url, secret, message, ...(await lease(tx, found)) }, events: [] }
  },
})

async function readWebhook(tx: Transaction, { teamId, webhookId }: LockedDelivery): Promise<WebhookRow> {
  const [found] = await tx
    .select()
    .from(webhooks)
    .where(and(eq(webhooks.teamId, teamId), eq(webhooks.id, webhookId)))
  if (!found) throw new Error('a delivery has no webhook')
  return found
}

function opened({ teamId, id: webhookId, secret }: WebhookRow): string | null {
  try {
    return openWebhookSecret({ teamId, webhookId }, secret)
  } catch (error) {
    if (error instanceof SealBroken) return null
    throw error
  }
}

/** Tries whose worker died have no end of their own. */
async function closeBrokenOff(tx: Transaction, { teamId, id }: LockedDelivery): Promise<void> {
  const its = and(eq(webhookAttempts.teamId, teamId), eq(webhookAttempts.deliveryId, id))
  await tx
    .update(webhookAttempts)
    .set({ failure: brokenOff, milliseconds: 0 })
    .where(and(its, isNull(webhookAttempts.milliseconds)))
}

async function lease(tx: Transaction, found: LockedDelivery): Promise<{ attemptId: string; leasedUntil: Date }> {
  const { teamId, id: deliveryId } = found
  const attemptId = crypto.randomUUID()
  await tx.insert(webhookAttempts).values({ id: attemptId, teamId, deliveryId, number: await nextNumber(tx, found) })
  const [leased] = await tx
    .update(webhookDeliveries)
    .set({ attempts: found.attempts + 1, leasedUntil: sql`now() + make_interval(secs => ${leaseSeconds})` })
    .where(and(eq(webhookDeliveries.teamId, teamId), eq(webhookDeliveries.id, deliveryId)))
    .returning({ until: webhookDeliveries.leasedUntil })
  if (!leased?.until) throw new Error('a locked delivery could not be leased')
  return { attemptId, leasedUntil: leased.until }
}
