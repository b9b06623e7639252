import { z } from 'zod'
import { passwordResets } from '@/drizzle/schema/sign-in'
import { addSeconds, now } from '@/lib/clock'
import { database, type Transaction } from '@/lib/db/client'
import { env } from '@/lib/env'
import { Email } from '@/lib/teams/names'
import { digest, randomToken } from './digest'
import { recordInEach } from './record-in-each'

/** What somebody says who has forgotten their password. */
export const ResetAsked = z.object({ email: Email })

/** Seconds within which a link to a new password is to be used. */
export const resetSeconds = 3600

/** A new link to a new password: answered this once, for its SHA-256 alone is kept. */
export async function insertReset(tx: Transaction, memberId: string): Promise<string> {
  const token = randomToken()
  await tx
    .insert(passwordResets)
    .values({ tokenHash: digest(token), memberId, expiresAt: addSeconds(now(), resetSeconds) })
  return `${env().PUBLIC_URL}/reset/${token}`
}

/** A link for a person, told of in each of their teams. */
export async function openReset(kind: 'visitor' | 'operator', memberId: string, teamIds: string[]): Promise<string> {
  return database().transaction(async (tx) => {
    const link = await insertReset(tx, memberId)
    await recordInEach(tx, kind, teamIds, [{ type: 'member.password_reset_asked', memberId }])
    return link
  })
}
