import { and, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { deskSettings } from '@/drizzle/schema/desk'
import { policies } from '@/drizzle/schema/policies'
import { command } from '@/lib/db/command'
import { DocketError, notFound } from '@/lib/errors'

/**
 * Says by which policy the team judges where neither the case nor its queue names one; null: by none. Throws `not_found`, and
 * `conflict` when it is so already.
 */
export const setTeamPolicy = command({
  permission: 'policy.manage',
  input: z.object({ policyId: z.uuid().nullable() }),
  async run(tx, { policyId }, { teamId }) {
    const [known] = await tx
      .insert(deskSettings)
      .values({ teamId })
      .onConflictDoUpdate({ target: deskSettings.teamId, set: { teamId } })
      .returning({ policyId: deskSettings.policyId })
    const before = known?.policyId ?? null
    if (before === policyId) throw new DocketError('conflict', 'It is so already. Reload to see it.')
    if (policyId !== null) {
      const present = and(eq(policies.teamId, teamId), eq(policies.id, policyId), isNull(policies.archivedAt))
      // Whoever is about to archive it waits, and sees that it is in force.
      const [found] = await tx.select({ id: policies.id }).from(policies).where(present).for('share')
      if (!found) throw notFound('Policy')
    }
    await tx.update(deskSettings).set({ policyId, updatedAt: sql`now()` }).where(eq(deskSettings.teamId, teamId))
    return {
      result: { policyId },
      events: [{ type: 'desk.changed', before: { policyId: before }, after: { policyId } }],
      // Rules can go by it.
      jobs: [['queue.arrange', { teamId }]],
    }
  },
})
