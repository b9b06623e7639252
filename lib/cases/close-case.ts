import { z } from 'zod'
import { command } from '@/lib/db/command'
import { DocketError } from '@/lib/errors'
import { endOfLapsedClaim } from './claim-lease'
import { assertNotHeld } from './held-claim'
import { assertNotAbove } from './may-decide'
import { lockCase, moveCase } from './move-case'
import { whyClosable } from './why-closable'

/**
 * Closes a case that ends without a decision: its analysis failed, or it was erased. For good, and nothing is told outside. A second
 * look that it waited for is never given, and the decision before it never counts; one that is appealed stands. Throws `conflict` for any other case,
 * `forbidden` for one that is above the person.
 */
export const closeCase = command({
  permission: 'case.decide',
  input: z.object({ caseId: z.uuid() }),
  async run(tx, { caseId }, actor) {
    if (actor.kind !== 'member') throw new DocketError('forbidden', 'Only a person closes a case.')
    const found = await lockCase(tx, actor, caseId)
    const because = whyClosable(found)
    if (because === null) {
      throw new DocketError(
        'conflict',
        `Case ${found.number} has neither failed nor was it erased, so it ends with a decision. Reload to see its state.`,
      )
    }
    assertNotHeld(found, actor, 'Ask them first.')
    assertNotAbove(found, actor, 'closes')
    await moveCase(tx, found, 'closed', { claimedBy: null, assignedTo: null })
    const lapsed = endOfLapsedClaim(found, actor)
    return { result: { caseId }, events: [...lapsed, { type: 'case.closed', caseId, because }] }
  },
})
