import { settleDecision } from '@/lib/cases/tell-decision'
import { createWebhook } from '@/lib/webhooks/create-webhook'
import { deliverWebhook } from '@/lib/webhooks/deliver-webhook'
import { type WebhookEvent, webhookEvents } from '@/lib/webhooks/webhook-events'
import type { TestDatabase } from './database'
import { settle } from './judging'
import type { TestTeam } from './people'

/** A webhook that goes to a receiver. */
export function makeWebhook({ admin }: TestTeam, url: string, events: readonly WebhookEvent[] = webhookEvents) {
  return createWebhook(admin, { url, events: [...events] })
}

export interface DeliveryRow {
  id: string
  webhook_id: string
  event: string
  decision_id: string | null
  payload: Record<string, unknown>
  status: string
  attempts: number
  ended_at: Date | null
}

/** What there is to tell a webhook, oldest first. */
export function deliveriesOf({ owner }: TestDatabase, webhookId: string): Promise<DeliveryRow[]> {
  return owner<DeliveryRow[]>`select * from webhook_deliveries where webhook_id = ${webhookId} order by created_at, id`
}

/** The jobs of a kind that wait, with the seconds until each is due. */
export function webhookJobs({ owner }: TestDatabase, name: 'webhook.deliver' | 'webhook.catch_up') {
  return owner<{ id: string; data: { teamId: string; deliveryId: string }; due: number }[]>`
    select id, data, extract(epoch from start_after - now())::float8 as due
    from pgboss.job where name = ${name} and state = 'created' order by start_after, created_on`
}

const notStopped = new AbortController().signal

/** Does the jobs that are due by now, as a worker would, one after another; answers how many. */
export async function deliverDue(db: TestDatabase, milliseconds = 2000, signal = notStopped): Promise<number> {
  const due = (await webhookJobs(db, 'webhook.deliver')).filter((job) => job.due <= 0)
  for (const { id, data } of due) {
    await db.owner`delete from pgboss.job where id = ${id}`
    await deliverWebhook(data, { signal }, milliseconds)
  }
  return due.length
}

/** Lets the time until the next tries pass. */
export async function passTime({ owner }: TestDatabase): Promise<void> {
  await owner`update webhook_deliveries set leased_until = now() - interval '1 second' where leased_until is not null`
  await owner`update pgboss.job set start_after = now() - interval '1 second' where name = 'webhook.deliver'`
}

/** Lets the grace window of a case be over, and tells of a decision as its job does. */
export async function tell(db: TestDatabase, { worker }: TestTeam, caseId: string, decisionId: string) {
  await settle(db, caseId)
  return settleDecision(worker, { decisionId })
}
