import { z } from 'zod'
import { lockCase } from '@/lib/cases/move-case'
import { command } from '@/lib/db/command'

/** Tells the trail that a case's media could not be deleted in all attempts of a job; others follow. */
export const recordFailedPurge = command({
  permission: 'case.purge',
  input: z.object({ caseId: z.uuid() }),
  async run(tx, { caseId }, actor) {
    const { retention } = await lockCase(tx, actor, caseId)
    const isDue = retention === 'due' || retention === 'purging'
    return { result: { isDue }, events: isDue ? [{ type: 'case.purge_failed', caseId }] : [] }
  },
})
