import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { webhookDeliveries } from '@/drizzle/schema/webhooks'
import { command } from '@/lib/db/command'
import { DocketError, notFound } from '@/lib/errors'
import { deliveryJob } from './delivery-job'
import { lockDelivery } from './end-delivery'
import { lockWebhook } from './lock-webhook'

/**
 * Sends a delivery that has ended once more, with six tries to begin with and the same `webhook-id`, by which a receiver knows it.
 * Throws `not_found`, and `conflict` while it has not ended or its webhook is paused.
 */
export const redriveDelivery = command({
  permission: 'webhook.manage',
  input: z.object({ deliveryId: z.uuid() }),
  async run(tx, { deliveryId }, { teamId }) {
    const [its] = await tx
      .select({ webhookId: webhookDeliveries.webhookId })
      .from(webhookDeliveries)
      .where(and(eq(webhookDeliveries.teamId, teamId), eq(webhookDeliveries.id, deliveryId)))
    if (!its) throw notFound('Delivery')
    const { url, pausedAt } = await lockWebhook(tx, teamId, its.webhookId)
    const found = await lockDelivery(tx, teamId, deliveryId)
    if (!found) throw notFound('Delivery')
    const { webhookId, caseId } = found
    if (!found.endedAt) {
      throw new DocketError(
        'conflict',
        'This has not ended yet: it is still to be sent by itself. Wait until it was delivered or has failed.',
      )
    }
    if (pausedAt) throw new DocketError('conflict', 'This webhook is paused. Let it go on, then send this again.')
    await tx
      .update(webhookDeliveries)
      .set({ status: 'due', attempts: 0, leasedUntil: null, endedAt: null })
      .where(and(eq(webhookDeliveries.teamId, teamId), eq(webhookDeliveries.id, deliveryId)))
    return {
      result: { deliveryId },
      events: [{ type: 'webhook.redriven', webhookId, deliveryId, ...(caseId && { caseId }) }],
      jobs: [deliveryJob({ teamId, id: deliveryId, url })],
    }
  },
})
