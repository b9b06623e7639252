import { and, asc, desc, eq, inArray, isNull, ne, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { z } from 'zod'
import { cases } from '@/drizzle/schema/cases'
import { reviews } from '@/drizzle/schema/desk'
import { detections } from '@/drizzle/schema/detections'
import { media } from '@/drizzle/schema/media'
import type { Transaction } from '@/lib/db/client'
import { query } from '@/lib/db/query'

/** Points of a row's small chart of scores. */
const points = 40

/** From how many on a row no longer counts how often the media was handed in before. */
export const mostSeen = 10

export interface RowExtras {
  /**
   * Scores 0-1 over the media's length, at most 40: the highest of each stretch, null where nothing in it could be judged.
   * Of a video its frames; of sound what another API said of its windows. Empty: there is none over time.
   */
  scores: (number | null)[]
  /** Other cases of the team with the same bytes, as far as `mostSeen`. */
  seen: number
  /** What somebody else has to answer before a decision counts; left out where nothing is. */
  review?: 'second_review' | 'appeal'
}

/** What a queue row can show beside itself, by case id: read apart from the page, which does not wait for it. */
export const listRowExtras = query({
  permission: 'case.read',
  input: z.object({ caseIds: z.array(z.uuid()).max(200) }),
  async run(tx, { caseIds }, { teamId }): Promise<Record<string, RowExtras>> {
    if (caseIds.length === 0) return {}
    const scores = await readScores(tx, teamId, caseIds)
    const seen = await countSeen(tx, teamId, caseIds)
    const asked = await openReviews(tx, teamId, caseIds)
    return Object.fromEntries(
      caseIds.map((id) => {
        const review = asked.get(id)
        return [id, { scores: thinned(scores.get(id) ?? []), seen: seen.get(id) ?? 0, ...(review && { review }) }]
      }),
    )
  },
})

async function openReviews(tx: Transaction, teamId: string, caseIds: string[]) {
  const rows = await tx
    .select({ caseId: reviews.caseId, kind: reviews.kind })
    .from(reviews)
    .where(and(eq(reviews.teamId, teamId), inArray(reviews.caseId, caseIds), eq(reviews.status, 'open')))
  return new Map(rows.map(({ caseId, kind }) => [caseId, kind]))
}

async function readScores(tx: Transaction, teamId: string, caseIds: string[]): Promise<Map<string, (number | null)[]>> {
  const rows = await tx
    .selectDistinctOn([detections.caseId], {
      caseId: detections.caseId,
      frames: sql<number[]>`jsonb_path_query_array(${detections.result}, '$.frames[*].verdict.score')`,
      // As text, as the contract has them.
      windows: sql<(string | null)[]>`jsonb_path_query_array(${detections.result}, '$.reported.metrics.score[*]')`,
    })
    .from(detections)
    .where(and(eq(detections.teamId, teamId), inArray(detections.caseId, caseIds), eq(detections.status, 'completed')))
    .orderBy(asc(detections.caseId), asc(detections.secondOpinion), desc(detections.createdAt))
  return new Map(rows.map(({ caseId, frames, windows }) => [caseId, frames.length > 0 ? frames : windows.map(shareIn)]))
}

function shareIn(text: string | null): number | null {
  const share = text === null ? Number.NaN : Number(text)
  return Number.isFinite(share) ? Math.min(1, Math.max(0, share)) : null
}

async function countSeen(tx: Transaction, teamId: string, caseIds: string[]): Promise<Map<string, number>> {
  const other = alias(media, 'other')
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
  const rows = await tx
    .select({ caseId: media.caseId, seen: sql<number>`(select count(*)::int from (${others}) others)` })
    .from(media)
    // A purged file has no hash left.
    .where(
      and(eq(media.teamId, teamId), inArray(media.caseId, caseIds), eq(media.copy, 'original'), ne(media.sha256, '')),
    )
  return new Map(rows.map(({ caseId, seen }) => [caseId, seen]))
}

/** At most `points` of them: the highest of each stretch. */
export function thinned(scores: readonly (number | null)[]): (number | null)[] {
  if (scores.length <= points) return [...scores]
  return Array.from({ length: points }, (_, point) => {
    const from = Math.floor((point * scores.length) / points)
    const to = Math.floor(((point + 1) * scores.length) / points)
    const judged = scores.slice(from, to).filter((score) => score !== null)
    return judged.length === 0 ? null : Math.max(...judged)
  })
}
