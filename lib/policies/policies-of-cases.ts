import { and, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import { cases } from '@/drizzle/schema/cases'
import { queues } from '@/drizzle/schema/queues'
import { query } from '@/lib/db/query'
import { mostAtOnce } from '@/lib/queues/each-case'
import { type PolicyInForce, policiesInForce, policyOfTeam } from './policy-in-force'

/** Cases and what they are judged by; null: no policy is in force for them. */
export interface PolicyOfCases {
  policy: PolicyInForce | null
  caseIds: string[]
}

/**
 * By which policies many cases are judged, those with most cases first: what `policyOf` (lib/policies/policy-in-force.ts) says of
 * each. Cases that are not the team's are left out.
 */
export const policiesOfCases = query({
  permission: 'policy.read',
  input: z.object({ caseIds: z.array(z.uuid()).min(1).max(mostAtOnce) }),
  async run(tx, { caseIds }, { teamId }): Promise<PolicyOfCases[]> {
    const inForce = await policiesInForce(tx, teamId)
    const ofTeam = await policyOfTeam(tx, teamId)
    const found = await tx
      .select({ id: cases.id, own: cases.policyId, ofQueue: queues.policyId })
      .from(cases)
      .leftJoin(queues, and(eq(queues.teamId, cases.teamId), eq(queues.id, cases.queueId)))
      .where(and(eq(cases.teamId, teamId), inArray(cases.id, caseIds)))
    const groups = new Map<PolicyInForce | null, string[]>()
    for (const { id, own, ofQueue } of found) {
      const named = [own, ofQueue, ofTeam].flatMap((wanted) => inForce.find((one) => one.policyId === wanted) ?? [])
      const policy = named[0] ?? null
      groups.set(policy, [...(groups.get(policy) ?? []), id])
    }
    return [...groups]
      .map(([policy, ids]) => ({ policy, caseIds: ids }))
      .toSorted((one, other) => other.caseIds.length - one.caseIds.length)
  },
})
