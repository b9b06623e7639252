import { and, eq, inArray, isNull, ne, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { z } from 'zod'
import { cases } from '@/drizzle/schema/cases'
import { reviews } from '@/drizzle/schema/desk'
import { media } from '@/drizzle/schema/media'
import type { Transaction } from '@/lib/db/client'
import { query } from '@/lib/db/query'
import { type Decider, readDeciders } from './row-deciders'
import { type RowTrack, readRowTracks } from './row-tracks'

/** From how many on a row no longer counts how often the media was handed in before. */
export const mostSeen = 10

export interface RowExtras {
  /** How the scores go over the media's length, of its picture and of its sound; empty where there is none over time. */
  tracks: RowTrack[]
  /** Other cases of the team with the same bytes, as far as `mostSeen`. */
  seen: number
  /** What somebody else has to answer before a decision counts; left out where nothing is. */
  review?: 'second_review' | 'appeal'
  /** Who decided it; left out where it is not decided. */
  decidedBy?: Decider
}

/** What a queue row can show beside itself, by case id: read apart from the page, which does not wait for it. */
export const listRowExtras = query({
  permission: 'case.read',
  input: z.object({ caseIds: z.array(z.uuid()).max(200) }),
  async run(tx, { caseIds }, actor): Promise<Record<string, RowExtras>> {
    if (caseIds.length === 0) return {}
    const { teamId } = actor
    const tracks = await readRowTracks(tx, teamId, caseIds)
    const seen = await countSeen(tx, teamId, caseIds)
    const asked = await openReviews(tx, teamId, caseIds)
    const deciders = await readDeciders(tx, actor, caseIds)
    return Object.fromEntries(
      caseIds.map((id) => {
        const review = asked.get(id)
        const decidedBy = deciders.get(id)
        const always = { tracks: tracks.get(id) ?? [], seen: seen.get(id) ?? 0 }
        return [id, { ...always, ...(review && { review }), ...(decidedBy && { decidedBy }) }]
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
