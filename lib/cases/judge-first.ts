import { z } from 'zod'
import { impressions } from '@/drizzle/schema/desk'
import { command } from '@/lib/db/command'
import { DocketError } from '@/lib/errors'
import { assertMayFollow, findings } from './case-states'
import { lockCase } from './move-case'

/**
 * Records what somebody thinks of a case before they see its score; kept beside what they decide. Once: a second thought is a
 * decision. Throws `conflict` for a second one, and for a case that is not open.
 */
export const judgeFirst = command({
  permission: 'case.decide',
  input: z.object({ caseId: z.uuid(), finding: z.enum(findings, 'choose a finding') }),
  async run(tx, { caseId, finding }, actor) {
    if (actor.kind !== 'member') throw new DocketError('forbidden', 'Only a person has a first impression.')
    const { teamId, memberId } = actor
    const found = await lockCase(tx, actor, caseId)
    assertMayFollow(found.number, found.state, 'decided')
    const kept = await tx
      .insert(impressions)
      .values({ teamId, caseId, memberId, finding })
      .onConflictDoNothing()
      .returning({ caseId: impressions.caseId })
    if (kept.length === 0) {
      throw new DocketError('conflict', `Your first impression of case ${found.number} is kept already. Decide it now.`)
    }
    return { result: { caseId }, events: [{ type: 'case.judged_first', caseId, finding }] }
  },
})
