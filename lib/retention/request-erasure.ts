import crypto from 'node:crypto'
import { z } from 'zod'
import { erasureRequests } from '@/drizzle/schema/retention'
import { lockCase } from '@/lib/cases/move-case'
import { command } from '@/lib/db/command'
import { DocketError } from '@/lib/errors'
import { findOpenRequest } from './list-erasures'
import { Reason } from './order-purge'
import { refuseHeld } from './ordered-case'

/**
 * Asks that a case's media, and what people wrote about it, be erased; another person has to confirm it (answer-erasure.ts).
 * Throws `conflict` under a legal hold and where one is asked for already, `forbidden` to whoever is no person.
 */
export const requestErasure = command({
  permission: 'retention.erase',
  input: z.object({ caseId: z.uuid(), reason: Reason }),
  async run(tx, { caseId, reason }, actor) {
    if (actor.kind !== 'member') throw new DocketError('forbidden', 'Only a person asks for an erasure.')
    const found = await lockCase(tx, actor, caseId)
    refuseHeld(found)
    if (await findOpenRequest(tx, { teamId: actor.teamId, caseId })) {
      throw new DocketError(
        'conflict',
        `The erasure of case ${found.number} has been asked for already. Another person has to confirm or refuse it.`,
      )
    }
    const requestId = crypto.randomUUID()
    await tx
      .insert(erasureRequests)
      .values({ id: requestId, teamId: actor.teamId, caseId, requestedBy: actor.memberId, reason })
    return { result: { requestId }, events: [{ type: 'erasure.requested', caseId, requestId, reason }] }
  },
})
