import { and, desc, eq, isNull, ne } from 'drizzle-orm'
import { z } from 'zod'
import { cases } from '@/drizzle/schema/cases'
import { detections } from '@/drizzle/schema/detections'
import { media } from '@/drizzle/schema/media'
import { callbackInbox, remoteRuns } from '@/drizzle/schema/remote-runs'
import { SealBroken } from '@/lib/access/seal'
import type { Transaction } from '@/lib/db/client'
import { query } from '@/lib/db/query'
import { type Connection, readDetectors } from './read-connection'

/** What is needed to go on with a detection that runs elsewhere; null when there is no such detection. */
export const loadRemoteRun = query({
  permission: 'detection.run',
  input: z.object({ detectionId: z.uuid() }),
  async run(tx, { detectionId }, { teamId }) {
    const [found] = await tx
      .select({ run: remoteRuns, detection: detections, original: media, case: cases })
      .from(remoteRuns)
      .innerJoin(detections, and(eq(detections.teamId, remoteRuns.teamId), eq(detections.id, remoteRuns.detectionId)))
      .innerJoin(cases, and(eq(cases.teamId, detections.teamId), eq(cases.id, detections.caseId)))
      .leftJoin(
        media,
        and(eq(media.teamId, detections.teamId), eq(media.caseId, detections.caseId), eq(media.copy, 'original')),
      )
      .where(and(eq(remoteRuns.teamId, teamId), eq(remoteRuns.detectionId, detectionId)))
    if (!found) return null
    // What callbacks claim, the latest first: a hint where a submission's own answer was lost.
    const hints = await tx
      .select({ remoteUuid: callbackInbox.remoteUuid })
      .from(callbackInbox)
      .where(
        and(
          eq(callbackInbox.teamId, teamId),
          eq(callbackInbox.detectionId, detectionId),
          ne(callbackInbox.remoteUuid, ''),
          isNull(callbackInbox.handledAt),
        ),
      )
      .orderBy(desc(callbackInbox.createdAt))
      .limit(5)
    const uuids = [...new Set(hints.map(({ remoteUuid }) => remoteUuid))]
    return { ...found, hintedUuids: uuids, connection: await connectionOf(tx, teamId) }
  },
})
export type RemoteRun = NonNullable<Awaited<ReturnType<typeof loadRemoteRun>>>

/** Null where none is connected; `sealed`: its key cannot be read, because AUTH_SECRET was replaced. */
async function connectionOf(tx: Transaction, teamId: string): Promise<Connection | null | 'sealed'> {
  try {
    return (await readDetectors(tx, teamId)).connection
  } catch (error) {
    if (error instanceof SealBroken) return 'sealed'
    throw error
  }
}
