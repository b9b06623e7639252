import { and, eq } from 'drizzle-orm'
import { oidcIdentities, recoveryCodes, secondSteps } from '@/drizzle/schema/sign-in'
import { members } from '@/drizzle/schema/teams'
import type { AuditEvent } from '@/lib/audit/events'
import type { Transaction } from '@/lib/db/client'
import { endSessionsOf, lookAt } from './end-sessions-of'
import type { Arrival } from './oidc-claims'
import { OidcRefused } from './oidc-refusals'
import { recordInEach } from './record-in-each'
import { teamIdsOf } from './teams-of'

/**
 * Gives an account to the person whose address the provider vouches for, and notes their identity. Whoever made it may have
 * used that address without owning it: password, second step and open sessions of before count no more. The transaction has
 * ended the links and holds the person. Throws OidcRefused where another identity came first.
 */
export async function claimAccount(
  tx: Transaction,
  { issuer, subject, email }: Arrival,
  memberId: string,
): Promise<void> {
  const theirs = and(eq(oidcIdentities.memberId, memberId), eq(oidcIdentities.issuer, issuer))
  const known = await tx.select({ subject: oidcIdentities.subject }).from(oidcIdentities).where(theirs)
  // The same person in another tab, a moment ago: what that opened stays.
  if (known.some((one) => one.subject === subject)) return
  if (known.length > 0) throw new OidcRefused('other_account', email)
  const teamIds = await teamIdsOf(memberId, tx)
  const [teamId] = teamIds
  if (!teamId) throw new OidcRefused('no_team', email)
  await lookAt(tx, teamId)
  await recordInEach(tx, 'worker', teamIds, await dropPassword(tx, memberId))
  await endSessionsOf(tx, { kind: 'worker', teamId }, memberId, { all: true })
  await tx.insert(oidcIdentities).values({ issuer, subject, memberId })
}

async function dropPassword(tx: Transaction, memberId: string): Promise<AuditEvent[]> {
  const [person] = await tx.select({ hash: members.passwordHash }).from(members).where(eq(members.id, memberId))
  if (!person?.hash) return []
  await tx.update(members).set({ passwordHash: null }).where(eq(members.id, memberId))
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.memberId, memberId))
  const steps = await tx.delete(secondSteps).where(eq(secondSteps.memberId, memberId)).returning()
  const had = steps.some(({ confirmedAt }) => confirmedAt !== null)
  return [
    { type: 'member.password_changed', memberId, how: 'provider' },
    ...(had ? [{ type: 'member.second_step_changed', memberId, before: true, after: false } as const] : []),
  ]
}
