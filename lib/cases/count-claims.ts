import { and, eq, isNotNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { cases } from '@/drizzle/schema/cases'
import { query } from '@/lib/db/query'

/** How many cases each member has taken or was sent, by id: what is handed over when they go. Who has none is left out. */
export const countClaims = query({
  permission: 'case.read',
  input: z.object({}),
  async run(tx, _input, { teamId }): Promise<Record<string, number>> {
    const total = sql<number>`count(*)::int`
    const [claimed, sent] = [
      await tx
        .select({ memberId: cases.claimedBy, total })
        .from(cases)
        .where(and(eq(cases.teamId, teamId), eq(cases.state, 'claimed')))
        .groupBy(cases.claimedBy),
      await tx
        .select({ memberId: cases.assignedTo, total })
        .from(cases)
        .where(and(eq(cases.teamId, teamId), eq(cases.state, 'waiting'), isNotNull(cases.assignedTo)))
        .groupBy(cases.assignedTo),
    ]
    const counts: Record<string, number> = {}
    for (const { memberId, total: more } of [...claimed, ...sent]) {
      if (memberId) counts[memberId] = (counts[memberId] ?? 0) + more
    }
    return counts
  },
})
