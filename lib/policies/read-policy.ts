import { and, desc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { policies, policyVersions } from '@/drizzle/schema/policies'
import { members } from '@/drizzle/schema/teams'
import { query } from '@/lib/db/query'
import { notFound } from '@/lib/errors'
import { usesOf } from './list-policies'

/** A policy with every version it has had, the latest first. Throws `not_found`. */
export const readPolicy = query({
  permission: 'policy.read',
  input: z.object({ policyId: z.uuid() }),
  async run(tx, { policyId }, { teamId }) {
    const [policy] = await tx
      .select({ policyId: policies.id, name: policies.name, archivedAt: policies.archivedAt })
      .from(policies)
      .where(and(eq(policies.teamId, teamId), eq(policies.id, policyId)))
    if (!policy) throw notFound('Policy')
    const versions = await tx
      .select({
        version: policyVersions.version,
        words: policyVersions.words,
        rules: policyVersions.rules,
        publishedAt: policyVersions.createdAt,
        publishedBy: members.name,
      })
      .from(policyVersions)
      .leftJoin(members, eq(members.id, policyVersions.createdBy))
      .where(and(eq(policyVersions.teamId, teamId), eq(policyVersions.policyId, policyId)))
      .orderBy(desc(policyVersions.version))
    const use = (await usesOf(tx, teamId)).get(policyId)
    return { ...policy, queues: use?.queues ?? [], isTeamDefault: use?.isTeamDefault ?? false, versions }
  },
})

export type PolicyDetail = Awaited<ReturnType<typeof readPolicy>>
export type PolicyVersion = PolicyDetail['versions'][number]
