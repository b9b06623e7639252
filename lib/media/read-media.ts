import { and, eq, getTableColumns, inArray, isNull, ne, or } from 'drizzle-orm'
import { z } from 'zod'
import { cases } from '@/drizzle/schema/cases'
import { evidence } from '@/drizzle/schema/detections'
import { media } from '@/drizzle/schema/media'
import { query } from '@/lib/db/query'
import { notFound } from '@/lib/errors'
import { bareMaps } from '@/lib/retention/redact-result'

/**
 * One copy of media that still exists and may be shown: nothing of a withdrawn case in the moments until it is deleted, nor bytes
 * that were not looked at yet. Under zero retention people see it until it is purged, and API keys see no more than maps that show
 * nothing of the media. Throws `not_found`, also for another team's and for a deleted one.
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
      .leftJoin(evidence, and(eq(evidence.teamId, media.teamId), eq(evidence.mapMediaId, media.id)))
      .where(
        and(
          eq(media.teamId, actor.teamId),
          eq(media.id, id),
          isNull(media.deletedAt),
          isNull(cases.withdrawnAt),
          actor.kind === 'api-key'
            ? or(eq(cases.zeroRetention, false), inArray(evidence.check, [...bareMaps]))
            : undefined,
          // Sent by a browser to the store itself, and not looked at yet.
          or(ne(media.sha256, ''), ne(media.copy, 'original')),
        ),
      )
    if (!row) throw notFound('Media')
    return row
  },
})
