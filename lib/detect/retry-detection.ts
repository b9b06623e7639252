import { and, asc, desc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { detections } from '@/drizzle/schema/detections'
import { media } from '@/drizzle/schema/media'
import { assertMayFollow } from '@/lib/cases/case-states'
import { type CaseRow, lockCase, moveCase } from '@/lib/cases/move-case'
import type { Transaction } from '@/lib/db/client'
import { command } from '@/lib/db/command'
import { DocketError, notFound } from '@/lib/errors'
import { type DetectorName, detectorsOf } from './detectors/detector'
import { isRemoteConnected, readDetectorUse } from './read-detector-use'
import { startRuns } from './start-runs'

/**
 * Analyses a failed case again: new runs of the last round's detectors with its parameters, after fetching its URL where that had failed.
 * Throws `conflict` when the case is not failed, or when its media is not kept.
 */
export const retryDetection = command({
  permission: 'detection.retry',
  input: z.object({ caseId: z.uuid() }),
  async run(tx, { caseId }, actor) {
    const found = await lockCase(tx, actor, caseId)
    const ofCase = and(eq(detections.teamId, actor.teamId), eq(detections.caseId, caseId))
    const [last, second] = await tx
      .select()
      .from(detections)
      .where(ofCase)
      .orderBy(desc(detections.createdAt), asc(detections.secondOpinion))
      .limit(2)
    if (!last) throw notFound('Detection')
    const [original] = await tx
      .select({ deletedAt: media.deletedAt, filename: media.filename, sha256: media.sha256 })
      .from(media)
      .where(and(eq(media.teamId, actor.teamId), eq(media.caseId, caseId), eq(media.copy, 'original')))
    assertMayFollow(found.number, found.state, 'analysing')
    assertMediaKept(found, original)
    await moveCase(tx, found, 'analysing')
    const { parameters } = last
    const detectors = await detectorsAgain(
      tx,
      actor.teamId,
      last.detector,
      second?.secondOpinion ? second.detector : null,
    )
    // Without a hash nobody has looked at its bytes yet.
    const filename = original?.sha256 ? original.filename : null
    const runs = await startRuns(tx, { teamId: actor.teamId, caseId, parameters, detectors, filename })
    const { detectionId, jobs } = runs
    return {
      result: { detectionId },
      events: [{ type: 'detection.retried', caseId, detectionId }, ...runs.events],
      jobs,
    }
  },
})

/** The same as before; where no Detect API is connected any more, what the team uses now. */
async function detectorsAgain(
  tx: Transaction,
  teamId: string,
  first: DetectorName,
  second: DetectorName | null,
): Promise<[first: DetectorName, second?: DetectorName]> {
  const isRemote = first === 'remote' || second === 'remote'
  if (isRemote && !(await isRemoteConnected(tx, teamId))) return detectorsOf(await readDetectorUse(tx, teamId))
  return second ? [first, second] : [first]
}

/** Under zero retention the first analysis is the only one: afterwards the media is deleted, and its URL forgotten. */
function assertMediaKept(found: CaseRow, original: { deletedAt: Date | null } | undefined): void {
  const kept = original ? original.deletedAt === null : found.sourceUrl !== null
  if (kept && !found.zeroRetention && found.retention === 'keep') return
  throw new DocketError(
    'conflict',
    `The media of case ${found.number} is not kept, so it cannot be analysed again. Hand the media in once more.`,
  )
}
