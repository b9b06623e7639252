import { eq, sql } from 'drizzle-orm'
import { passwordResets } from '@/drizzle/schema/sign-in'
import { now } from '@/lib/clock'
import { database } from '@/lib/db/client'
import { digest } from './digest'

/** What a link to a new password is worth. */
export type ResetLinkState = 'open' | 'used' | 'expired' | 'unknown'

export interface ResetPerson extends Record<string, unknown> {
  id: string
  name: string
  email: string
}

/** Looks at a link without using it up; with whose it is where it is open. */
export async function checkResetLink(
  token: string,
): Promise<{ state: 'open'; person: ResetPerson } | { state: Exclude<ResetLinkState, 'open'> }> {
  const [link] = await database()
    .select()
    .from(passwordResets)
    .where(eq(passwordResets.tokenHash, digest(token)))
  if (!link) return { state: 'unknown' }
  if (link.usedAt) return { state: 'used' }
  if (link.expiresAt <= now()) return { state: 'expired' }
  const [person] = await database().execute<ResetPerson>(
    sql`select id, name, email from find_person(${link.memberId}::uuid) where deactivated_at is null`,
  )
  return person ? { state: 'open', person } : { state: 'unknown' }
}
