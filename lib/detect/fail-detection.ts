import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { detections } from '@/drizzle/schema/detections'
import { intelligences } from '@/drizzle/schema/intelligences'
import { media } from '@/drizzle/schema/media'
import type { AuditEvent } from '@/lib/audit/events'
import { followRuns } from '@/lib/cases/follow-runs'
import type { Transaction } from '@/lib/db/client'
import { command } from '@/lib/db/command'
import type { Job } from '@/lib/jobs/payloads'
import { endRemoteRun } from './end-remote-run'
import { keptWords } from './kept-words'
import { runJob } from './run-jobs'
import { settleDetection } from './settle-detection'

const Input = z.object({
  detectionId: z.uuid(),
  /** A sentence for a moderator: why there is no result, and what can be done. */
  reason: z
    .string()
    .min(1)
    .transform((reason) => reason.slice(0, 1000)),
  /** It is the media, or where it was to come from: another try cannot help. */
  permanent: z.boolean().default(false),
})

/** Ends a detection without a result, and its case as failed unless another run has or may have one. One that has ended already is left as it is. */
export const failDetection = command({
  permission: 'detection.run',
  input: Input,
  async run(tx, { detectionId, permanent, ...said }, actor) {
    const { reason } = await keptWords(tx, { teamId: actor.teamId, detectionId }, said)
    const [ended] = await tx
      .update(detections)
      .set({
        ...{ status: 'failed', errorMessage: reason, failedForGood: permanent, stage: null },
        ...{ updatedAt: sql`now()`, completedAt: sql`now()` },
      })
      .where(
        and(eq(detections.teamId, actor.teamId), eq(detections.id, detectionId), eq(detections.status, 'processing')),
      )
      .returning({
        caseId: detections.caseId,
        secondOpinion: detections.secondOpinion,
        startedAt: detections.createdAt,
      })
    if (!ended) return { result: { ended: false }, events: [] }
    const { caseId, secondOpinion, startedAt } = ended
    await endRemoteRun(tx, actor.teamId, detectionId, true)
    const followed = await followRuns(tx, actor, { caseId, startedAt, secondOpinion })
    const others = secondOpinion ? [] : await startOthers(tx, actor.teamId, caseId)
    const reports = await failReport(tx, { teamId: actor.teamId, caseId, detectionId })
    return {
      result: { ended: true },
      events: [{ type: 'detection.failed', caseId, detectionId, reason }, ...followed.events, ...reports],
      jobs: [
        ...followed.jobs,
        ...others,
        ...(await settleDetection(tx, { teamId: actor.teamId, caseId, detectionId })),
      ],
    }
  },
})

/** Where the media never came, a second opinion that waits for it has nothing to wait for: its own run says so. */
async function startOthers(tx: Transaction, teamId: string, caseId: string): Promise<Job[]> {
  const [original] = await tx
    .select({ id: media.id })
    .from(media)
    .where(and(eq(media.teamId, teamId), eq(media.caseId, caseId), eq(media.copy, 'original')))
  if (original) return []
  const others = await tx
    .select({ detectionId: detections.id, detector: detections.detector })
    .from(detections)
    .where(and(eq(detections.teamId, teamId), eq(detections.caseId, caseId), eq(detections.status, 'processing')))
  return others.map((run) => runJob({ teamId, ...run }))
}

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
