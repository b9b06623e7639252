import { and, eq, inArray } from 'drizzle-orm'
import { auditOpenings } from '@/drizzle/schema/trail'
import type { Transaction } from '@/lib/db/client'
import { isCommitment, type Opening } from './commit-facts'
import type { ErasedFact } from './erased-fact'

/** Events asked for at a time: each is a parameter of the query. */
const atOnce = 5_000

interface Committed {
  uid: string
  facts: Record<string, unknown>
}

/** What opens the commitments of these events, by event; what was erased is not among it. */
export async function readOpenings(
  tx: Transaction,
  teamId: string,
  events: Committed[],
): Promise<Map<string, Opening[]>> {
  const uids = events.filter(({ facts }) => Object.values(facts).some(isCommitment)).map(({ uid }) => uid)
  const { eventUid, field, salt, value } = auditOpenings
  const openings = new Map<string, Opening[]>()
  for (let from = 0; from < uids.length; from += atOnce) {
    const found = await tx
      .select({ eventUid, field, salt, value })
      .from(auditOpenings)
      .where(and(eq(auditOpenings.teamId, teamId), inArray(auditOpenings.eventUid, uids.slice(from, from + atOnce))))
    for (const { eventUid: uid, ...opening } of found) openings.set(uid, [...(openings.get(uid) ?? []), opening])
  }
  return openings
}

/**
 * The same events as people may read them: a committed value is put back where its opening is still there, and is an
 * ErasedFact where it was erased.
 */
export async function openFacts<Event extends Committed>(
  tx: Transaction,
  teamId: string,
  events: Event[],
): Promise<Event[]> {
  const openings = await readOpenings(tx, teamId, events)
  return events.map((event) => {
    const opened = new Map((openings.get(event.uid) ?? []).map(({ field, value }) => [field, value]))
    const facts = Object.entries(event.facts).map(([name, fact]) => [
      name,
      isCommitment(fact) ? (opened.get(name) ?? ({ erased: true } satisfies ErasedFact)) : fact,
    ])
    return { ...event, facts: Object.fromEntries(facts) }
  })
}
