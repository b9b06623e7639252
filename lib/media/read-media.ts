import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { media } from '@/drizzle/schema/media'
import { query } from '@/lib/db/query'
import { notFound } from '@/lib/errors'

/** One copy of media that still exists. Throws `not_found`, also for another team's and for a deleted one. */
export const readMedia = query({
  permission: 'case.read',
  input: z.object({ id: z.string() }),
  async run(tx, { id }, actor) {
    if (!z.uuid().safeParse(id).success) throw notFound('Media')
    const [row] = await tx
      .select()
      .from(media)
      .where(and(eq(media.teamId, actor.teamId), eq(media.id, id), isNull(media.deletedAt)))
    if (!row) throw notFound('Media')
    return row
  },
})
