import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { callbacks } from '@/drizzle/schema/callbacks'
import { command } from '@/lib/db/command'
import { DocketError, notFound } from '@/lib/errors'
import { deliverJob } from './deliver-job'
import { lockCallback, subjectOf } from './end-callback'

/**
 * Sends a callback that has ended once more, with the outcome as it stands now, six tries to begin with, and the same
 * `webhook-id`, by which a receiver knows it. Throws `conflict` while it has not ended.
 */
export const redriveCallback = command({
  permission: 'callback.manage',
  input: z.object({ callbackId: z.uuid() }),
  async run(tx, { callbackId }, actor) {
    const found = await lockCallback(tx, actor.teamId, callbackId)
    if (!found) throw notFound('Callback')
    if (!found.endedAt) {
      throw new DocketError(
        'conflict',
        'This callback has not ended yet: it is still to be sent by itself. Wait until it was delivered or has failed.',
      )
    }
    await tx
      .update(callbacks)
      .set({ status: 'due', attempts: 0, leasedUntil: null, endedAt: null })
      .where(and(eq(callbacks.teamId, actor.teamId), eq(callbacks.id, callbackId)))
    const subject = await subjectOf(tx, found)
    return {
      result: { callbackId },
      events: [{ type: 'callback.redriven', callbackId, ...(subject && { caseId: subject.caseId }) }],
      jobs: [deliverJob(found)],
    }
  },
})
