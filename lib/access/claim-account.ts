import { eq } from 'drizzle-orm'
import { oidcIdentities, recoveryCodes, secondSteps } from '@/drizzle/schema/sign-in'
import { members } from '@/drizzle/schema/teams'
import type { AuditEvent } from '@/lib/audit/events'
import { recordEvents } from '@/lib/audit/record'
import { database, type Transaction, withTeam } from '@/lib/db/client'
import { endResetLinks } from './end-reset-links'
import { endSessionsOf } from './end-sessions-of'
import type { Arrival } from './oidc-claims'
import { teamsOf } from './teams-of'

/**
 * Gives an account to the person whose address the provider vouches for, and notes their identity. Whoever made it may have
 * used that address without owning it: password, second step, open sessions and links of before count no more.
 */
export async function claimAccount({ issuer, subject }: Arrival, memberId: string): Promise<void> {
  for (const { team_id: teamId } of await teamsOf(memberId)) {
    await withTeam(teamId, async (tx) => {
      const worker = { kind: 'worker', teamId } as const
      await endResetLinks(tx, memberId)
      await recordEvents(tx, worker, await dropPassword(tx, memberId))
      await endSessionsOf(tx, worker, memberId, { all: true })
    })
  }
  await database().insert(oidcIdentities).values({ issuer, subject, memberId }).onConflictDoNothing()
}

async function dropPassword(tx: Transaction, memberId: string): Promise<AuditEvent[]> {
  const [person] = await tx.select({ hash: members.passwordHash }).from(members).where(eq(members.id, memberId))
  if (!person?.hash) return []
  await tx.update(members).set({ passwordHash: null }).where(eq(members.id, memberId))
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.memberId, memberId))
  const steps = await tx.delete(secondSteps).where(eq(secondSteps.memberId, memberId)).returning()
  const had = steps.some(({ confirmedAt }) => confirmedAt !== null)
  return [
    { type: 'member.password_changed', memberId, how: 'reset' },
    ...(had ? [{ type: 'member.second_step_changed', memberId, before: true, after: false } as const] : []),
  ]
}
