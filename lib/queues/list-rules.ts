import { asc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { routingRules } from '@/drizzle/schema/queues'
import { query } from '@/lib/db/query'

/** The team's routing rules, in the order they are tried, those that are off included. */
export const listRules = query({
  permission: 'case.read',
  input: z.object({}),
  run(tx, _input, { teamId }) {
    const { id, queueId, conditions, enabled } = routingRules
    return tx
      .select({ id, queueId, conditions, enabled })
      .from(routingRules)
      .where(eq(routingRules.teamId, teamId))
      .orderBy(asc(routingRules.position), asc(routingRules.id))
  },
})

export type ListedRule = Awaited<ReturnType<typeof listRules>>[number]
