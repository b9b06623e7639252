import crypto from 'node:crypto'
import { asc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { routingRules } from '@/drizzle/schema/queues'
import type { RoutingFacts } from '@/lib/audit/queue-facts'
import type { Transaction } from '@/lib/db/client'
import { command } from '@/lib/db/command'
import { DocketError } from '@/lib/errors'
import { lockQueue, lockQueues } from './queue-facts'
import { type RuleInput, RuleInputs } from './rule-input'

/**
 * Replaces the team's routing rules by these, in this order; what waits is put where it belongs now, by a job. Throws
 * `not_found` for a queue that is not in use, `conflict` when the rules are not those that were `seen`: somebody else
 * changed them.
 */
export const setRouting = command({
  permission: 'queue.manage',
  input: z.object({ rules: RuleInputs, seen: z.array(z.uuid()) }),
  async run(tx, { rules, seen }, { teamId }) {
    await lockQueues(tx, teamId)
    const before = await readRules(tx, teamId)
    if (before.map(({ ruleId }) => ruleId).join() !== seen.join()) {
      throw new DocketError(
        'conflict',
        'Somebody else has changed the rules meanwhile. Reload to see them, then change them again.',
      )
    }
    for (const queueId of new Set(rules.map((rule) => rule.queueId))) await lockQueue(tx, teamId, queueId)
    const kept = new Set(seen)
    // A rule that changes is a new one, so that the trail tells by which wording a case was sent.
    const same = ({ id, ...rule }: RuleInput) =>
      id !== undefined &&
      kept.delete(id) &&
      before.some((old) => old.ruleId === id && sameText(old, { ...rule, ruleId: id }))
    const named = rules.map((rule) => ({ ...rule, ruleId: same(rule) && rule.id ? rule.id : crypto.randomUUID() }))
    const after = named.map(({ ruleId, queueId, conditions, enabled }) => ({ ruleId, queueId, conditions, enabled }))
    if (seen.length > 0) await tx.delete(routingRules).where(eq(routingRules.teamId, teamId))
    if (after.length > 0) {
      await tx
        .insert(routingRules)
        .values(after.map(({ ruleId: id, ...rule }, position) => ({ ...rule, id, teamId, position })))
    }
    return {
      result: { ruleIds: after.map(({ ruleId }) => ruleId) },
      events: [{ type: 'routing.changed', before, after }],
      jobs: [['queue.arrange', { teamId }]],
    }
  },
})

async function readRules(tx: Transaction, teamId: string): Promise<RoutingFacts[]> {
  const { id: ruleId, queueId, conditions, enabled, position } = routingRules
  return tx
    .select({ ruleId, queueId, conditions, enabled })
    .from(routingRules)
    .where(eq(routingRules.teamId, teamId))
    .orderBy(asc(position), asc(ruleId))
}

function sameText(one: RoutingFacts, other: RoutingFacts): boolean {
  const text = ({ queueId, conditions, enabled }: RoutingFacts) =>
    JSON.stringify([queueId, enabled, Object.entries(conditions).sort()])
  return text(one) === text(other)
}
