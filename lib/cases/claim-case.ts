import { z } from 'zod'
import { actorId } from '@/lib/access/actor'
import { command } from '@/lib/db/command'
import { DocketError } from '@/lib/errors'
import { lockCase, moveCase } from './move-case'

/** Takes a waiting case: others see who works on it and cannot decide it. Taking one's own again changes nothing. */
export const claimCase = command({
  permission: 'case.claim',
  input: z.object({ caseId: z.uuid() }),
  async run(tx, { caseId }, actor) {
    const found = await lockCase(tx, actor, caseId)
    if (found.state === 'claimed') {
      if (found.claimedBy === actorId(actor)) return { result: { caseId }, events: [] }
      throw new DocketError('conflict', `Someone else is working on case ${found.number}. Take another, or ask them.`)
    }
    await moveCase(tx, found, 'claimed', { claimedBy: actorId(actor) })
    return { result: { caseId }, events: [{ type: 'case.claimed', caseId }] }
  },
})
