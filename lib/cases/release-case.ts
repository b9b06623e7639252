import { z } from 'zod'
import { actorId } from '@/lib/access/actor'
import { command } from '@/lib/db/command'
import { DocketError } from '@/lib/errors'
import { lockCase, moveCase } from './move-case'

/** Gives a case one has taken back to the queue. Throws `conflict` when it is not one's own. */
export const releaseCase = command({
  permission: 'case.claim',
  input: z.object({ caseId: z.uuid() }),
  async run(tx, { caseId }, actor) {
    const found = await lockCase(tx, actor, caseId)
    if (found.state !== 'claimed' || found.claimedBy !== actorId(actor)) {
      throw new DocketError('conflict', `You are not working on case ${found.number}, so you cannot give it back.`)
    }
    await moveCase(tx, found, 'waiting', { claimedBy: null })
    return { result: { caseId }, events: [{ type: 'case.released', caseId }] }
  },
})
