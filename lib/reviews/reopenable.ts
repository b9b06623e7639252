import type { Actor } from '@/lib/access/actor'
import { type CaseRow, lockCase, moveCase } from '@/lib/cases/move-case'
import { type DecisionRow, standingDecision } from '@/lib/cases/settled-decision'
import type { Transaction } from '@/lib/db/client'
import { DocketError } from '@/lib/errors'
import { queuedAgain } from '@/lib/queues/queue-again'
import { assertNotErased } from '@/lib/retention/not-erased'

interface Reopenable {
  found: CaseRow
  decision: DecisionRow
  /** Lets the case wait for somebody else. */
  reopen(): Promise<void>
}

/** A decided case, locked, with the decision that stands. Throws `not_found`, and `conflict` for any other case. */
export async function reopenable(tx: Transaction, actor: Actor, caseId: string): Promise<Reopenable> {
  const found = await lockCase(tx, actor, caseId)
  assertNotErased(found)
  const decision = found.state === 'decided' ? await standingDecision(tx, { teamId: actor.teamId, caseId }) : null
  if (!decision) {
    throw new DocketError(
      'conflict',
      `Case ${found.number} is not decided now, so there is nothing to look at again. Reload to see its present state.`,
    )
  }
  // Whoever it was meant for has had it.
  const free = { decidedAt: null, assignedTo: null }
  const reopen = async () => moveCase(tx, found, 'waiting', { ...free, ...(await queuedAgain(tx, found)) })
  return { found, decision, reopen }
}
