import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { cases } from '@/drizzle/schema/cases'
import { detections } from '@/drizzle/schema/detections'
import { media } from '@/drizzle/schema/media'
import { query } from '@/lib/db/query'

/** What a run needs: the detection and its case's original; null when there is no such detection. */
export const loadDetection = query({
  permission: 'detection.run',
  input: z.object({ detectionId: z.uuid() }),
  async run(tx, { detectionId }, actor) {
    const [found] = await tx
      .select({ detection: detections, original: media, case: cases })
      .from(detections)
      .innerJoin(cases, and(eq(cases.teamId, detections.teamId), eq(cases.id, detections.caseId)))
      .leftJoin(
        media,
        and(eq(media.teamId, detections.teamId), eq(media.caseId, detections.caseId), eq(media.copy, 'original')),
      )
      .where(and(eq(detections.teamId, actor.teamId), eq(detections.id, detectionId)))
    return found ?? null
  },
})
