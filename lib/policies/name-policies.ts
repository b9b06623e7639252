import { and, asc, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { policies } from '@/drizzle/schema/policies'
import { query } from '@/lib/db/query'

/** A policy as a choice. */
export interface NamedPolicy {
  policyId: string
  name: string
}

/** The names of the team's policies that are not archived, in their order: to choose one of. */
export const namePolicies = query({
  permission: 'policy.read',
  input: z.object({}),
  run(tx, _input, { teamId }): Promise<NamedPolicy[]> {
    return tx
      .select({ policyId: policies.id, name: policies.name })
      .from(policies)
      .where(and(eq(policies.teamId, teamId), isNull(policies.archivedAt)))
      .orderBy(asc(policies.name))
  },
})
