import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { webhookDeliveries, webhooks } from '@/drizzle/schema/webhooks'
import { command } from '@/lib/db/command'
import type { Job, JobPayload } from '@/lib/jobs/payloads'
import { log } from '@/lib/log'
import { deliveryJob } from './delivery-job'

/** Deliveries whose jobs are queued in one transaction. */
const atOnce = 200

/**
 * Queues what is still to be sent to a webhook that goes on after a pause, oldest first, so many at a time. A job too many does no
 * harm: what is being sent is sent once.
 */
export const queueWaiting = command({
  permission: 'webhook.deliver',
  input: z.object({ webhookId: z.uuid(), after: z.uuid().nullable() }),
  async run(tx, { webhookId, after }, { teamId }) {
    const { id, createdAt } = webhookDeliveries
    const last = tx
      .select({ createdAt, id })
      .from(webhookDeliveries)
      .where(and(eq(webhookDeliveries.teamId, teamId), sql`${id} = ${after}`))
    const waiting = await tx
      .select({ id, url: webhooks.url })
      .from(webhookDeliveries)
      .innerJoin(
        webhooks,
        and(eq(webhooks.teamId, webhookDeliveries.teamId), eq(webhooks.id, webhookDeliveries.webhookId)),
      )
      .where(
        and(
          eq(webhookDeliveries.teamId, teamId),
          eq(webhookDeliveries.webhookId, webhookId),
          eq(webhookDeliveries.status, 'due'),
          isNull(webhooks.pausedAt),
          isNull(webhooks.removedAt),
          after ? sql`(${createdAt}, ${id}) > (${last})` : undefined,
        ),
      )
      .orderBy(asc(createdAt), asc(id))
      .limit(atOnce)
    const jobs: Job[] = waiting.map((one) => deliveryJob({ teamId, ...one }))
    const end = waiting.length === atOnce ? waiting.at(-1) : undefined
    if (end) jobs.push(['webhook.catch_up', { teamId, webhookId, after: end.id }])
    return { result: { queued: waiting.length }, events: [], jobs }
  },
})

/** The job `webhook.catch_up`. */
export async function catchUp({ teamId, ...input }: JobPayload<'webhook.catch_up'>): Promise<void> {
  await queueWaiting({ kind: 'worker', teamId }, input)
}

/** What waits is queued again when the webhook is paused and goes on once more. */
export async function giveUpCatchingUp(payload: JobPayload<'webhook.catch_up'>): Promise<void> {
  log.error(payload, 'what a paused webhook missed could not be queued; pause it and let it go on to try that again')
}
