import { and, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import { reviews } from '@/drizzle/schema/desk'
import type { Transaction } from '@/lib/db/client'
import { query } from '@/lib/db/query'
import { countSeen } from './count-seen'
import { type Decider, readDeciders } from './row-deciders'
import { readListed } from './row-known'

/** What else is known of a case that its row says. */
export interface RowContext {
  /** Other cases of the team with the same bytes, purged ones too where the team knows them again; as far as `mostSeen`. */
  seen: number
  /** What somebody else has to answer before a decision counts; left out where nothing is. */
  review?: 'second_review' | 'appeal'
  /** It matched an entry of a list of known media; left out where it did not. */
  listed?: true
  /** Who decided it; left out where it is not decided. */
  decidedBy?: Decider
}

/** What else is known of each case that its row says, by case id. Read with the page: rows must not grow afterwards. */
export const listRowContext = query({
  permission: 'case.read',
  input: z.object({ caseIds: z.array(z.uuid()).max(200) }),
  async run(tx, { caseIds }, actor): Promise<Record<string, RowContext>> {
    if (caseIds.length === 0) return {}
    const { teamId } = actor
    // At once: one after the other they would be as many round trips of a page that is asked for all day.
    const [seen, asked, listed, deciders] = await Promise.all([
      countSeen(tx, teamId, caseIds),
      openReviews(tx, teamId, caseIds),
      readListed(tx, teamId, caseIds),
      readDeciders(tx, actor, caseIds),
    ])
    return Object.fromEntries(
      caseIds.map((id) => {
        const review = asked.get(id)
        const decidedBy = deciders.get(id)
        return [
          id,
          {
            seen: seen.get(id) ?? 0,
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
