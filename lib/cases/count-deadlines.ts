import { and, count, eq, min } from 'drizzle-orm'
import { z } from 'zod'
import { cases } from '@/drizzle/schema/cases'
import { query } from '@/lib/db/query'
import { beforeItGoes } from './before-it-goes'

/** How many of the team's cases are to be decided before their media is gone, and when the first of it goes. */
export const countDeadlines = query({
  permission: 'case.read',
  input: z.object({}),
  async run(tx, _input, { teamId }) {
    const [row] = await tx
      .select({ cases: count(), soonest: min(cases.purgeAfter) })
      .from(cases)
      .where(and(eq(cases.teamId, teamId), beforeItGoes()))
    return row ?? { cases: 0, soonest: null }
  },
})

export type Deadlines = Awaited<ReturnType<typeof countDeadlines>>
