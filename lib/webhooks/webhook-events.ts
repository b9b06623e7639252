/** What a team's webhooks can be told of, with a name and a sentence for people. */
export const webhookEvents = ['decision.made', 'decision.changed', 'case.purged'] as const
export type WebhookEvent = (typeof webhookEvents)[number]

/** What somebody sends to see whether it arrives. */
export const testEvent = 'webhook.test'
/** What a delivery can tell of. */
export type DeliveredEvent = WebhookEvent | typeof testEvent

export const webhookEventNames: Record<DeliveredEvent, { name: string; means: string }> = {
  'decision.made': {
    name: 'Decision made',
    means: 'A case was decided for the first time, and the decision cannot be taken back any more.',
  },
  'decision.changed': {
    name: 'Decision changed',
    means: 'A case was decided anew after an earlier decision had come into force, on appeal for example.',
  },
  'case.purged': { name: 'Media deleted', means: 'Every copy of a case’s media was found to be gone.' },
  'webhook.test': { name: 'Test', means: 'Somebody sent it to see whether it arrives.' },
}

export const deliveryStatuses = ['due', 'delivered', 'failed'] as const
export type DeliveryStatus = (typeof deliveryStatuses)[number]

/** A team has no more webhooks than this. */
export const mostWebhooks = 20
