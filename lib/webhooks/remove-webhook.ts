import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { webhookDeliveries, webhooks } from '@/drizzle/schema/webhooks'
import { now } from '@/lib/clock'
import { command } from '@/lib/db/command'
import { lockWebhook, toldSettings } from './lock-webhook'

/** Removes a webhook with its secret: nothing more is sent to it, what was still to be sent included. Throws `not_found`. */
export const removeWebhook = command({
  permission: 'webhook.manage',
  input: z.object({ webhookId: z.uuid() }),
  async run(tx, { webhookId }, { teamId }) {
    const found = await lockWebhook(tx, teamId, webhookId)
    await tx
      .update(webhooks)
      .set({ removedAt: now(), secret: '' })
      .where(and(eq(webhooks.teamId, teamId), eq(webhooks.id, webhookId)))
    const unsent = and(
      eq(webhookDeliveries.teamId, teamId),
      eq(webhookDeliveries.webhookId, webhookId),
      eq(webhookDeliveries.status, 'due'),
    )
    await tx.update(webhookDeliveries).set({ status: 'failed', endedAt: now(), leasedUntil: null }).where(unsent)
    return {
      result: { webhookId },
      events: [{ type: 'webhook.removed', webhookId, before: toldSettings(found), after: null }],
    }
  },
})
