import { and, eq, inArray, isNull, ne, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { cases } from '@/drizzle/schema/cases'
import { media } from '@/drizzle/schema/media'
import type { Transaction } from '@/lib/db/client'
import { purgedWith } from '@/lib/retention/seen-before'

/** From how many on a row no longer counts how often the media was handed in before. */
export const mostSeen = 10

/**
 * How many other cases of the team had the same bytes, as far as `mostSeen`: those that keep them, and purged ones of which the team
 * keeps a keyed hash. Cases that keep nothing are not counted while they have their media.
 */
export async function countSeen(tx: Transaction, teamId: string, caseIds: string[]): Promise<Map<string, number>> {
  const files = await filesOf(tx, teamId, caseIds)
  const purged = await purgedWith(tx, teamId, files)
  return new Map(
    files.map(({ caseId, others }) => {
      // A purge that is under way has a hash already, and its media still.
      const seen = new Set([...others, ...(purged.get(caseId) ?? [])])
      return [caseId, Math.min(mostSeen, seen.size)]
    }),
  )
}

function filesOf(tx: Transaction, teamId: string, caseIds: string[]) {
  const other = alias(media, 'other')
  const itself = alias(cases, 'itself')
  const others = tx
    .select({ caseId: other.caseId })
    .from(other)
    .innerJoin(cases, and(eq(cases.teamId, other.teamId), eq(cases.id, other.caseId)))
    .where(
      and(
        eq(other.teamId, media.teamId),
        eq(other.sha256, media.sha256),
        eq(other.copy, 'original'),
        ne(other.caseId, media.caseId),
        eq(cases.zeroRetention, false),
        isNull(cases.withdrawnAt),
      ),
    )
    .limit(mostSeen)
  return (
    tx
      .select({
        teamId: media.teamId,
        caseId: media.caseId,
        sha256: media.sha256,
        zeroRetention: itself.zeroRetention,
        others: sql<string[]>`(select coalesce(jsonb_agg(others.case_id), '[]') from (${others}) others)`,
      })
      .from(media)
      .innerJoin(itself, and(eq(itself.teamId, media.teamId), eq(itself.id, media.caseId)))
      // A purged file has no hash left.
      .where(
        and(eq(media.teamId, teamId), inArray(media.caseId, caseIds), eq(media.copy, 'original'), ne(media.sha256, '')),
      )
  )
}
