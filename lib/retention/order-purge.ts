import { z } from 'zod'
import { lockCase } from '@/lib/cases/move-case'
import { command } from '@/lib/db/command'
import { DocketError } from '@/lib/errors'
import { orderNow, refuseHeld } from './ordered-case'

/** Why somebody wants something deleted or kept, as they say it. */
export const Reason = z.string().trim().min(1, 'say why: it stays in the trail').max(1000, 'at most 1,000 characters')

/**
 * Orders that a case's media be deleted now, whatever its deadline: as soon as nothing works on it. Throws `conflict` under a
 * legal hold, and where it is gone already or being deleted.
 */
export const orderPurge = command({
  permission: 'retention.purge',
  input: z.object({ caseId: z.uuid(), reason: Reason }),
  async run(tx, { caseId, reason }, actor) {
    const found = await lockCase(tx, actor, caseId)
    refuseHeld(found)
    if (found.retention === 'purged') {
      throw new DocketError('conflict', `The media of case ${found.number} is gone already. Its receipt says how.`)
    }
    const isOrdered = found.purgeReason !== null && found.purgeReason !== 'zero_retention'
    if (found.retention === 'purging' || isOrdered) {
      throw new DocketError(
        'conflict',
        `The media of case ${found.number} is being deleted already. The Retention page shows how far that has come.`,
      )
    }
    return { result: { caseId }, ...(await orderNow(tx, found, 'manual', reason)) }
  },
})
