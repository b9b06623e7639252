import { and, eq, sql } from 'drizzle-orm'
import { oidcIdentities } from '@/drizzle/schema/sign-in'
import { database } from '@/lib/db/client'
import type { Member } from './actor'
import { oidcSettings } from './oidc-settings'
import { hasSecondStep } from './second-step/check-code'

/** By what a person can show again that it is them. */
export interface ProofWays {
  password: boolean
  /** A code of their authenticator app, or a recovery code. */
  code: boolean
  /** What the identity provider is called that knows them; null: none does. */
  provider: string | null
}

/** By what the member can prove who they are. */
export async function readProofWays({ memberId }: Member): Promise<ProofWays> {
  const oidc = oidcSettings()
  const [[person], code, known] = await Promise.all([
    database().execute<{ has: boolean }>(
      sql`select password_hash is not null as has from find_person(${memberId}::uuid)`,
    ),
    hasSecondStep(memberId),
    oidc ? isKnownTo(oidc.issuer, memberId) : false,
  ])
  return { password: person?.has ?? false, code, provider: oidc && known ? oidc.name : null }
}

async function isKnownTo(issuer: string, memberId: string): Promise<boolean> {
  const theirs = and(eq(oidcIdentities.memberId, memberId), eq(oidcIdentities.issuer, issuer))
  return (await database().$count(oidcIdentities, theirs)) > 0
}
