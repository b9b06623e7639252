import { z } from 'zod'
import { now } from '@/lib/clock'
import { command } from '@/lib/db/command'
import { changeRow, lockWebhook } from './lock-webhook'

/**
 * Pauses a webhook, or lets it go on. While it is paused nothing is sent but tests; what would have been is kept, and sent when it
 * goes on. Throws `not_found`. To ask for what is already so changes nothing.
 */
export const pauseWebhook = command({
  permission: 'webhook.manage',
  input: z.object({ webhookId: z.uuid(), paused: z.boolean() }),
  async run(tx, { webhookId, paused }, { teamId }) {
    const found = await lockWebhook(tx, teamId, webhookId)
    if (paused === (found.pausedAt !== null)) return { result: { webhookId }, events: [] }
    return {
      result: { webhookId },
      events: [await changeRow(tx, found, { pausedAt: paused ? now() : null })],
      jobs: paused ? [] : [['webhook.catch_up', { teamId, webhookId, after: null }]],
    }
  },
})
