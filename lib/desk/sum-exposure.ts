import { and, desc, eq, gt, sql } from 'drizzle-orm'
import { z } from 'zod'
import { exposures } from '@/drizzle/schema/desk'
import { query } from '@/lib/db/query'
import { dayBefore } from './list-exposure'

/** With fewer people in a sum it would tell of one of them, or nearly. */
export const fewestPeople = 3

/**
 * The team's seconds with media of the last days (UTC), latest first: sums, never a person's. `seconds` is null on a day with
 * fewer people than that; days without anybody are left out.
 */
export const sumExposure = query({
  permission: 'desk.read',
  input: z.object({}),
  async run(tx, _input, { teamId }) {
    const people = sql<number>`count(*)::int`
    const rows = await tx
      .select({ day: exposures.day, people, seconds: sql<number>`sum(${exposures.seconds})::int` })
      .from(exposures)
      .where(and(eq(exposures.teamId, teamId), gt(exposures.day, dayBefore()), gt(exposures.seconds, 0)))
      .groupBy(exposures.day)
      .orderBy(desc(exposures.day))
    return rows.map(({ day, people, seconds }) =>
      people < fewestPeople ? { day, people: null, seconds: null } : { day, people, seconds },
    )
  },
})
export type ExposureSum = Awaited<ReturnType<typeof sumExposure>>[number]
