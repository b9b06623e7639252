import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { detections } from '@/drizzle/schema/detections'
import { lockCase, moveCase } from '@/lib/cases/move-case'
import { command } from '@/lib/db/command'

const Input = z.object({
  detectionId: z.uuid(),
  /** A sentence for a moderator: why there is no result, and what can be done. */
  reason: z
    .string()
    .min(1)
    .transform((reason) => reason.slice(0, 1000)),
})

/** Ends a detection without a result, and its case as failed. One that has ended already is left as it is. */
export const failDetection = command({
  permission: 'detection.run',
  input: Input,
  async run(tx, { detectionId, reason }, actor) {
    const [ended] = await tx
      .update(detections)
      .set({ status: 'failed', errorMessage: reason, stage: null, updatedAt: sql`now()`, completedAt: sql`now()` })
      .where(
        and(eq(detections.teamId, actor.teamId), eq(detections.id, detectionId), eq(detections.status, 'processing')),
      )
      .returning({ caseId: detections.caseId })
    if (!ended) return { result: { ended: false }, events: [] }
    const found = await lockCase(tx, actor, ended.caseId)
    await moveCase(tx, found, 'failed', { failure: reason })
    return {
      result: { ended: true },
      events: [{ type: 'detection.failed', caseId: ended.caseId, detectionId, reason }],
    }
  },
})
