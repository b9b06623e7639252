import { count, eq } from 'drizzle-orm'
import { z } from 'zod'
import { cases } from '@/drizzle/schema/cases'
import { query } from '@/lib/db/query'
import type { CaseState } from './case-states'

/** How many cases of the team are in each state. */
export const countCases = query({
  permission: 'case.read',
  input: z.object({}),
  async run(tx, _input, actor) {
    const rows = await tx
      .select({ state: cases.state, n: count() })
      .from(cases)
      .where(eq(cases.teamId, actor.teamId))
      .groupBy(cases.state)
    const counts: Record<CaseState, number> = { analysing: 0, waiting: 0, claimed: 0, decided: 0, closed: 0, failed: 0 }
    for (const row of rows) counts[row.state] = row.n
    return counts
  },
})
