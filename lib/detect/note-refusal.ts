import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { remoteRuns } from '@/drizzle/schema/remote-runs'
import { command } from '@/lib/db/command'
import { keptWords } from './kept-words'
import { noteError } from './note-connection'

/** Notes for an admin why another Detect API gives no result on a detection; the caller then ends it. */
export const noteRefusal = command({
  permission: 'detection.run',
  input: z.object({ detectionId: z.uuid(), forAdmin: z.string().min(1) }),
  async run(tx, { detectionId, ...said }, { teamId }) {
    const { forAdmin } = await keptWords(tx, { teamId, detectionId }, said)
    await tx
      .update(remoteRuns)
      .set({ troubleForAdmin: forAdmin.slice(0, 1000), updatedAt: sql`now()` })
      .where(and(eq(remoteRuns.teamId, teamId), eq(remoteRuns.detectionId, detectionId)))
    await noteError(tx, teamId, forAdmin)
    return { result: null, events: [] }
  },
})
