import { and, asc, eq, inArray, lt, sql } from 'drizzle-orm'
import { z } from 'zod'
import { cases } from '@/drizzle/schema/cases'
import type { AuditEvent } from '@/lib/audit/events'
import { now } from '@/lib/clock'
import { command } from '@/lib/db/command'

/** Cases given back at a time. */
const most = 200

/**
 * Gives back what people took and showed no sign of life on for as long as a claim lasts. A case somebody has locked
 * waits its turn.
 */
export const lapseClaims = command({
  permission: 'case.route',
  input: z.object({}),
  async run(tx, _input, { teamId }) {
    const over = await tx
      .select({ id: cases.id, claimedBy: cases.claimedBy })
      .from(cases)
      .where(and(eq(cases.teamId, teamId), eq(cases.state, 'claimed'), lt(cases.claimedUntil, now())))
      .orderBy(asc(cases.claimedUntil))
      .limit(most)
      .for('update', { skipLocked: true })
    if (over.length === 0) return { result: { lapsed: 0 }, events: [] }
    const ids = over.map(({ id }) => id)
    await tx
      .update(cases)
      .set({ state: 'waiting', claimedBy: null, claimedUntil: null, updatedAt: sql`now()` })
      .where(and(eq(cases.teamId, teamId), inArray(cases.id, ids)))
    const events = over.flatMap(({ id, claimedBy }): AuditEvent[] =>
      claimedBy ? [{ type: 'case.claim_lapsed', caseId: id, memberId: claimedBy }] : [],
    )
    return { result: { lapsed: over.length }, events }
  },
})
