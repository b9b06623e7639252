import { Webhook } from 'standardwebhooks'

/**
 * The headers by which a receiver tells that a body is this team's and was not sent before: the Standard Webhooks scheme,
 * HMAC-SHA256 over `id.timestamp.body`. `secret` begins with `whsec_`; `id` is the same for every try of one callback.
 */
export function signatureHeaders({ secret, id, at, body }: { secret: string; id: string; at: Date; body: string }) {
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, at, body),
  }
}

/** The `webhook-id` of a callback. */
export function webhookId(callbackId: string): string {
  return `msg_${callbackId.replaceAll('-', '')}`
}
