import { z } from 'zod'
import { command } from '@/lib/db/command'
import { checkSourceUrl } from '@/lib/media/check-source-url'
import { changeRow, lockWebhook } from './lock-webhook'
import { WebhookInput } from './webhook-input'

/**
 * Changes where a webhook goes to or what it is told of; what is still to be sent goes to the new address. Throws `not_found`, and
 * `bad_request` with `fields.url` for an address that nothing may be sent to.
 */
export const changeWebhook = command({
  permission: 'webhook.manage',
  input: WebhookInput.extend({ webhookId: z.uuid() }),
  async run(tx, { webhookId, ...input }, { teamId }) {
    const url = await checkSourceUrl(input.url, 'webhook')
    const found = await lockWebhook(tx, teamId, webhookId)
    return { result: { webhookId }, events: [await changeRow(tx, found, { url, events: input.events })] }
  },
})
