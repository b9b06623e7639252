import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { deskSettings } from '@/drizzle/schema/desk'
import { policies, policyVersions } from '@/drizzle/schema/policies'
import { queues } from '@/drizzle/schema/queues'
import { members } from '@/drizzle/schema/teams'
import type { Transaction } from '@/lib/db/client'
import { query } from '@/lib/db/query'

/** The team's policies in their latest versions, by name, archived ones last; with where each is in force. */
export const listPolicies = query({
  permission: 'policy.read',
  input: z.object({}),
  async run(tx, _input, { teamId }) {
    const { policyId, version, rules, createdBy, createdAt } = policyVersions
    const latest = tx
      .selectDistinctOn([policyId], { policyId, version, rules, createdBy, createdAt })
      .from(policyVersions)
      .where(eq(policyVersions.teamId, teamId))
      .orderBy(policyId, desc(version))
      .as('latest')
    const rows = await tx
      .select({
        policyId: policies.id,
        name: policies.name,
        archivedAt: policies.archivedAt,
        version: latest.version,
        rules: latest.rules,
        publishedAt: latest.createdAt,
        publishedBy: members.name,
      })
      .from(policies)
      .innerJoin(latest, eq(latest.policyId, policies.id))
      .leftJoin(members, eq(members.id, latest.createdBy))
      .where(eq(policies.teamId, teamId))
      .orderBy(sql`${policies.archivedAt} is not null`, asc(policies.name))
    const uses = await usesOf(tx, teamId)
    return rows.map((row) => ({ ...row, ...(uses.get(row.policyId) ?? unused) }))
  },
})

export type ListedPolicy = Awaited<ReturnType<typeof listPolicies>>[number]

export interface PolicyUse {
  /** Names of the queues whose cases are judged by it. */
  queues: string[]
  /** It is what the team judges by where nothing else is said. */
  isTeamDefault: boolean
}

const unused: PolicyUse = { queues: [], isTeamDefault: false }

/** Where each policy is in force, by its id. */
export async function usesOf(tx: Transaction, teamId: string): Promise<Map<string, PolicyUse>> {
  const uses = new Map<string, PolicyUse>()
  const entryOf = (policyId: string) => {
    const use = uses.get(policyId) ?? { queues: [], isTeamDefault: false }
    uses.set(policyId, use)
    return use
  }
  const named = await tx
    .select({ policyId: queues.policyId, name: queues.name })
    .from(queues)
    .where(and(eq(queues.teamId, teamId), isNull(queues.archivedAt)))
    .orderBy(asc(queues.position), asc(queues.name))
  for (const { policyId, name } of named) if (policyId) entryOf(policyId).queues.push(name)
  const settings = await tx
    .select({ policyId: deskSettings.policyId })
    .from(deskSettings)
    .where(eq(deskSettings.teamId, teamId))
  for (const { policyId } of settings) if (policyId) entryOf(policyId).isTeamDefault = true
  return uses
}
