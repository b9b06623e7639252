import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { detections } from '@/drizzle/schema/detections'
import { command } from '@/lib/db/command'

/** Notes how far a running detection has come (0-1) and what it is doing. Not an event: it changes nothing that matters. */
export const reportProgress = command({
  permission: 'detection.run',
  input: z.object({ detectionId: z.uuid(), stage: z.string().max(200), progress: z.number().min(0).max(1) }),
  async run(tx, { detectionId, stage, progress }, actor) {
    await tx
      .update(detections)
      .set({ stage, progress })
      .where(
        and(eq(detections.teamId, actor.teamId), eq(detections.id, detectionId), eq(detections.status, 'processing')),
      )
    return { result: null, events: [] }
  },
})
