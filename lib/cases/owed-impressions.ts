import { and, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import { impressions } from '@/drizzle/schema/desk'
import { query } from '@/lib/db/query'
import { type CaseState, caseStates } from './case-states'
import { judgesFirst } from './may-decide'

/**
 * Which of these cases the reader still has to judge before they see a score, by id; none where judge-first is off for
 * them. As on the case itself, only what is not decided (lib/cases/read-case-page.ts).
 */
export const owedImpressions = query({
  permission: 'case.read',
  input: z.object({ cases: z.array(z.object({ id: z.uuid(), state: z.enum(caseStates) })).max(200) }),
  async run(tx, { cases }, actor): Promise<string[]> {
    const open = cases.filter(({ state }) => isUnsettled(state)).map(({ id }) => id)
    if (actor.kind !== 'member' || open.length === 0 || !(await judgesFirst(tx, actor))) return []
    const { teamId, memberId } = actor
    const given = await tx
      .select({ caseId: impressions.caseId })
      .from(impressions)
      .where(and(eq(impressions.teamId, teamId), eq(impressions.memberId, memberId), inArray(impressions.caseId, open)))
    const judged = new Set(given.map(({ caseId }) => caseId))
    return open.filter((id) => !judged.has(id))
  },
})

/** Also while it is analysed: the first of two verdicts is there then. */
function isUnsettled(state: CaseState): boolean {
  return state === 'analysing' || state === 'waiting' || state === 'claimed'
}
