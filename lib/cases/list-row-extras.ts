import { and, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import { reviews } from '@/drizzle/schema/desk'
import type { Transaction } from '@/lib/db/client'
import { query } from '@/lib/db/query'
import { countSeen } from './count-seen'
import { type Decider, readDeciders } from './row-deciders'
import { readListed } from './row-known'
import { type RowTrack, readRowTracks } from './row-tracks'

export interface RowExtras {
  /** How the scores go over the media's length, of its picture and of its sound; empty where there is none over time. */
  tracks: RowTrack[]
  /** Other cases of the team with the same bytes, purged ones too where the team knows them again; as far as `mostSeen`. */
  seen: number
  /** What somebody else has to answer before a decision counts; left out where nothing is. */
  review?: 'second_review' | 'appeal'
  /** It matched an entry of a list of known media; left out where it did not. */
  listed?: true
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
    const listed = await readListed(tx, teamId, caseIds)
    const deciders = await readDeciders(tx, actor, caseIds)
    return Object.fromEntries(
      caseIds.map((id) => {
        const review = asked.get(id)
        const decidedBy = deciders.get(id)
        const always = { tracks: tracks.get(id) ?? [], seen: seen.get(id) ?? 0 }
        return [
          id,
          {
            ...always,
            ...(review && { review }),
            ...(listed.has(id) && { listed: true }),
            ...(decidedBy && { decidedBy }),
          },
        ]
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
