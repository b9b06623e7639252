import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { detections } from '@/drizzle/schema/detections'
import { remoteRuns } from '@/drizzle/schema/remote-runs'
import { command } from '@/lib/db/command'

const Input = z.object({
  detectionId: z.uuid(),
  /** What the caller saw: of two that want to send, one may. */
  seen: z.object({ state: z.enum(['queued', 'sending']), sends: z.number().int().min(0) }),
  marker: z.string().min(1),
  /** Where it is sent: kept, so that it is still told right when the connection has changed. */
  apiHost: z.string().min(1).max(300).optional(),
  tokenHash: z.string().regex(/^[0-9a-f]{64}$/),
  tokenExpiresAt: z.date(),
})

/**
 * Notes that a detection is about to be sent, before anything is: whoever finds it so later looks whether it arrived.
 * `may: false`: somebody else sends it, or it has ended.
 */
export const noteSending = command({
  permission: 'detection.run',
  input: Input,
  async run(tx, { detectionId, seen, marker, apiHost, tokenHash, tokenExpiresAt }, { teamId }) {
    const running = tx
      .select({ id: detections.id })
      .from(detections)
      .where(and(eq(detections.teamId, teamId), eq(detections.id, detectionId), eq(detections.status, 'processing')))
    const moved = await tx
      .update(remoteRuns)
      .set({
        state: 'sending',
        marker,
        ...(apiHost !== undefined && { apiHost }),
        tokenHash,
        tokenExpiresAt,
        sends: seen.sends + 1,
        firstSentAt: sql`coalesce(${remoteRuns.firstSentAt}, now())`,
        sentAt: sql`now()`,
        updatedAt: sql`now()`,
      })
      .where(
        and(
          eq(remoteRuns.teamId, teamId),
          eq(remoteRuns.detectionId, detectionId),
          eq(remoteRuns.state, seen.state),
          eq(remoteRuns.sends, seen.sends),
          sql`exists (${running})`,
        ),
      )
      .returning({ state: remoteRuns.state })
    return { result: { may: moved.length > 0 }, events: [] }
  },
})
