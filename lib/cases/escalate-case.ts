import { z } from 'zod'
import { now } from '@/lib/clock'
import { command } from '@/lib/db/command'
import { DocketError } from '@/lib/errors'
import { assertNotErased } from '@/lib/retention/not-erased'
import { assertMayFollow } from './case-states'
import { endOfLapsedClaim } from './claim-lease'
import { HandoverReason } from './handover-reason'
import { assertNotHeld } from './held-claim'
import { lockCase } from './move-case'
import { putBack } from './put-back'

/**
 * Hands a case up: from then on it is for managers and admins, until one of them decides it or sends it back. Who escalated it
 * is who it is sent back to. Throws `conflict` when it is escalated, not open, or somebody else's at the moment.
 */
export const escalateCase = command({
  permission: 'case.escalate',
  input: z.object({ caseId: z.uuid(), reason: HandoverReason }),
  async run(tx, { caseId, reason }, actor) {
    if (actor.kind !== 'member') throw new DocketError('forbidden', 'Only a person escalates a case.')
    const found = await lockCase(tx, actor, caseId)
    assertNotErased(found)
    assertNotHeld(found, actor, 'Take another, or ask them.')
    assertMayFollow(found.number, found.state, 'decided')
    if (found.escalatedAt) {
      throw new DocketError('conflict', `Case ${found.number} was escalated already. Add what you know as a note.`)
    }
    await putBack(tx, found, { escalatedAt: now(), assignedTo: null })
    const lapsed = endOfLapsedClaim(found, actor)
    return { result: { caseId }, events: [...lapsed, { type: 'case.escalated', caseId, reason }] }
  },
})
