import crypto from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { policies } from '@/drizzle/schema/policies'
import { queues } from '@/drizzle/schema/queues'
import type { Transaction } from '@/lib/db/client'
import { command } from '@/lib/db/command'
import { DocketError, notFound } from '@/lib/errors'
import { orderings } from './priority'
import { factsOf, lockQueue, lockQueues } from './queue-facts'

const Wanted = z.object({
  name: z.string().trim().min(1, 'give it a name').max(80, 'at most 80 characters'),
  description: z.string().trim().max(500, 'at most 500 characters').default(''),
  ordering: z.enum(orderings),
  /** The policy its cases are judged by; null: the team's. */
  policyId: z.uuid().nullable().default(null),
  /** Whether media of its cases is blurred, grey and muted until somebody asks otherwise, whatever they have set. */
  blur: z.boolean().default(false),
})

type Wanted = z.infer<typeof Wanted>

const Input = Wanted.extend({
  /** Null: a new one. */
  queueId: z.uuid().nullable().default(null),
  /** As it was when this change was begun: what is still the same of it was not meant, and stays as somebody else has put it since. */
  was: z
    .object({
      name: z.string().trim(),
      description: z.string().trim(),
      ordering: z.enum(orderings),
      policyId: z.uuid().nullable(),
      blur: z.boolean(),
    } satisfies Record<keyof Wanted, z.ZodType>)
    .partial()
    .default({}),
})

/**
 * Makes a queue, at the end of the list, or changes one; a new order is put into force by a job. Throws `not_found`,
 * and `conflict` with `fields` when another queue has the name.
 */
export const saveQueue = command({
  permission: 'queue.manage',
  input: Input,
  async run(tx, { queueId, was, ...entered }, { teamId }) {
    await lockQueues(tx, teamId)
    const found = queueId === null ? null : await lockQueue(tx, teamId, queueId)
    const wanted = found ? { ...entered, ...untouched(entered, was, found) } : entered
    await assertFree(tx, teamId, wanted.name, queueId)
    if (wanted.policyId && wanted.policyId !== found?.policyId) await assertPolicy(tx, teamId, wanted.policyId)
    const after = factsOf(wanted)
    if (queueId === null || found === null) {
      const id = crypto.randomUUID()
      const position = sql`(select coalesce(max(q.position), 0) + 1 from queues q where q.team_id = ${teamId})`
      await tx.insert(queues).values({ ...wanted, id, teamId, position })
      return { result: { queueId: id }, events: [{ type: 'queue.changed', queueId: id, before: null, after }] }
    }
    await tx
      .update(queues)
      .set(wanted)
      .where(and(eq(queues.teamId, teamId), eq(queues.id, queueId)))
    return {
      result: { queueId },
      events: [{ type: 'queue.changed', queueId, before: factsOf(found), after }],
      jobs: found.ordering === wanted.ordering ? [] : [['queue.arrange', { teamId }]],
    }
  },
})

/** What was not changed, as it is kept now. */
function untouched(entered: Wanted, was: z.infer<typeof Input>['was'], kept: Wanted): Partial<Wanted> {
  const fields = Object.keys(Wanted.shape) as (keyof Wanted)[]
  const same = fields.filter((field) => field in was && was[field] === entered[field])
  return Object.fromEntries(same.map((field) => [field, kept[field]]))
}

async function assertFree(tx: Transaction, teamId: string, name: string, queueId: string | null): Promise<void> {
  const [taken] = await tx
    .select({ id: queues.id })
    .from(queues)
    .where(
      and(eq(queues.teamId, teamId), sql`lower(${queues.name}) = lower(${name})`, sql`${queues.archivedAt} is null`),
    )
  if (!taken || taken.id === queueId) return
  throw new DocketError('conflict', `There is a queue named ${name} already. Choose another name.`, {
    fields: { name: ['another queue has this name'] },
  })
}

/** Nobody archives it before this change is made: who is about to sees it. */
async function assertPolicy(tx: Transaction, teamId: string, policyId: string): Promise<void> {
  const inUse = and(eq(policies.teamId, teamId), eq(policies.id, policyId), sql`${policies.archivedAt} is null`)
  const [known] = await tx.select({ id: policies.id }).from(policies).where(inUse).for('share')
  if (!known) throw notFound('Policy')
}
