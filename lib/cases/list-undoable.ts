import { and, desc, eq, gt, isNull, ne, notExists, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { z } from 'zod'
import { cases, decisions } from '@/drizzle/schema/cases'
import { addSeconds, now } from '@/lib/clock'
import { query } from '@/lib/db/query'
import { undoSeconds } from './undo-window'

/** The most that are listed. */
const most = 50

/** The reader's own decisions that can still be taken back, the latest first: each until `undoUntil`. */
export const listUndoable = query({
  permission: 'case.decide',
  input: z.object({}),
  async run(tx, _input, actor) {
    if (actor.kind !== 'member') return []
    const { teamId, memberId } = actor
    const later = alias(decisions, 'later')
    const isAnswered = tx
      .select({ one: sql`1` })
      .from(later)
      .where(
        and(
          eq(later.teamId, teamId),
          eq(later.caseId, decisions.caseId),
          isNull(later.undoneAt),
          gt(later.createdAt, decisions.createdAt),
        ),
      )
    const rows = await tx
      .select({
        decisionId: decisions.id,
        caseId: decisions.caseId,
        number: cases.number,
        finding: decisions.finding,
        undoUntil: decisions.effectiveAt,
      })
      .from(decisions)
      .innerJoin(cases, and(eq(cases.teamId, decisions.teamId), eq(cases.id, decisions.caseId)))
      .where(
        and(
          eq(decisions.teamId, teamId),
          eq(decisions.decidedBy, memberId),
          // No window is longer; a second for the clocks.
          gt(decisions.createdAt, addSeconds(now(), -undoSeconds - 1)),
          gt(decisions.effectiveAt, now()),
          isNull(decisions.undoneAt),
          // Also what was deleted over the API.
          ne(cases.state, 'closed'),
          notExists(isAnswered),
        ),
      )
      .orderBy(desc(decisions.createdAt))
      .limit(most)
    return rows.flatMap(({ undoUntil, ...row }) => (undoUntil ? [{ ...row, undoUntil }] : []))
  },
})

export type Undoable = Awaited<ReturnType<typeof listUndoable>>[number]
