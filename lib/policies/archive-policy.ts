import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { policies } from '@/drizzle/schema/policies'
import { now } from '@/lib/clock'
import { command } from '@/lib/db/command'
import { DocketError, notFound } from '@/lib/errors'
import { usesOf } from './list-policies'

/**
 * Puts a policy away: nothing is judged by it any more; its versions stay for the decisions made under them. Throws `not_found`,
 * and `conflict` while a queue or the team judges by it.
 */
export const archivePolicy = command({
  permission: 'policy.manage',
  input: z.object({ policyId: z.uuid() }),
  async run(tx, { policyId }, { teamId }) {
    const itself = and(eq(policies.teamId, teamId), eq(policies.id, policyId))
    const [policy] = await tx.select().from(policies).where(itself).for('update')
    if (!policy) throw notFound('Policy')
    if (policy.archivedAt) throw new DocketError('conflict', 'This policy is archived already.')
    const use = (await usesOf(tx, teamId)).get(policyId)
    if (use) {
      const where = [
        ...use.queues.map((name) => `the queue “${name}”`),
        ...(use.isTeamDefault ? ['the whole team'] : []),
      ]
      throw new DocketError(
        'conflict',
        `“${policy.name}” is in force for ${where.join(' and ')}. Give them another first.`,
      )
    }
    await tx.update(policies).set({ archivedAt: now() }).where(itself)
    return { result: { policyId }, events: [{ type: 'policy.archived', policyId }] }
  },
})
