import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { cases } from '@/drizzle/schema/cases'
import { addSeconds, now } from '@/lib/clock'
import { query } from '@/lib/db/query'

const hour = 3600

/** How long the team's waiting cases have waited since they were handed in, in three bands. */
export const countWaiting = query({
  permission: 'case.read',
  input: z.object({}),
  async run(tx, _input, actor) {
    const hourAgo = addSeconds(now(), -hour).toISOString()
    const dayAgo = addSeconds(now(), -24 * hour).toISOString()
    const [row] = await tx
      .select({
        underAnHour: sql<number>`count(*) filter (where ${cases.createdAt} > ${hourAgo}::timestamptz)::int`,
        underADay: sql<number>`count(*) filter (where ${cases.createdAt} <= ${hourAgo}::timestamptz and ${cases.createdAt} > ${dayAgo}::timestamptz)::int`,
        older: sql<number>`count(*) filter (where ${cases.createdAt} <= ${dayAgo}::timestamptz)::int`,
      })
      .from(cases)
      .where(and(eq(cases.teamId, actor.teamId), eq(cases.state, 'waiting')))
    return row ?? { underAnHour: 0, underADay: 0, older: 0 }
  },
})

export type WaitingAges = Awaited<ReturnType<typeof countWaiting>>
