import { and, eq, or, sql } from 'drizzle-orm'
import { detections } from '@/drizzle/schema/detections'
import { intelligences } from '@/drizzle/schema/intelligences'
import type { Transaction } from '@/lib/db/client'
import type { JobName } from '@/lib/jobs/payloads'

/** Whether an analysis of the case, or a report that was asked for on one, has not ended yet. */
export async function isWorkedOn(tx: Transaction, teamId: string, caseId: string): Promise<boolean> {
  const [running] = await tx
    .select({ id: detections.id })
    .from(detections)
    .leftJoin(
      intelligences,
      and(eq(intelligences.teamId, detections.teamId), eq(intelligences.detectionId, detections.id)),
    )
    .where(
      and(
        eq(detections.teamId, teamId),
        eq(detections.caseId, caseId),
        or(eq(detections.status, 'processing'), eq(intelligences.status, 'processing')),
      ),
    )
    .limit(1)
  return running !== undefined
}

/** Jobs that hold the bytes of a case's media while they run. */
const holders: readonly JobName[] = ['media.fetch', 'detection.run', 'detection.send', 'detection.poll']

/**
 * Whether a worker still holds bytes of one of these detections' media: its job runs on for a moment after the change
 * that ended the detection, longer where somebody deleted it meanwhile. A job whose worker died is not running.
 */
export async function isHeldByJob(tx: Transaction, detectionIds: string[]): Promise<boolean> {
  if (detectionIds.length === 0) return false
  const [held] = await tx.execute<{ held: boolean }>(sql`
    select exists (
      select 1 from pgboss.job
      where name in ${[...holders]} and state = 'active' and data->>'detectionId' in ${detectionIds}
    ) as held`)
  return held?.held ?? false
}
