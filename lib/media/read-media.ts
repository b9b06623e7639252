import { and, eq, getTableColumns, isNull, ne, or } from 'drizzle-orm'
import { z } from 'zod'
import { cases } from '@/drizzle/schema/cases'
import { media } from '@/drizzle/schema/media'
import { query } from '@/lib/db/query'
import { notFound } from '@/lib/errors'

/**
 * One copy of media that still exists and may be shown: not what was handed in under zero retention, nor anything of a
 * withdrawn case in the moments until it is deleted, nor bytes that were not looked at yet. Throws `not_found`, also for another team's and for a deleted one.
 */
export const readMedia = query({
  permission: 'case.read',
  input: z.object({ id: z.string() }),
  async run(tx, { id }, actor) {
    if (!z.uuid().safeParse(id).success) throw notFound('Media')
    const [row] = await tx
      .select(getTableColumns(media))
      .from(media)
      .innerJoin(cases, and(eq(cases.teamId, media.teamId), eq(cases.id, media.caseId)))
      .where(
        and(
          eq(media.teamId, actor.teamId),
          eq(media.id, id),
          isNull(media.deletedAt),
          isNull(cases.withdrawnAt),
          or(eq(cases.zeroRetention, false), ne(media.copy, 'original')),
          // Sent by a browser to the store itself, and not looked at yet.
          or(ne(media.sha256, ''), ne(media.copy, 'original')),
        ),
      )
    if (!row) throw notFound('Media')
    return row
  },
})
