import crypto from 'node:crypto'
import { and, desc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { detections } from '@/drizzle/schema/detections'
import { media } from '@/drizzle/schema/media'
import { lockCase, moveCase } from '@/lib/cases/move-case'
import { command } from '@/lib/db/command'
import { notFound } from '@/lib/errors'

/** Analyses a failed case again: a new run with the last one's parameters, after fetching its URL where that had failed. */
export const retryDetection = command({
  permission: 'detection.retry',
  input: z.object({ caseId: z.uuid() }),
  async run(tx, { caseId }, actor) {
    const found = await lockCase(tx, actor, caseId)
    const ofCase = and(eq(detections.teamId, actor.teamId), eq(detections.caseId, caseId))
    const [last] = await tx.select().from(detections).where(ofCase).orderBy(desc(detections.createdAt)).limit(1)
    if (!last) throw notFound('Detection')
    const [original] = await tx
      .select({ id: media.id })
      .from(media)
      .where(and(eq(media.teamId, actor.teamId), eq(media.caseId, caseId), eq(media.copy, 'original')))
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
