import { and, eq, isNull, ne } from 'drizzle-orm'
import { z } from 'zod'
import { media } from '@/drizzle/schema/media'
import type { Transaction } from '@/lib/db/client'
import { command } from '@/lib/db/command'
import { DocketError } from '@/lib/errors'
import { routeTo } from '@/lib/queues/route-case'
import { assertNotErased } from '@/lib/retention/not-erased'
import { type CaseRow, lockCase, moveCase } from './move-case'

/**
 * Lets people decide a case whose analysis failed, without a verdict: it waits, in the queue it belongs in. Why it failed stays with
 * its runs. Throws `conflict` when the case is not failed, and when its media is not there to be looked at.
 */
export const waiveAnalysis = command({
  permission: 'case.decide',
  input: z.object({ caseId: z.uuid() }),
  async run(tx, { caseId }, actor) {
    if (actor.kind !== 'member') throw new DocketError('forbidden', 'Only a person does without an analysis.')
    const found = await lockCase(tx, actor, caseId)
    if (found.state !== 'failed') {
      throw new DocketError('conflict', `The analysis of case ${found.number} has not failed. Reload to see its state.`)
    }
    assertNotErased(found)
    if (!(await hasMedia(tx, found))) {
      throw new DocketError(
        'conflict',
        `The media of case ${found.number} is not there, so nobody can look at it and decide. The case can be closed.`,
      )
    }
    const { change, events, jobs } = await routeTo(tx, found)
    await moveCase(tx, found, 'waiting', change)
    return { result: { caseId }, events: [{ type: 'case.analysis_waived', caseId }, ...events], jobs }
  },
})

/** Whether somebody can look at the file, and will be able to for as long as it waits. */
async function hasMedia(tx: Transaction, { teamId, id, retention }: CaseRow): Promise<boolean> {
  if (retention !== 'keep') return false
  const original = and(eq(media.caseId, id), eq(media.copy, 'original'), isNull(media.deletedAt), ne(media.sha256, ''))
  return (await tx.$count(media, and(eq(media.teamId, teamId), original))) > 0
}
