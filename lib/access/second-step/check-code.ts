import { and, eq, isNotNull, isNull, lt } from 'drizzle-orm'
import { recoveryCodes, secondSteps } from '@/drizzle/schema/sign-in'
import type { AuditEvent } from '@/lib/audit/events'
import { now } from '@/lib/clock'
import { database, type Transaction } from '@/lib/db/client'
import { openSecret } from './open-secret'
import { recoveryCodeHash } from './recovery-codes'
import { stepOf } from './totp'

/** Whether the person's password is not enough to sign in. */
export async function hasSecondStep(memberId: string, tx: Pick<Transaction, '$count'> = database()): Promise<boolean> {
  const confirmed = and(eq(secondSteps.memberId, memberId), isNotNull(secondSteps.confirmedAt))
  return (await tx.$count(secondSteps, confirmed)) > 0
}

/**
 * Uses up a code of the person's authenticator app, or one of their recovery codes: each is right once, in a race too. Null
 * when it is wrong; else the events that go into the trail in the same transaction. It counts no attempts: the caller does
 * (lib/access/count-attempts.ts). Throws `unavailable` when the secret can no longer be read.
 */
export async function checkCode(
  tx: Transaction,
  memberId: string,
  given: string,
): Promise<{ events: AuditEvent[] } | null> {
  const digits = given.replace(/[\s-]/g, '')
  if (/^\d{6}$/.test(digits)) return (await takeStep(tx, memberId, digits)) ? { events: [] } : null
  const codeHash = recoveryCodeHash(given)
  return codeHash ? takeRecoveryCode(tx, memberId, codeHash) : null
}

async function takeStep(tx: Transaction, memberId: string, code: string): Promise<boolean> {
  const confirmed = and(eq(secondSteps.memberId, memberId), isNotNull(secondSteps.confirmedAt))
  const [kept] = await tx.select({ secret: secondSteps.secret }).from(secondSteps).where(confirmed)
  const step = kept ? stepOf(openSecret(kept.secret, memberId), code) : null
  if (step === null) return false
  const taken = await tx
    .update(secondSteps)
    .set({ lastStep: step })
    .where(and(confirmed, lt(secondSteps.lastStep, step)))
    .returning({ memberId: secondSteps.memberId })
  return taken.length > 0
}

async function takeRecoveryCode(
  tx: Transaction,
  memberId: string,
  codeHash: string,
): Promise<{ events: AuditEvent[] } | null> {
  const unused = and(eq(recoveryCodes.memberId, memberId), isNull(recoveryCodes.usedAt))
  const taken = await tx
    .update(recoveryCodes)
    .set({ usedAt: now() })
    .where(and(unused, eq(recoveryCodes.codeHash, codeHash)))
    .returning({ memberId: recoveryCodes.memberId })
  if (taken.length === 0) return null
  const left = await tx.$count(recoveryCodes, unused)
  return { events: [{ type: 'member.recovery_code_used', memberId, left }] }
}
