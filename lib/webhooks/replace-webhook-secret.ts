import { z } from 'zod'
import { command } from '@/lib/db/command'
import { changeRow, lockWebhook } from './lock-webhook'
import { makeWebhookSecret } from './webhook-secret'

/** Signs what a webhook is sent with a new secret from the next try on. `secret` is shown this once. Throws `not_found`. */
export const replaceWebhookSecret = command({
  permission: 'webhook.manage',
  input: z.object({ webhookId: z.uuid() }),
  async run(tx, { webhookId }, { teamId }) {
    const found = await lockWebhook(tx, teamId, webhookId)
    const { secret, sealed } = makeWebhookSecret({ teamId, webhookId })
    return { result: { secret }, events: [await changeRow(tx, found, { secret: sealed })] }
  },
})
