import { z } from 'zod'
import type { Transaction } from '@/lib/db/client'
import { command } from '@/lib/db/command'
import { DocketError } from '@/lib/errors'
import { findColleague } from '@/lib/notes/colleagues'
import { assertNotErased } from '@/lib/retention/not-erased'
import { whyNotIndependent } from '@/lib/reviews/independent'
import { openReviewOf } from '@/lib/reviews/open-review'
import { assertMayFollow } from './case-states'
import { endOfLapsedClaim } from './claim-lease'
import { HandoverReason } from './handover-reason'
import { escalatedBy } from './handovers-of'
import { assertNotHeld } from './held-claim'
import { type CaseRow, lockCase } from './move-case'
import { putBack } from './put-back'

/**
 * Sends an open case to somebody: an escalated one back to who escalated it, unless another is named. Throws `conflict` when the
 * case is not open or somebody else's at the moment, `bad_request` with `fields` for somebody it cannot be sent to.
 */
export const returnCase = command({
  permission: 'case.assign',
  input: z.object({ caseId: z.uuid(), to: z.uuid().optional(), reason: HandoverReason }),
  async run(tx, { caseId, to, reason }, actor) {
    const found = await lockCase(tx, actor, caseId)
    assertNotErased(found)
    assertNotHeld(found, actor, 'Ask them first.')
    assertMayFollow(found.number, found.state, 'decided')
    const addressee = to ?? (await escalatedBy(tx, found))
    if (addressee === null) throw wrongAddressee('say to whom')
    await assertMayWorkOn(tx, found, addressee)
    await putBack(tx, found, { escalatedAt: null, assignedTo: addressee })
    const lapsed = endOfLapsedClaim(found, actor)
    return {
      result: { caseId, to: addressee },
      events: [...lapsed, { type: 'case.returned', caseId, to: addressee, reason }],
    }
  },
})

async function assertMayWorkOn(tx: Transaction, found: CaseRow, memberId: string): Promise<void> {
  const { teamId, id: caseId } = found
  if (!(await findColleague(tx, teamId, memberId))) throw wrongAddressee('is not in this team any more; choose another')
  if (!(await openReviewOf(tx, { teamId, caseId }))) return
  const why = await whyNotIndependent(tx, found, memberId)
  if (why) throw wrongAddressee('handed this case in or decided it before, so they cannot give the second look')
}

function wrongAddressee(says: string): DocketError {
  return new DocketError('bad_request', `to: ${says}`, { fields: { to: [says] } })
}
