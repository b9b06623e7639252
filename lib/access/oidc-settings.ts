import { env } from '@/lib/env'
import { checkUrl, hostOf } from '@/lib/media/url-rules'

export interface OidcSettings {
  issuer: string
  clientId: string
  clientSecret: string
  /** As the sign-in page names the provider. */
  name: string
  scopes: string
}

/** How people sign in by a provider; null where none is set. */
export function oidcSettings(): OidcSettings | null {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_NAME, OIDC_SCOPES } = env()
  if (!OIDC_ISSUER || !OIDC_CLIENT_ID || !OIDC_CLIENT_SECRET) return null
  return {
    issuer: OIDC_ISSUER,
    clientId: OIDC_CLIENT_ID,
    clientSecret: OIDC_CLIENT_SECRET,
    name: OIDC_NAME,
    scopes: OIDC_SCOPES,
  }
}

/** The provider's name, for a button; null where none is set. */
export function oidcName(): string | null {
  return oidcSettings()?.name ?? null
}

/** What asks the provider for a new proof rather than the sign-in it remembers; Google knows no `login`. */
export function promptAgain({ issuer }: OidcSettings): 'login' | 'select_account' {
  return hostOf(new URL(issuer)) === 'accounts.google.com' ? 'select_account' : 'login'
}

/** Whether the provider may be asked there: by https, and by plain http on this machine or at hosts of ALLOWED_PRIVATE_HOSTS only. */
export function mayAsk(url: URL, allowedPrivateHosts: readonly string[]): boolean {
  if (url.protocol === 'https:') return true
  if (url.protocol !== 'http:') return false
  const host = hostOf(url)
  if (host === 'localhost' || host.endsWith('.localhost') || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host))
    return true
  try {
    return checkUrl(url.href, allowedPrivateHosts, 'detector').allowedPrivate
  } catch {
    return false
  }
}
