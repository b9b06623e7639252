import type { z } from 'zod'
import type { Actor } from '@/lib/access/actor'
import type { AuditEvent } from '@/lib/audit/events'
import { command } from '@/lib/db/command'
import { isOverBudget } from '@/lib/queues/over-budget'
import { takeCase } from './claim-case'
import { findOffered, inTime, type NextCase, NextInput } from './find-next-case'
import { lockCase } from './move-case'

export type ClaimedNext =
  | { number: null; why: NonNullable<NextCase['why']> }
  | { number: number; why: null; caseId: string; claimedUntil: Date }

/**
 * Takes the case this person should decide next (lib/cases/find-next-case.ts): two who ask at once never get the same
 * one. What they have taken already is given again, renewed.
 */
export async function claimNextCase(actor: Actor, asked: z.input<typeof NextInput>): Promise<ClaimedNext> {
  return inTime(() => takeNext(actor, asked))
}

const takeNext = command({
  permission: 'case.claim',
  input: NextInput,
  async run(tx, input, actor): Promise<{ result: ClaimedNext; events: AuditEvent[] }> {
    if (await isOverBudget(tx, actor)) return { result: { number: null, why: 'budget' }, events: [] }
    const found = await findOffered(tx, actor, input, { locked: true })
    if (!found) return { result: { number: null, why: 'nothing_left' }, events: [] }
    const { result, events } = await takeCase(tx, actor, await lockCase(tx, actor, found.id))
    return { result: { number: found.number, why: null, ...result }, events }
  },
})
