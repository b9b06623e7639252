import { and, asc, eq, gt, or } from 'drizzle-orm'
import { auditEvents } from '@/drizzle/schema/audit-events'
import { auditOpenings } from '@/drizzle/schema/trail'
import type { Transaction } from '@/lib/db/client'
import { commitmentOf, isCommitment } from './commit-facts'
import type { ProblemList } from './trail-problem'

/** Openings read at a time. */
const atOnce = 5_000

/** Checks every value that is kept beside the trail against the commitment in its event. Counts them. */
export async function inspectOpenings(tx: Transaction, teamId: string, problems: ProblemList): Promise<number> {
  let openings = 0
  let last: { eventUid: string; field: string } | undefined
  for (;;) {
    const rows: Awaited<ReturnType<typeof readOpenings>> = await readOpenings(tx, teamId, last)
    for (const { opening, facts } of rows) {
      const fact = facts?.[opening.field]
      if (isCommitment(fact) && fact.commitment === commitmentOf(opening.salt, opening.value)) continue
      problems.add(
        'opening_wrong',
        facts
          ? `The ${opening.field} kept for the event ${opening.eventUid} is not what the trail holds a commitment to: it was changed.`
          : `The ${opening.field} of the event ${opening.eventUid} is kept, but there is no such event.`,
        { entryId: opening.eventUid },
      )
    }
    openings += rows.length
    last = rows.at(-1)?.opening
    if (!last || rows.length < atOnce) return openings
  }
}

function readOpenings(tx: Transaction, teamId: string, after: { eventUid: string; field: string } | undefined) {
  const { eventUid, field } = auditOpenings
  return tx
    .select({ opening: auditOpenings, facts: auditEvents.facts })
    .from(auditOpenings)
    .leftJoin(auditEvents, and(eq(auditEvents.teamId, auditOpenings.teamId), eq(auditEvents.uid, eventUid)))
    .where(
      and(
        eq(auditOpenings.teamId, teamId),
        after && or(gt(eventUid, after.eventUid), and(eq(eventUid, after.eventUid), gt(field, after.field))),
      ),
    )
    .orderBy(asc(eventUid), asc(field))
    .limit(atOnce)
}
