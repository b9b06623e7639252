import { and, eq, isNull } from 'drizzle-orm'
import { evidence } from '@/drizzle/schema/detections'
import { media } from '@/drizzle/schema/media'
import type { CaseRow } from '@/lib/cases/move-case'
import type { Transaction } from '@/lib/db/client'
import { bareMaps } from './redact-result'

export type DueCopy = Pick<typeof media.$inferSelect, 'id' | 'store' | 'storeKey' | 'storeFingerprint'>

/**
 * The copies of a case's media that are still there and have to go: all of them when it was withdrawn, all but maps that
 * show nothing of the media under zero retention.
 */
export async function listDueCopies(
  tx: Transaction,
  { teamId, id: caseId, withdrawnAt }: Pick<CaseRow, 'teamId' | 'id' | 'withdrawnAt'>,
): Promise<DueCopy[]> {
  const rows = await tx
    .select({
      id: media.id,
      store: media.store,
      storeKey: media.storeKey,
      storeFingerprint: media.storeFingerprint,
      copy: media.copy,
      check: evidence.check,
    })
    .from(media)
    .leftJoin(evidence, and(eq(evidence.teamId, media.teamId), eq(evidence.mapMediaId, media.id)))
    .where(and(eq(media.teamId, teamId), eq(media.caseId, caseId), isNull(media.deletedAt)))
  return rows
    .filter(({ copy, check }) => withdrawnAt !== null || copy !== 'map' || check === null || !bareMaps.has(check))
    .map(({ copy: _copy, check: _check, ...due }) => due)
}
