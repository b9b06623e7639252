import { and, asc, eq, isNull } from 'drizzle-orm'
import { deskSettings } from '@/drizzle/schema/desk'
import { queues, routingRules } from '@/drizzle/schema/queues'
import type { Transaction } from '@/lib/db/client'
import type { Routing } from './placement'

/** How the team's cases are put into queues now. */
export async function readRouting(tx: Transaction, teamId: string): Promise<Routing> {
  const rows = await tx
    .select({
      queueId: queues.id,
      ordering: queues.ordering,
      isDefault: queues.isDefault,
      ruleId: routingRules.id,
      conditions: routingRules.conditions,
      teamPolicyId: deskSettings.policyId,
    })
    .from(queues)
    .leftJoin(
      routingRules,
      and(eq(routingRules.teamId, queues.teamId), eq(routingRules.queueId, queues.id), eq(routingRules.enabled, true)),
    )
    .leftJoin(deskSettings, eq(deskSettings.teamId, queues.teamId))
    .where(and(eq(queues.teamId, teamId), isNull(queues.archivedAt)))
    .orderBy(asc(routingRules.position), asc(routingRules.id))
  return {
    queues: new Map(rows.map(({ queueId, ordering }) => [queueId, { ordering }])),
    teamPolicyId: rows[0]?.teamPolicyId ?? null,
    defaultQueueId: rows.find(({ isDefault }) => isDefault)?.queueId ?? null,
    rules: rows.flatMap(({ ruleId: id, queueId, conditions }) =>
      id && conditions ? [{ id, queueId, conditions }] : [],
    ),
  }
}
