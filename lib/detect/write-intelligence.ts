import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { detections } from '@/drizzle/schema/detections'
import { intelligences } from '@/drizzle/schema/intelligences'
import { command } from '@/lib/db/command'
import type { JobPayload } from '@/lib/jobs/payloads'
import { collectRecords } from './collect-records'
import { describeEvidence } from './describe-evidence'
import { examinedOf } from './examined'
import { settleDetection } from './settle-detection'

/**
 * The job `intelligence.write`: writes the report that was asked for on a detection, by rule from its evidence. It knows
 * nothing that the verdict does not, so `infer_from_intelligence` is accepted and never lifts a verdict: only a report
 * with a finding of its own, as a language model makes, could.
 */
export async function writeIntelligence({ teamId, detectionId }: JobPayload<'intelligence.write'>): Promise<void> {
  await write({ kind: 'worker', teamId }, { detectionId, failure: null })
}

/** Ends a report that could not be written. */
export async function giveUpIntelligence({ teamId, detectionId }: JobPayload<'intelligence.write'>): Promise<void> {
  const failure = 'The report could not be written, because of an error on this server. Ask for it again.'
  await write({ kind: 'worker', teamId }, { detectionId, failure })
}

/** Ends a report that is being written, once its detection has ended; one that has ended is left as it is. */
const write = command({
  permission: 'detection.run',
  /** `failure`: end it with this sentence. */
  input: z.object({ detectionId: z.uuid(), failure: z.string().nullable() }),
  async run(tx, { detectionId, failure }, actor) {
    const { teamId } = actor
    const nothing = { result: null, events: [] }
    const [found] = await tx
      .select({ id: intelligences.id, status: detections.status, caseId: detections.caseId })
      .from(intelligences)
      .innerJoin(
        detections,
        and(eq(detections.teamId, intelligences.teamId), eq(detections.id, intelligences.detectionId)),
      )
      .where(
        and(
          eq(intelligences.teamId, teamId),
          eq(intelligences.detectionId, detectionId),
          eq(intelligences.status, 'processing'),
        ),
      )
      .for('update', { of: intelligences })
    // While the detection runs there is nothing to report on; its end asks again.
    if (!found || (found.status === 'processing' && failure === null)) return nothing
    const [record] = await collectRecords(tx, teamId, [detectionId])
    const examined = record ? examinedOf(record) : null
    const reason = failure ?? (examined ? null : whyNot(record?.status))
    await tx
      .update(intelligences)
      .set(
        reason === null && examined
          ? { status: 'completed', description: describeEvidence(examined), updatedAt: sql`now()` }
          : { status: 'failed', errorMessage: reason, updatedAt: sql`now()` },
      )
      .where(and(eq(intelligences.teamId, teamId), eq(intelligences.id, found.id)))
    const { id: intelligenceId, caseId } = found
    return {
      result: null,
      events: [
        reason === null
          ? { type: 'intelligence.completed', caseId, detectionId, intelligenceId }
          : { type: 'intelligence.failed', caseId, detectionId, intelligenceId, reason },
      ],
      jobs: await settleDetection(tx, { teamId, caseId, detectionId }),
    }
  },
})

function whyNot(status: 'processing' | 'completed' | 'failed' | undefined): string {
  if (status === undefined) return 'The detection was deleted before its report was written.'
  return 'There is no report, because the analysis failed.'
}
