import { and, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { media } from '@/drizzle/schema/media'
import { command } from '@/lib/db/command'

/**
 * Notes that a file which turned out not to be media was deleted from the store that a browser had sent it to. Why it was
 * refused is the failed detection's to say.
 */
export const discardUpload = command({
  permission: 'detection.run',
  input: z.object({ mediaId: z.uuid() }),
  async run(tx, { mediaId }, actor) {
    const unseen = and(eq(media.teamId, actor.teamId), eq(media.id, mediaId), eq(media.sha256, ''))
    await tx
      .update(media)
      .set({ deletedAt: sql`now()` })
      .where(and(unseen, isNull(media.deletedAt)))
    return { result: {}, events: [] }
  },
})
