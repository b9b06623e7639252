import { and, desc, eq, gte, inArray, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { cases, decisions } from '@/drizzle/schema/cases'
import { addSeconds, now } from '@/lib/clock'
import type { Transaction } from '@/lib/db/client'
import { query } from '@/lib/db/query'
import { judgedBy, type Routing, subjectOf } from './placement'
import { readRouting } from './read-routing'
import { effectsOf, type PastCase, type RuleEffect, spread, type WaitingCase } from './routing-effects'
import { RuleInputs } from './rule-input'

/** The newest that are looked at, of decisions and of waiting cases each. */
const most = 10_000

const Input = z.object({
  /** The rules as they would be, in their order. */
  rules: RuleInputs,
  /** First decisions of the last so many days. */
  days: z.number().int().min(1).max(365).default(30),
})

export interface QueueEffect {
  queueId: string
  /** Past cases by the rules in force, and by these. */
  before: number
  after: number
  /** Cases that wait now, likewise. */
  waitingBefore: number
  waitingAfter: number
}

/**
 * What rules would have done with cases that were decided, and would do with those that wait: rule by rule, and queue
 * by queue beside the rules in force. A decided case is as old as it was when it was decided. Nothing changes.
 */
export const whatIf = query({
  permission: 'queue.manage',
  input: Input,
  async run(tx, { rules, days }, { teamId }) {
    const inForce = await readRouting(tx, teamId)
    const asked = rules.map((rule, place) => ({ ...rule, id: String(place) }))
    const wanted = { ...inForce, rules: asked.filter(({ enabled }) => enabled) }
    const past = await readPast(tx, teamId, inForce, days)
    const waiting = await readWaiting(tx, teamId, inForce)
    const found = effectsOf(wanted.rules, past, waiting)
    const [pastBefore, pastAfter] = [spread(inForce, past), spread(wanted, past)]
    const [waitingBefore, waitingAfter] = [spread(inForce, waiting), spread(wanted, waiting)]
    return {
      /** One for each rule asked about; null for one that is off. */
      rules: asked.map(({ enabled }): RuleEffect | null => (enabled ? (found.shift() ?? null) : null)),
      queues: [...inForce.queues.keys()].map(
        (queueId): QueueEffect => ({
          queueId,
          before: pastBefore.get(queueId) ?? 0,
          after: pastAfter.get(queueId) ?? 0,
          waitingBefore: waitingBefore.get(queueId) ?? 0,
          waitingAfter: waitingAfter.get(queueId) ?? 0,
        }),
      ),
      past: past.length,
      waiting: waiting.length,
      /** There are more than were looked at: these are the newest. */
      partial: past.length === most || waiting.length === most,
    }
  },
})

export type WhatIf = Awaited<ReturnType<typeof whatIf>>

async function readPast(tx: Transaction, teamId: string, routing: Routing, days: number): Promise<PastCase[]> {
  const rows = await tx
    .select({ case: cases, finding: decisions.finding, decidedAt: decisions.createdAt })
    .from(decisions)
    .innerJoin(cases, and(eq(cases.teamId, decisions.teamId), eq(cases.id, decisions.caseId)))
    .where(
      and(
        eq(decisions.teamId, teamId),
        eq(decisions.kind, 'first'),
        isNull(decisions.undoneAt),
        gte(decisions.createdAt, addSeconds(now(), -days * 86_400)),
      ),
    )
    .orderBy(desc(decisions.createdAt))
    .limit(most)
  return rows.map(({ case: of, finding, decidedAt }) => ({
    subject: subjectOf(judgedBy(routing, of), (decidedAt.getTime() - of.createdAt.getTime()) / 60_000),
    finding,
  }))
}

async function readWaiting(tx: Transaction, teamId: string, routing: Routing): Promise<WaitingCase[]> {
  const rows = await tx
    .select()
    .from(cases)
    .where(and(eq(cases.teamId, teamId), inArray(cases.state, ['waiting', 'claimed'])))
    .orderBy(desc(cases.number))
    .limit(most)
  return rows.map((of) => ({ subject: subjectOf(judgedBy(routing, of)), chosen: of.queueChosen ? of.queueId : null }))
}
