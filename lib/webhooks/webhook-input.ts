import { z } from 'zod'
import { webhookEvents } from './webhook-events'

/** What a form says of a webhook: where it goes to, and what it is told of. */
export const WebhookInput = z.object({
  url: z.string().trim().min(1, 'give the address that is to be told'),
  events: z
    .array(z.enum(webhookEvents))
    .min(1, 'choose what it is to be told of')
    .transform((chosen) => webhookEvents.filter((event) => chosen.includes(event))),
})
