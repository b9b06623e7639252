import { eq, sql } from 'drizzle-orm'
import { oidcIdentities } from '@/drizzle/schema/sign-in'
import type { Transaction } from '@/lib/db/client'

/**
 * Whether somebody signs in through an identity provider alone: linked, and without a password. One that others gave them would
 * let them in after the provider dropped them.
 */
export async function isOnlyByProvider(
  tx: Pick<Transaction, 'execute' | '$count'>,
  memberId: string,
): Promise<boolean> {
  const [person] = await tx.execute<{ bare: boolean }>(
    sql`select password_hash is null as bare from find_person(${memberId}::uuid)`,
  )
  return person?.bare === true && (await tx.$count(oidcIdentities, eq(oidcIdentities.memberId, memberId))) > 0
}
