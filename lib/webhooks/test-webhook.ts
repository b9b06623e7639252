import crypto from 'node:crypto'
import { z } from 'zod'
import { webhookDeliveries } from '@/drizzle/schema/webhooks'
import { command } from '@/lib/db/command'
import { deliveryJob } from './delivery-job'
import { lockWebhook } from './lock-webhook'
import { testEvent } from './webhook-events'

/** Sends a webhook something that tells of nothing, once, to see whether it arrives; also while it is paused. Throws `not_found`. */
export const testWebhook = command({
  permission: 'webhook.manage',
  input: z.object({ webhookId: z.uuid() }),
  async run(tx, { webhookId }, { teamId }) {
    const { url } = await lockWebhook(tx, teamId, webhookId)
    const deliveryId = crypto.randomUUID()
    const payload = { team: teamId, note: 'A test: it tells of no case.' }
    await tx.insert(webhookDeliveries).values({ id: deliveryId, teamId, webhookId, event: testEvent, payload })
    return {
      result: { deliveryId },
      events: [{ type: 'webhook.tested', webhookId, deliveryId }],
      jobs: [deliveryJob({ teamId, id: deliveryId, url })],
    }
  },
})
