import { and, asc, eq, gt, sql } from 'drizzle-orm'
import { auditEvents } from '@/drizzle/schema/audit-events'
import { sealedEvents, trailHeads } from '@/drizzle/schema/trail'
import { secondsSince } from '@/lib/clock'
import type { Transaction } from '@/lib/db/client'
import { entryLeaf } from './entry'
import type { ProblemList } from './trail-problem'

/** Seconds within which a working Docket seals an event. */
const patience = 300

/** Events looked at in one go. */
const atOnce = 5_000

/** Looks at the events that are not sealed: each is new, comes after those that are, and has its hash. Counts them. */
export async function inspectWaiting(tx: Transaction, teamId: string, problems: ProblemList): Promise<number> {
  const [head] = await tx.select().from(trailHeads).where(eq(trailHeads.teamId, teamId))
  let waiting = 0
  for (let after = 0; ; ) {
    const rows = await tx
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.teamId, teamId), gt(auditEvents.id, after), isNotSealed))
      .orderBy(asc(auditEvents.id))
      .limit(atOnce)
    for (const row of rows) {
      const about = { entryId: row.uid }
      const named = `The event ${row.uid} (${row.type})`
      if (row.leaf && !row.leaf.equals(entryLeaf(row))) {
        problems.add(
          'entry_changed',
          `${named} does not have the hash that was written with it: it was changed.`,
          about,
        )
      } else if (isPassed(row, head)) {
        problems.add(
          'not_sealed',
          `${named} stands among sealed ones, but was never sealed: it was put in later.`,
          about,
        )
      } else if (secondsSince(row.at) > patience) {
        problems.add('not_sealed', `${named} is not sealed yet, though it is old. See that the worker runs.`, about)
      }
    }
    waiting += rows.length
    const last = rows.at(-1)
    if (!last || rows.length < atOnce) return waiting
    after = last.id
  }
}

const isNotSealed = sql`not exists (select 1 from ${sealedEvents} s where s.team_id = ${auditEvents.teamId}
  and s.event_id = ${auditEvents.id})`

function isPassed(
  { txid, id }: { txid: number; id: number },
  head: { lastTxid: number; lastEventId: number } | undefined,
): boolean {
  return head !== undefined && (txid < head.lastTxid || (txid === head.lastTxid && id <= head.lastEventId))
}
