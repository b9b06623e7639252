import { seal, unseal } from '@/lib/access/seal'
import { newSigningSecret } from '@/lib/callbacks/team-secret'

interface OfWebhook {
  teamId: string
  webhookId: string
}

/** A new secret for a webhook: `secret` to be shown this once, `sealed` to be kept. */
export function makeWebhookSecret(of: OfWebhook): { secret: string; sealed: string } {
  const secret = newSigningSecret()
  return { secret, sealed: seal(secret, contextOf(of)) }
}

/** Opens what was kept. Throws SealBroken where AUTH_SECRET has changed since. */
export function openWebhookSecret(of: OfWebhook, sealed: string): string {
  return unseal(sealed, contextOf(of))
}

function contextOf({ teamId, webhookId }: OfWebhook): string {
  return `webhook-secret:${teamId}:${webhookId}`
}
