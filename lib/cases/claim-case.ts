import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { cases } from '@/drizzle/schema/cases'
import { type Actor, actorId } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import type { AuditEvent } from '@/lib/audit/events'
import type { Transaction } from '@/lib/db/client'
import { command } from '@/lib/db/command'
import { DocketError } from '@/lib/errors'
import { assertIndependent } from '@/lib/reviews/independent'
import { openReviewOf } from '@/lib/reviews/open-review'
import { endOfLapsedClaim, newLeaseEnd } from './claim-lease'
import { assertNotHeld } from './held-claim'
import { type CaseRow, lockCase, moveCase } from './move-case'

/**
 * Takes a case for a while: others see who works on it and until when, and cannot decide it. Taking one's own again
 * renews it. Throws `conflict` while somebody else holds it, `forbidden` for an escalated one without the permission, and for one
 * that waits for a second look they cannot give.
 */
export const claimCase = command({
  permission: 'case.claim',
  input: z.object({ caseId: z.uuid() }),
  async run(tx, { caseId }, actor) {
    return takeCase(tx, actor, await lockCase(tx, actor, caseId))
  },
})

/** The same for a case that is locked already. */
export async function takeCase(
  tx: Transaction,
  actor: Actor,
  found: CaseRow,
): Promise<{ result: { caseId: string; claimedUntil: Date }; events: AuditEvent[] }> {
  const me = actorId(actor)
  assertNotHeld(found, actor, 'Take another, or ask them.')
  if (found.escalatedAt && !may(actor, 'case.assign')) {
    throw new DocketError('forbidden', `Case ${found.number} was escalated, so a manager works on it. Take another.`)
  }
  const { id: caseId, teamId } = found
  if (me && (await openReviewOf(tx, { teamId, caseId }))) await assertIndependent(tx, found, me)
  const claimedUntil = await newLeaseEnd(tx, teamId)
  if (found.state === 'claimed') {
    await tx
      .update(cases)
      .set({ claimedBy: me, claimedUntil })
      .where(and(eq(cases.teamId, teamId), eq(cases.id, caseId)))
  } else await moveCase(tx, found, 'claimed', { claimedBy: me, claimedUntil })
  const isMine = found.state === 'claimed' && found.claimedBy === me
  const taken: AuditEvent[] = isMine ? [] : [...endOfLapsedClaim(found, actor), { type: 'case.claimed', caseId }]
  return { result: { caseId, claimedUntil }, events: taken }
}
