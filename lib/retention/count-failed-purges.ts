import { and, countDistinct, eq } from 'drizzle-orm'
import { z } from 'zod'
import { cases } from '@/drizzle/schema/cases'
import { purgeSteps } from '@/drizzle/schema/retention'
import { query } from '@/lib/db/query'

/** How many of the team's cases have a copy that has to be gone and is not known to be, as the Retention page counts them. */
export const countFailedPurges = query({
  permission: 'retention.read',
  input: z.object({}),
  async run(tx, _input, { teamId }) {
    const [row] = await tx
      .select({ cases: countDistinct(cases.id) })
      .from(cases)
      .innerJoin(purgeSteps, and(eq(purgeSteps.teamId, cases.teamId), eq(purgeSteps.caseId, cases.id)))
      .where(
        and(
          eq(cases.teamId, teamId),
          eq(cases.retention, 'purging'),
          eq(purgeSteps.required, true),
          eq(purgeSteps.result, 'failed'),
        ),
      )
    return row?.cases ?? 0
  },
})
