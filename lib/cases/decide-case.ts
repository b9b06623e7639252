import crypto from 'node:crypto'
import { sql } from 'drizzle-orm'
import { decisions } from '@/drizzle/schema/cases'
import { addSeconds, now } from '@/lib/clock'
import type { Transaction } from '@/lib/db/client'
import { command } from '@/lib/db/command'
import { DocketError } from '@/lib/errors'
import { choosePolicy, type PolicyInForce, policyOf } from '@/lib/policies/policy-in-force'
import { assertNotErased } from '@/lib/retention/not-erased'
import { queuePurge } from '@/lib/retention/queue-purge'
import { answerReview } from '@/lib/reviews/answer-review'
import { wasDrawn } from '@/lib/reviews/drawn-before'
import { assertIndependent } from '@/lib/reviews/independent'
import { needsSecondLook } from '@/lib/reviews/needs-second-look'
import { openReview, openReviewOf } from '@/lib/reviews/open-review'
import { assertMayFollow } from './case-states'
import { checkDecision } from './check-decision'
import { endOfLapsedClaim } from './claim-lease'
import { decisionFacts, decisionRow } from './decision-facts'
import { DecisionInput } from './decision-input'
import { graceSecondsOf } from './grace-window'
import { assertNotHeld } from './held-claim'
import { assertJudgedFirst, assertNotAbove } from './may-decide'
import { type CaseRow, lockCase, moveCase } from './move-case'
import { putBack } from './put-back'
import type { DecisionRow } from './settled-decision'
import { tellDecisionJob } from './tell-decision-job'

export interface Decided {
  decisionId: string
  /** Until when it can be taken back; nothing leaves the house before. */
  effectiveAt: Date
  /** `asked`: somebody else looks before it counts. `upheld`, `overruled`: it was that look. */
  review: 'asked' | 'upheld' | 'overruled' | null
}

/**
 * Records a person's finding on a case, what is done about it under which policy, and why. On a case that waits for a second look
 * or an appeal it is that look. Throws `conflict` when the case is not open or was erased, someone else is working on it, or the
 * policy was changed; `forbidden` for a case that is above the person, or that they have decided or handed in; `bad_request` with `fields`.
 */
export const decideCase = command({
  permission: 'case.decide',
  input: DecisionInput,
  async run(tx, given, actor) {
    if (actor.kind !== 'member') throw new DocketError('forbidden', 'Only a person decides a case.')
    const { teamId, memberId } = actor
    const { caseId } = given
    const found = await lockCase(tx, actor, caseId)
    assertNotErased(found)
    assertNotHeld(found, actor, 'Your reason was not lost: ask them, then send it again.')
    assertNotAbove(found, actor)
    const waiting = await openReviewOf(tx, { teamId, caseId })
    if (waiting) await assertIndependent(tx, found, memberId)
    await assertJudgedFirst(tx, found, actor)
    const policy = choosePolicy(await policyOf(tx, found), given)
    await checkDecision(tx, found, policy, given)

    const effectiveAt = addSeconds(now(), await graceSecondsOf(tx, teamId))
    const kind: DecisionRow['kind'] = waiting ? kindOf[waiting.kind] : 'first'
    const row = {
      ...{ id: crypto.randomUUID(), teamId, caseId, kind, decidedBy: memberId, effectiveAt },
      ...{ finding: given.finding, reason: given.reason },
      // After the lock: of two decisions on a case the later has the later time.
      createdAt: sql`clock_timestamp()`,
      ...decisionRow(given, policy),
    }
    await tx.insert(decisions).values(row)
    const answer = waiting && (await answerReview(tx, waiting, row))
    const asked = await askAgain(tx, found, { decisionId: row.id, memberId, given, policy: waiting ? null : policy })
    await moveOn(tx, found, asked !== null)

    const { verdictLabel: label, verdictScore: score } = found
    const said = { ...decisionFacts(given, policy), ...(kind !== 'first' && { kind }) }
    const result: Decided = {
      decisionId: row.id,
      effectiveAt,
      review: asked ? 'asked' : (answer?.outcome ?? null),
    }
    return {
      result,
      events: [
        ...endOfLapsedClaim(found, actor),
        { type: 'case.decided', caseId, decisionId: row.id, label, score, ...said },
        ...(answer ? [answer.event] : []),
        ...(asked ? [asked.event] : []),
      ],
      jobs: [
        ...(asked ? [] : [tellDecisionJob(teamId, row.id, effectiveAt)]),
        // Its media may have to go once this cannot be taken back any more.
        ...(await queuePurge(tx, teamId, caseId)),
      ],
    }
  },
})

const kindOf = { second_review: 'second', appeal: 'appeal' } as const

interface First {
  decisionId: string
  memberId: string
  given: DecisionInput
  /** Null where the decision was a second look itself: a policy asks for one, not for one of each. */
  policy: PolicyInForce | null
}

/** Opens a second look where the policy or the person wants one. */
async function askAgain(
  tx: Transaction,
  { teamId, id: caseId, verdictLabel: label }: CaseRow,
  { decisionId, memberId, given, policy }: First,
) {
  const drawn = policy?.rules.fourEyes === 'sample' && (await wasDrawn(tx, { teamId, caseId }))
  const ofPolicy =
    policy !== null && (drawn || needsSecondLook(policy.rules, { decisionId, finding: given.finding, label }))
  if (!ofPolicy && !given.secondReview) return null
  return openReview(tx, {
    teamId,
    caseId,
    decisionId,
    kind: 'second_review',
    askedByKind: ofPolicy ? 'policy' : 'member',
    askedById: ofPolicy ? null : memberId,
  })
}

/** Decided; or waiting for the next pair of eyes, which are not those it was meant for. */
async function moveOn(tx: Transaction, found: CaseRow, again: boolean): Promise<void> {
  if (!again) return moveCase(tx, found, 'decided', { claimedBy: null, claimedUntil: null, decidedAt: now() })
  assertMayFollow(found.number, found.state, 'decided')
  await putBack(tx, found, { assignedTo: null })
}
