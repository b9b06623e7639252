import { z } from 'zod'
import { Email, PersonName } from '@/lib/teams/names'

/** Who came, as the provider says. */
export interface Arrival {
  issuer: string
  subject: string
  /** Lower case; null where the provider says none. */
  email: string | null
  /** Whether the provider vouches for the address. */
  emailVerified: boolean
  name: string
  /** What the teams claim holds. `unlisted`: the provider has too much to say, and does not say it here. */
  values: string[] | 'unlisted'
  /** When they last signed in there; null where the provider does not say. */
  authenticatedAt: Date | null
}

const Identity = z.object({ iss: z.string().min(1), sub: z.string().min(1).max(255) })

/**
 * Reads the claims of an ID token (already verified) and of the userinfo answer.
 * Throws a ZodError when they do not say who it is.
 */
export function readClaims(claims: Record<string, unknown>, teamsClaim: string): Arrival {
  const { iss, sub } = Identity.parse(claims)
  const email = Email.safeParse(claims.email).data ?? null
  return {
    issuer: iss,
    subject: sub,
    email,
    emailVerified: email !== null && isVerified(claims),
    name: nameIn(claims) ?? email?.split('@')[0]?.slice(0, 80) ?? 'Somebody',
    values: valuesOf(claims, teamsClaim),
    authenticatedAt: typeof claims.auth_time === 'number' ? new Date(claims.auth_time * 1000) : null,
  }
}

/** Whether the claims leave out what a sign-in needs, so that the userinfo endpoint is worth asking. */
export function isLacking(claims: Record<string, unknown>, teamsClaim: string): boolean {
  return (
    claims.email === undefined ||
    (claims.email_verified === undefined && claims.xms_edov === undefined) ||
    valueAt(claims, teamsClaim) === undefined
  )
}

/** Entra ID says nothing of an address but, where asked, whether its domain is the organisation's own: `xms_edov`. */
function isVerified({ email_verified: said, xms_edov: owned }: Record<string, unknown>): boolean {
  const yes = (value: unknown) => value === true || value === 'true' || value === 1 || value === '1'
  return said === undefined ? yes(owned) : yes(said)
}

function nameIn(claims: Record<string, unknown>): string | undefined {
  for (const claim of ['name', 'preferred_username', 'nickname']) {
    const said = claims[claim]
    const name = PersonName.safeParse(typeof said === 'string' ? said.trim().slice(0, 80) : said)
    if (name.success) return name.data
  }
  return undefined
}

function valuesOf(claims: Record<string, unknown>, teamsClaim: string): string[] | 'unlisted' {
  const found = valueAt(claims, teamsClaim)
  if (found === undefined && isElsewhere(claims, teamsClaim)) return 'unlisted'
  const all = Array.isArray(found) ? found : [found]
  return all.filter((one): one is string => typeof one === 'string')
}

/** A claim by its whole name, which may hold dots, or else step by step: `realm_access.roles`. */
function valueAt(claims: Record<string, unknown>, path: string): unknown {
  if (Object.hasOwn(claims, path)) return claims[path]
  return path.split('.').reduce<unknown>((inside, step) => {
    const isObject = typeof inside === 'object' && inside !== null && Object.hasOwn(inside, step)
    return isObject ? (inside as Record<string, unknown>)[step] : undefined
  }, claims)
}

/** Distributed claims (OpenID Connect Core, 5.6.2): Entra ID's way with people in more than 200 groups. */
function isElsewhere({ _claim_names: names, hasgroups }: Record<string, unknown>, teamsClaim: string): boolean {
  if (teamsClaim === 'groups' && hasgroups !== undefined) return true
  return typeof names === 'object' && names !== null && Object.hasOwn(names, teamsClaim)
}
