import crypto from 'node:crypto'
import { and, desc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { detections } from '@/drizzle/schema/detections'
import { media } from '@/drizzle/schema/media'
import { assertMayFollow } from '@/lib/cases/case-states'
import { type CaseRow, lockCase, moveCase } from '@/lib/cases/move-case'
import { command } from '@/lib/db/command'
import { DocketError, notFound } from '@/lib/errors'

/**
 * Analyses a failed case again: a new run with the last one's parameters, after fetching its URL where that had failed.
 * Throws `conflict` when the case is not failed, or when its media is not kept.
 */
export const retryDetection = command({
  permission: 'detection.retry',
  input: z.object({ caseId: z.uuid() }),
  async run(tx, { caseId }, actor) {
    const found = await lockCase(tx, actor, caseId)
    const ofCase = and(eq(detections.teamId, actor.teamId), eq(detections.caseId, caseId))
    const [last] = await tx.select().from(detections).where(ofCase).orderBy(desc(detections.createdAt)).limit(1)
    if (!last) throw notFound('Detection')
    const [original] = await tx
      .select({ deletedAt: media.deletedAt })
      .from(media)
      .where(and(eq(media.teamId, actor.teamId), eq(media.caseId, caseId), eq(media.copy, 'original')))
    assertMayFollow(found.number, found.state, 'analysing')
    assertMediaKept(found, original)
    await moveCase(tx, found, 'analysing')
    const detectionId = crypto.randomUUID()
    const { detector, parameters } = last
    await tx.insert(detections).values({ id: detectionId, teamId: actor.teamId, caseId, detector, parameters })
    return {
      result: { detectionId },
      events: [
        { type: 'detection.retried', caseId, detectionId },
        { type: 'detection.started', caseId, detectionId, detector, parameters },
      ],
      jobs: [
        original
          ? ['detection.run', { teamId: actor.teamId, detectionId }]
          : ['media.fetch', { teamId: actor.teamId, caseId, detectionId }],
      ],
    }
  },
})

/** Under zero retention the first analysis is the only one: afterwards the media is deleted, and its URL forgotten. */
function assertMediaKept(found: CaseRow, original: { deletedAt: Date | null } | undefined): void {
  const kept = original ? original.deletedAt === null : found.sourceUrl !== null
  if (kept && !found.zeroRetention && found.retention === 'keep') return
  throw new DocketError(
    'conflict',
    `The media of case ${found.number} is not kept, so it cannot be analysed again. Hand the media in once more.`,
  )
}
