import { and, eq, sql } from 'drizzle-orm'
import { cases } from '@/drizzle/schema/cases'
import type { Actor } from '@/lib/access/actor'
import type { Transaction } from '@/lib/db/client'
import { DocketError, notFound } from '@/lib/errors'
import { assertMayFollow, type CaseState } from './case-states'

export type CaseRow = typeof cases.$inferSelect

/** The case, locked until the transaction ends, so that of two who change it at once one waits. Throws `not_found`. */
export async function lockCase(tx: Transaction, actor: Actor, caseId: string): Promise<CaseRow> {
  const [found] = await tx
    .select()
    .from(cases)
    .where(and(eq(cases.teamId, actor.teamId), eq(cases.id, caseId)))
    .for('update')
  if (!found) throw notFound('Case')
  return found
}

/** What may change of a case as it moves on. */
export type CaseChange = Partial<
  Pick<
    CaseRow,
    | 'claimedBy'
    | 'claimedUntil'
    | 'escalatedAt'
    | 'assignedTo'
    | 'decidedAt'
    | 'failure'
    | 'verdictLabel'
    | 'verdictScore'
    | 'doubts'
    | 'queueId'
    | 'queueChosen'
    | 'priority'
    | 'queuedAt'
    | 'mediaType'
    | 'sourceUrl'
    | 'retention'
    | 'fileDeletedAt'
    | 'withdrawnAt'
    | 'purgeReason'
  >
>

/** Moves a locked case on to a state that may follow its own. Throws `conflict` otherwise, and once it was withdrawn. */
export async function moveCase(
  tx: Transaction,
  found: CaseRow,
  state: CaseState,
  change: CaseChange = {},
): Promise<void> {
  if (found.withdrawnAt) throw withdrawn(found.number)
  assertMayFollow(found.number, found.state, state)
  await tx
    .update(cases)
    .set({ failure: null, claimedUntil: null, ...change, state, updatedAt: sql`now()` })
    .where(and(eq(cases.teamId, found.teamId), eq(cases.id, found.id)))
}

function withdrawn(number: number): DocketError {
  return new DocketError(
    'conflict',
    `Case ${number} was deleted over the API, so there is nothing left to analyse or decide.`,
  )
}
