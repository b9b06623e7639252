import { z } from 'zod'
import { isLacking } from './oidc-claims'
import { oidcFetch } from './oidc-fetch'

const Metadata = z.looseObject({ userinfo_endpoint: z.url().optional() })
const Userinfo = z.looseObject({ sub: z.string() })

/**
 * The ID token's claims, with those of the userinfo endpoint where some are missing; what the token says wins. Throws when
 * the provider does not answer: without the claim, memberships would be taken away.
 */
export async function withUserinfo(
  claims: Record<string, unknown>,
  asking: { issuer: string; accessToken: string | undefined; teamsClaim: string },
): Promise<Record<string, unknown>> {
  if (!asking.accessToken || !isLacking(claims, asking.teamsClaim)) return claims
  const metadata = Metadata.parse(await ask(`${asking.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`))
  if (!metadata.userinfo_endpoint) return claims
  const told = Userinfo.parse(await ask(metadata.userinfo_endpoint, { authorization: `Bearer ${asking.accessToken}` }))
  if (told.sub !== claims.sub) throw new Error('the userinfo endpoint spoke of somebody else')
  return { ...toldOfSame(told, claims), ...claims }
}

/** What is said of an address counts for that address: never one's vouching for the other's. */
function toldOfSame(told: Record<string, unknown>, claims: Record<string, unknown>): Record<string, unknown> {
  if (claims.email === undefined || claims.email === told.email) return told
  const { email_verified: _said, xms_edov: _owned, ...rest } = told
  return rest
}

async function ask(url: string, headers: Record<string, string> = {}): Promise<unknown> {
  const response = await oidcFetch(url, { headers: { accept: 'application/json', ...headers }, redirect: 'error' })
  if (!response.ok) throw new TypeError(`the provider answered ${response.status}`)
  return response.json()
}
