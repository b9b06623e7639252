import crypto from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import { webhooks } from '@/drizzle/schema/webhooks'
import { command } from '@/lib/db/command'
import { DocketError } from '@/lib/errors'
import { checkSourceUrl } from '@/lib/media/check-source-url'
import { hostOfAddress } from './lock-webhook'
import { mostWebhooks } from './webhook-events'
import { WebhookInput } from './webhook-input'
import { makeWebhookSecret } from './webhook-secret'

/**
 * Makes a webhook: from now on it is told of what was chosen. `secret` is shown this once and cannot be read again. Throws
 * `bad_request` with `fields.url` for an address that nothing may be sent to, `conflict` when there are too many.
 */
export const createWebhook = command({
  permission: 'webhook.manage',
  input: WebhookInput,
  async run(tx, input, { teamId }) {
    const url = await checkSourceUrl(input.url, 'webhook')
    const there = await tx.$count(webhooks, and(eq(webhooks.teamId, teamId), isNull(webhooks.removedAt)))
    if (there >= mostWebhooks) {
      throw new DocketError(
        'conflict',
        `There are ${mostWebhooks} webhooks already, and no more can be had. Remove one.`,
      )
    }
    const webhookId = crypto.randomUUID()
    const { secret, sealed } = makeWebhookSecret({ teamId, webhookId })
    await tx.insert(webhooks).values({ id: webhookId, teamId, url, events: input.events, secret: sealed })
    return {
      result: { webhookId, secret },
      events: [{ type: 'webhook.created', webhookId, host: hostOfAddress(url), events: input.events }],
    }
  },
})
