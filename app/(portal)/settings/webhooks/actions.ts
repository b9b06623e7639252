'use server'

import { refresh } from 'next/cache'
import type { WebhookDraft } from '@/components/webhooks/webhook-form'
import { memberAction } from '@/lib/http/server-action'
import { changeWebhook } from '@/lib/webhooks/change-webhook'
import { createWebhook } from '@/lib/webhooks/create-webhook'
import { pauseWebhook } from '@/lib/webhooks/pause-webhook'
import { redriveDelivery } from '@/lib/webhooks/redrive-delivery'
import { removeWebhook } from '@/lib/webhooks/remove-webhook'
import { replaceWebhookSecret } from '@/lib/webhooks/replace-webhook-secret'
import { testWebhook } from '@/lib/webhooks/test-webhook'

/** Makes a webhook; its secret is in this answer and nowhere else. */
export const createWebhookAction = memberAction(async (member, input: WebhookDraft) => {
  const made = await createWebhook(member, input)
  refresh()
  return made
})

/** Changes where a webhook goes to, or what it is told of. */
export const changeWebhookAction = memberAction(async (member, input: WebhookDraft & { webhookId: string }) => {
  const changed = await changeWebhook(member, input)
  refresh()
  return changed
})

/** Pauses a webhook, or lets it go on. */
export const pauseWebhookAction = memberAction(async (member, input: { webhookId: string; paused: boolean }) => {
  const done = await pauseWebhook(member, input)
  refresh()
  return done
})

/** Makes a new signing secret; it is in this answer and nowhere else. */
export const replaceWebhookSecretAction = memberAction((member, input: { webhookId: string }) =>
  replaceWebhookSecret(member, input),
)

/** Sends a webhook something that tells of nothing. */
export const testWebhookAction = memberAction(async (member, input: { webhookId: string }) => {
  const sent = await testWebhook(member, input)
  refresh()
  return sent
})

/** Ends a webhook. */
export const removeWebhookAction = memberAction((member, input: { webhookId: string }) => removeWebhook(member, input))

/** Sends a delivery that has ended once more. */
export const redriveDeliveryAction = memberAction(async (member, input: { deliveryId: string }) => {
  const sent = await redriveDelivery(member, input)
  refresh()
  return sent
})
