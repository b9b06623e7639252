import { env } from '@/lib/env'
import { mayAsk } from './oidc-settings'

/** Milliseconds the provider has for an answer: a person waits for it. */
const patience = 10_000

/**
 * `fetch` for everything asked of the provider. next-auth would ask by plain http anywhere; this throws a TypeError where
 * that is not allowed, and when no answer comes within ten seconds.
 */
export const oidcFetch: typeof fetch = (asked, init) => {
  const url = new URL(asked instanceof Request ? asked.url : asked)
  if (!mayAsk(url, env().ALLOWED_PRIVATE_HOSTS)) {
    throw new TypeError('The provider is asked by https only, except on this machine or at ALLOWED_PRIVATE_HOSTS')
  }
  return fetch(asked, { ...init, signal: AbortSignal.timeout(patience) })
}
