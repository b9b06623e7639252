import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { cases } from '@/drizzle/schema/cases'
import { actorId } from '@/lib/access/actor'
import { command } from '@/lib/db/command'
import { DocketError } from '@/lib/errors'
import { newLeaseEnd } from './claim-lease'
import { lockCase } from './move-case'

/**
 * A sign of life from whoever works on a case: their claim lasts as long again from now. Nothing in the trail. Throws
 * `conflict` when the case is theirs no more, because it ran out and went back to the queue or to somebody else.
 */
export const extendClaim = command({
  permission: 'case.claim',
  input: z.object({ caseId: z.uuid() }),
  async run(tx, { caseId }, actor) {
    const found = await lockCase(tx, actor, caseId)
    if (found.state !== 'claimed' || found.claimedBy !== actorId(actor)) {
      throw new DocketError('conflict', `You are not working on case ${found.number} any more. Take it again to go on.`)
    }
    const claimedUntil = await newLeaseEnd(tx, actor.teamId)
    await tx
      .update(cases)
      .set({ claimedUntil })
      .where(and(eq(cases.teamId, actor.teamId), eq(cases.id, caseId)))
    // Who watches looks again when the claim they know of is over.
    return { result: { caseId, claimedUntil }, events: [], quiet: true }
  },
})
