import crypto from 'node:crypto'
import { z } from 'zod'
import { decisions } from '@/drizzle/schema/cases'
import { now } from '@/lib/clock'
import { command } from '@/lib/db/command'
import { DocketError } from '@/lib/errors'
import { queuePurge } from '@/lib/retention/queue-purge'
import { findings } from './case-states'
import { lockCase, moveCase } from './move-case'

const Input = z.object({
  caseId: z.uuid(),
  finding: z.enum(findings, 'choose a finding'),
  reason: z.string().trim().min(1, 'say why, so that others can follow').max(5000, 'at most 5,000 characters'),
})

/**
 * Records a person's finding on a case and why. Throws `conflict` when the case is not open or someone else is working
 * on it: a decision sent twice is refused the second time.
 */
export const decideCase = command({
  permission: 'case.decide',
  input: Input,
  async run(tx, { caseId, finding, reason }, actor) {
    if (actor.kind !== 'member') throw new DocketError('forbidden', 'Only a person decides a case.')
    const found = await lockCase(tx, actor, caseId)
    if (found.state === 'claimed' && found.claimedBy !== actor.memberId) {
      throw new DocketError(
        'conflict',
        `Someone else is working on case ${found.number}. Your reason was not lost: ask them, then send it again.`,
      )
    }
    await moveCase(tx, found, 'decided', { claimedBy: null, decidedAt: now() })
    const decisionId = crypto.randomUUID()
    await tx
      .insert(decisions)
      .values({ id: decisionId, teamId: actor.teamId, caseId, finding, reason, decidedBy: actor.memberId })
    const { verdictLabel: label, verdictScore: score } = found
    return {
      result: { decisionId },
      events: [{ type: 'case.decided', caseId, decisionId, finding, reason, label, score }],
      // Its media may have to go once this cannot be taken back any more.
      jobs: await queuePurge(tx, actor.teamId, caseId),
    }
  },
})
