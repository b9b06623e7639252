import { and, asc, eq, gt, sql } from 'drizzle-orm'
import { z } from 'zod'
import { auditEvents } from '@/drizzle/schema/audit-events'
import { sealedEvents, trailCheckpoints } from '@/drizzle/schema/trail'
import { query } from '@/lib/db/query'

/**
 * Where the trail holds a receipt's hash: the entry's place, and the first signed checkpoint that covers it. Null where no entry
 * tells of it; `position` and `checkpoint` are null until it is sealed, about a second after the purge.
 */
export const findReceiptSeal = query({
  permission: 'retention.read',
  input: z.object({ caseId: z.uuid(), sha256: z.string() }),
  async run(tx, { caseId, sha256 }, { teamId }) {
    const [entry] = await tx
      .select({ uid: auditEvents.uid, at: auditEvents.at, position: sealedEvents.position })
      .from(auditEvents)
      .leftJoin(
        sealedEvents,
        and(eq(sealedEvents.teamId, auditEvents.teamId), eq(sealedEvents.eventId, auditEvents.id)),
      )
      .where(
        and(
          eq(auditEvents.teamId, teamId),
          eq(auditEvents.caseId, caseId),
          eq(auditEvents.type, 'case.purged'),
          sql`${auditEvents.facts} ->> 'receipt' = ${sha256}`,
        ),
      )
      .limit(1)
    if (!entry) return null
    if (entry.position === null) return { ...entry, checkpoint: null }
    const [checkpoint] = await tx
      .select({ size: trailCheckpoints.size, at: trailCheckpoints.createdAt })
      .from(trailCheckpoints)
      .where(and(eq(trailCheckpoints.teamId, teamId), gt(trailCheckpoints.size, entry.position)))
      .orderBy(asc(trailCheckpoints.size))
      .limit(1)
    return { ...entry, checkpoint: checkpoint ?? null }
  },
})

export type ReceiptSeal = NonNullable<Awaited<ReturnType<typeof findReceiptSeal>>>
