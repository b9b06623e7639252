import { and, eq, inArray, ne, sql } from 'drizzle-orm'
import { z } from 'zod'
import { remoteRuns } from '@/drizzle/schema/remote-runs'
import { query } from '@/lib/db/query'

/** Which of these detections of another API (32 hex digits each) are other runs' of the team already. */
export const findClaimed = query({
  permission: 'detection.run',
  input: z.object({ detectionId: z.uuid(), plainUuids: z.array(z.string()) }),
  async run(tx, { detectionId, plainUuids }, { teamId }) {
    if (plainUuids.length === 0) return new Set<string>()
    const plain = sql<string>`lower(replace(${remoteRuns.remoteUuid}, '-', ''))`
    const rows = await tx
      .select({ uuid: plain })
      .from(remoteRuns)
      .where(and(eq(remoteRuns.teamId, teamId), ne(remoteRuns.detectionId, detectionId), inArray(plain, plainUuids)))
    return new Set(rows.map(({ uuid }) => uuid))
  },
})
