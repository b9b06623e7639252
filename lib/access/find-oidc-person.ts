import crypto from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import { oidcIdentities } from '@/drizzle/schema/sign-in'
import { members } from '@/drizzle/schema/teams'
import { database, type Transaction } from '@/lib/db/client'
import { withoutValues } from '@/lib/db/database-failure'
import { isUniqueViolation } from '@/lib/db/unique-violation'
import type { Arrival } from './oidc-claims'
import { OidcRefused } from './oidc-refusals'

export interface Person {
  id: string
  name: string
  email: string
  deactivated_at: Date | null
  /** Whether they came with this identity before, and not by their address alone. */
  linked: boolean
}

/**
 * Who of this Docket came: by the identity they came with before, else by an address that the provider vouches for; null for
 * somebody new. Throws OidcRefused where the address does not do.
 */
export async function findOidcPerson(arrival: Arrival): Promise<Person | null> {
  const [identity] = await database()
    .select({ memberId: oidcIdentities.memberId })
    .from(oidcIdentities)
    .where(and(eq(oidcIdentities.issuer, arrival.issuer), eq(oidcIdentities.subject, arrival.subject)))
  if (identity) return personBy(identity.memberId, true)
  if (!arrival.email) throw new OidcRefused('no_email')
  if (!arrival.emailVerified) throw new OidcRefused('unverified', arrival.email)
  const [known] = await database().execute<{ id: string }>(sql`select id from find_member(${arrival.email})`)
  if (!known) return null
  // An address can be given to somebody else at the provider; their account here cannot.
  const others = await database().$count(
    oidcIdentities,
    and(eq(oidcIdentities.memberId, known.id), eq(oidcIdentities.issuer, arrival.issuer)),
  )
  if (others > 0) throw new OidcRefused('other_account', arrival.email)
  return personBy(known.id, false)
}

/** Makes the person, who has no password, and their identity; fails as `isMadeElsewhere` knows it. */
export async function addOidcPerson(tx: Transaction, { issuer, subject, email, name }: Arrival): Promise<Person> {
  if (!email) throw new OidcRefused('no_email')
  const id = crypto.randomUUID()
  await tx.insert(members).values({ id, email, name, passwordHash: null })
  await tx.insert(oidcIdentities).values({ issuer, subject, memberId: id })
  return { id, name, email, deactivated_at: null, linked: true }
}

/** Whether a transaction failed because somebody made the same person or identity at the same moment. */
export function isMadeElsewhere(error: unknown): boolean {
  const failure = withoutValues(error)
  const taken = ['members_email_unique', 'oidc_identities_issuer_subject_pk']
  return taken.some((constraint) => isUniqueViolation(failure, constraint))
}

async function personBy(id: string, linked: boolean): Promise<Person | null> {
  const [person] = await database().execute<Omit<Person, 'linked'> & Record<string, unknown>>(
    sql`select id, name, email, deactivated_at from find_person(${id}::uuid)`,
  )
  return person ? { ...pick(person), linked } : null
}

function pick({ id, name, email, deactivated_at }: Omit<Person, 'linked'>): Omit<Person, 'linked'> {
  return { id, name, email, deactivated_at }
}
