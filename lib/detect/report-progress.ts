import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { detections } from '@/drizzle/schema/detections'
import { command } from '@/lib/db/command'

/**
 * Notes how far a running detection has come (0-1) and what it is doing, and answers whether it still is running. Not an
 * event: it changes nothing that matters.
 */
export const reportProgress = command({
  permission: 'detection.run',
  input: z.object({ detectionId: z.uuid(), stage: z.string().max(200), progress: z.number().min(0).max(1) }),
  async run(tx, { detectionId, stage, progress }, actor) {
    const noted = await tx
      .update(detections)
      .set({ stage, progress })
      .where(
        and(eq(detections.teamId, actor.teamId), eq(detections.id, detectionId), eq(detections.status, 'processing')),
      )
      .returning({ id: detections.id })
    return { result: { processing: noted.length > 0 }, events: [] }
  },
})
