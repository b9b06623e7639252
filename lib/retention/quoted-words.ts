import { and, eq, inArray, sql } from 'drizzle-orm'
import { auditEvents } from '@/drizzle/schema/audit-events'
import { cases } from '@/drizzle/schema/cases'
import { detections } from '@/drizzle/schema/detections'
import { auditOpenings } from '@/drizzle/schema/trail'
import type { Transaction } from '@/lib/db/client'
import type { Purge } from './purge-outcome'

/*
 * Why an analysis failed is said in our own words, in which another API’s are quoted (lib/detect/poll-detection.ts): they may tell
 * of the media.
 */
const quoted = '“[^”]+”'
const instead = '“…”'
const told = `“[^”…][^”]*”`

/** Takes what is quoted out of the reasons for failures. */
export async function dropQuoted(tx: Transaction, purge: Purge): Promise<void> {
  await tx
    .update(detections)
    .set({ errorMessage: sql`regexp_replace(${detections.errorMessage}, ${quoted}, ${instead}, 'g')` })
    .where(runsTelling(purge))
  await tx
    .update(cases)
    .set({ failure: sql`regexp_replace(${cases.failure}, ${quoted}, ${instead}, 'g')` })
    .where(caseTelling(purge))
  await tx.delete(auditOpenings).where(openingsTelling(tx, purge))
}

/** In how many places something is quoted still. */
export async function countQuoted(tx: Transaction, purge: Purge): Promise<number> {
  return (
    (await tx.$count(detections, runsTelling(purge))) +
    (await tx.$count(cases, caseTelling(purge))) +
    (await tx.$count(auditOpenings, openingsTelling(tx, purge)))
  )
}

function runsTelling({ teamId, caseId }: Purge) {
  return and(eq(detections.teamId, teamId), eq(detections.caseId, caseId), sql`${detections.errorMessage} ~ ${told}`)
}

function caseTelling({ teamId, caseId }: Purge) {
  return and(eq(cases.teamId, teamId), eq(cases.id, caseId), sql`${cases.failure} ~ ${told}`)
}

function openingsTelling(tx: Transaction, { teamId, caseId }: Purge) {
  const failures = tx
    .select({ uid: auditEvents.uid })
    .from(auditEvents)
    .where(
      and(
        eq(auditEvents.teamId, teamId),
        eq(auditEvents.caseId, caseId),
        inArray(auditEvents.type, ['detection.failed', 'intelligence.failed', 'question.failed']),
      ),
    )
  return and(
    eq(auditOpenings.teamId, teamId),
    eq(auditOpenings.caseId, caseId),
    inArray(auditOpenings.eventUid, failures),
    sql`${auditOpenings.value} #>> '{}' ~ ${told}`,
  )
}
