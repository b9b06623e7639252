import { and, count, eq, lte, min, sql } from 'drizzle-orm'
import { z } from 'zod'
import { cases } from '@/drizzle/schema/cases'
import { beforeItGoes } from '@/lib/cases/before-it-goes'
import { addSeconds, now } from '@/lib/clock'
import { query } from '@/lib/db/query'

/** How many cases of each queue are to be decided before their media is gone, how many of them within the hour, and the first moment. */
export const countQueueDeadlines = query({
  permission: 'case.read',
  input: z.object({}),
  async run(tx, _input, { teamId }) {
    const soon = lte(cases.purgeAfter, sql`${addSeconds(now(), 3600).toISOString()}::timestamptz`)
    return tx
      .select({
        queueId: cases.queueId,
        cases: count(),
        withinTheHour: sql<number>`count(*) filter (where ${soon})`.mapWith(Number),
        soonest: min(cases.purgeAfter),
      })
      .from(cases)
      .where(and(eq(cases.teamId, teamId), beforeItGoes()))
      .groupBy(cases.queueId)
  },
})

export type QueueDeadlines = Awaited<ReturnType<typeof countQueueDeadlines>>[number]
