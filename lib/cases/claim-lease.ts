import { eq } from 'drizzle-orm'
import { deskSettings } from '@/drizzle/schema/desk'
import { type Actor, actorId } from '@/lib/access/actor'
import type { AuditEvent } from '@/lib/audit/events'
import { addSeconds, now } from '@/lib/clock'
import type { Transaction } from '@/lib/db/client'
import { isHeldByOther } from './held-claim'
import type { CaseRow } from './move-case'

/** Seconds a claim lasts without a sign of life, where a team has said nothing else. */
export const defaultClaimSeconds = 300

/**
 * What the trail says where a claim has run out that the worker has not come to yet, and somebody else goes on with
 * the case; to be recorded with that change.
 */
export function endOfLapsedClaim(found: CaseRow, actor: Actor): AuditEvent[] {
  const { id: caseId, state, claimedBy } = found
  if (state !== 'claimed' || !claimedBy || claimedBy === actorId(actor) || isHeldByOther(found, actor)) return []
  return [{ type: 'case.claim_lapsed', caseId, memberId: claimedBy }]
}

/** Until when a claim lasts that is taken or renewed now, by the team's setting. */
export async function newLeaseEnd(tx: Transaction, teamId: string): Promise<Date> {
  const [settings] = await tx
    .select({ seconds: deskSettings.claimSeconds })
    .from(deskSettings)
    .where(eq(deskSettings.teamId, teamId))
  return addSeconds(now(), settings?.seconds ?? defaultClaimSeconds)
}
