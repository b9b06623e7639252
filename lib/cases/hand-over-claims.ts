import { and, asc, eq, inArray, or } from 'drizzle-orm'
import { cases } from '@/drizzle/schema/cases'
import type { Actor } from '@/lib/access/actor'
import type { AuditEvent } from '@/lib/audit/events'
import type { Transaction } from '@/lib/db/client'
import { DocketError } from '@/lib/errors'
import { findColleague } from '@/lib/notes/colleagues'
import { whyNotIndependent } from '@/lib/reviews/independent'
import { openReviewOf } from '@/lib/reviews/open-review'
import type { CaseRow } from './move-case'
import { putBack } from './put-back'

/** Said in the trail, and to whoever gets the case. */
const reason = 'Handed over: who had it no longer works in this team.'

/**
 * Hands over what somebody has taken or was sent, to a colleague or (null) back into the queues. What a colleague may not
 * work on goes back into its queue: an escalated case, and a second look at what they decided. Throws `bad_request` with
 * `fields` for somebody who is not in the team, or is the same person.
 */
export async function handOverClaims(
  tx: Transaction,
  actor: Actor,
  { memberId, to }: { memberId: string; to: string | null },
): Promise<AuditEvent[]> {
  const { teamId } = actor
  if (to !== null && (to === memberId || !(await findColleague(tx, teamId, to)))) throw wrongColleague()
  const theirs = await tx
    .select()
    .from(cases)
    .where(
      and(
        eq(cases.teamId, teamId),
        or(and(eq(cases.state, 'claimed'), eq(cases.claimedBy, memberId)), eq(cases.assignedTo, memberId)),
        inArray(cases.state, ['claimed', 'waiting']),
      ),
    )
    .orderBy(asc(cases.id))
    .for('update')
  const events: AuditEvent[] = []
  for (const found of theirs) events.push(...(await handOver(tx, found, { memberId, to })))
  if (events.length > 0) {
    events.unshift({ type: 'member.claims_handed_over', memberId, to, cases: events.length })
  }
  return events
}

async function handOver(
  tx: Transaction,
  found: CaseRow,
  { memberId, to }: { memberId: string; to: string | null },
): Promise<AuditEvent[]> {
  const caseId = found.id
  // Sent to them once, and somebody else's now: it must only not come back to them.
  if (found.state === 'claimed' && found.claimedBy !== memberId) {
    await tx
      .update(cases)
      .set({ assignedTo: null })
      .where(and(eq(cases.teamId, found.teamId), eq(cases.id, caseId)))
    return []
  }
  const next = to !== null && (await mayHave(tx, found, to)) ? to : null
  await putBack(tx, found, { assignedTo: next })
  return [next ? { type: 'case.returned', caseId, to: next, reason } : { type: 'case.released', caseId }]
}

async function mayHave(tx: Transaction, found: CaseRow, memberId: string): Promise<boolean> {
  if (found.escalatedAt) return false
  if (!(await openReviewOf(tx, { teamId: found.teamId, caseId: found.id }))) return true
  return (await whyNotIndependent(tx, found, memberId)) === null
}

function wrongColleague(): DocketError {
  const says = 'is not in this team any more; choose another'
  return new DocketError('bad_request', `claimsTo: ${says}`, { fields: { claimsTo: [says] } })
}
