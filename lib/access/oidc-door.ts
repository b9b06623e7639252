import type { NextRequest } from 'next/server'
import { env } from '@/lib/env'
import { browserName } from './browser-name'
import { clientAddress } from './client-address'
import { readClaims } from './oidc-claims'
import { logOidcFailure, reasonOf } from './oidc-failure'
import { type OidcRefusal, OidcRefused } from './oidc-refusals'
import { type OidcSettings, oidcSettings } from './oidc-settings'
import { proveByOidc, readProof } from './prove-by-oidc'
import { withUserinfo } from './read-userinfo'
import { seal, unseal } from './seal'
import { signInByOidc } from './sign-in-by-oidc'

/** What next-auth needs to know of the provider. */
export function oidcProvider({ issuer, clientId, clientSecret, name, scopes }: OidcSettings) {
  return {
    id: 'oidc',
    type: 'oidc' as const,
    name,
    issuer,
    clientId,
    clientSecret,
    checks: ['pkce' as const, 'state' as const, 'nonce' as const],
    authorization: { params: { scope: scopes } },
  }
}

/** The cookie of a confirmation that was begun. */
export function proofCookie(): string {
  return env().PUBLIC_URL.startsWith('https:') ? '__Host-docket-proof' : 'docket-proof'
}

/** What of the browser's request a sign-in depends on. */
export interface Arriving {
  headers: Headers
  url: string
  cookie(name: string): string | undefined
}

export function arriving(request: NextRequest): Arriving {
  return { headers: request.headers, url: request.url, cookie: (name) => request.cookies.get(name)?.value }
}

/** Whether a request brings the provider's answer. */
export function isOidcAnswer(request: NextRequest): boolean {
  return request.nextUrl.pathname === '/api/auth/callback/oidc'
}

/** Where next-auth may send the browser: never to another site, and never into the API. */
export function onlyHere(url: string, origin: string): string {
  const target = URL.canParse(url, origin) ? new URL(url, origin) : new URL(origin)
  const isHere = target.origin === new URL(origin).origin && !target.pathname.startsWith('/api/')
  return isHere ? target.href : origin
}

/**
 * Whoever comes back from the provider, the answer verified: the id of their new session, or the path that the browser is
 * sent to instead. A refusal is a path too, with the word for its sentence.
 */
export async function admit(
  arriving: Arriving,
  answer: { accessToken: string | undefined; claims: Record<string, unknown> },
): Promise<{ sessionId: string } | { path: string }> {
  const begun = proofOf(arriving)
  try {
    const teamsClaim = env().OIDC_TEAMS_CLAIM
    const issuer = oidcSettings()?.issuer ?? ''
    const claims = await withUserinfo(answer.claims, { issuer, teamsClaim, accessToken: answer.accessToken })
    // As it is set: the provider's own way to write it, which was compared, may differ in a slash.
    const arrival = readClaims({ ...claims, iss: issuer }, teamsClaim)
    if (begun) {
      await proveByOidc(begun, arrival)
      return { path: begun.to }
    }
    return await signInByOidc(arrival, {
      address: clientAddress(arriving.headers, env().TRUST_PROXY),
      browser: browserName(arriving.headers.get('user-agent')),
    })
  } catch (error) {
    if (!(error instanceof OidcRefused)) logOidcFailure(error)
    const reason = error instanceof OidcRefused ? error.reason : reasonOf(error)
    return { path: refusalPath(arriving, reason, error instanceof OidcRefused ? error.account : null) }
  }
}

/** Where a refusal is told: on the sign-in page, or on that of confirmations. */
export function refusalPath(arriving: Arriving, reason: OidcRefusal, account: string | null = null): string {
  const begun = proofOf(arriving)
  const query = new URLSearchParams({ error: reason })
  if (account) query.set('account', seal(account, 'oidc-account'))
  const from = begun?.to ?? wantedPath(arriving)
  if (from) query.set('from', from)
  return `${begun ? '/confirm' : '/sign-in'}?${query}`
}

/** Where the person wanted to go, as next-auth keeps it; the page that reads it lets paths of ours through only. */
function wantedPath({ cookie }: Arriving): string | null {
  const isSecure = env().PUBLIC_URL.startsWith('https:')
  const kept = cookie(`${isSecure ? '__Secure-' : ''}authjs.callback-url`)
  if (!kept || !URL.canParse(kept)) return null
  const { pathname, search } = new URL(kept)
  return pathname === '/' ? null : `${pathname}${search}`
}

/** The account that a refusal names: sealed, for addresses must not stand in addresses. Null for anything else. */
export function refusedAccount(sealed: unknown): string | null {
  try {
    return typeof sealed === 'string' ? unseal(sealed, 'oidc-account') : null
  } catch {
    return null
  }
}

function proofOf({ url, cookie }: Arriving) {
  return readProof(cookie(proofCookie()), new URL(url).searchParams.get('state'))
}
