import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { detections } from '@/drizzle/schema/detections'
import { intelligences } from '@/drizzle/schema/intelligences'
import type { AuditEvent } from '@/lib/audit/events'
import { lockCase, moveCase } from '@/lib/cases/move-case'
import type { Transaction } from '@/lib/db/client'
import { command } from '@/lib/db/command'
import { settleDetection } from './settle-detection'

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
    const { caseId } = ended
    const found = await lockCase(tx, actor, caseId)
    // Nothing is fetched again under zero retention, so its URL is not needed any more.
    const { sourceUrl, zeroRetention } = found
    await moveCase(tx, found, 'failed', { failure: reason, sourceUrl: zeroRetention ? null : sourceUrl })
    const reports = await failReport(tx, { teamId: actor.teamId, caseId, detectionId })
    return {
      result: { ended: true },
      events: [{ type: 'detection.failed', caseId, detectionId, reason }, ...reports],
      jobs: await settleDetection(tx, { teamId: actor.teamId, caseId, detectionId }),
    }
  },
})

/** A report that was asked for has nothing to report on. */
async function failReport(
  tx: Transaction,
  { teamId, caseId, detectionId }: { teamId: string; caseId: string; detectionId: string },
): Promise<AuditEvent[]> {
  const reason = 'There is no report, because the analysis failed.'
  const failed = await tx
    .update(intelligences)
    .set({ status: 'failed', errorMessage: reason, updatedAt: sql`now()` })
    .where(
      and(
        eq(intelligences.teamId, teamId),
        eq(intelligences.detectionId, detectionId),
        eq(intelligences.status, 'processing'),
      ),
    )
    .returning({ id: intelligences.id })
  return failed.map(({ id }) => ({
    type: 'intelligence.failed',
    caseId,
    detectionId,
    intelligenceId: id,
    reason,
  }))
}
