import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { cases } from '@/drizzle/schema/cases'
import { detections } from '@/drizzle/schema/detections'
import { actorId } from '@/lib/access/actor'
import { query } from '@/lib/db/query'

/** The case that this member's hand-in under an idempotency key became; null when there is none, or it was deleted. */
export const findSubmitted = query({
  permission: 'case.open',
  input: z.object({ idempotencyKey: z.string().min(1).max(255) }),
  async run(tx, { idempotencyKey }, actor) {
    const [found] = await tx
      .select({ number: cases.number })
      .from(detections)
      .innerJoin(cases, and(eq(cases.teamId, detections.teamId), eq(cases.id, detections.caseId)))
      .where(
        and(
          eq(detections.teamId, actor.teamId),
          eq(detections.idempotencyKey, idempotencyKey),
          isNull(detections.deletedAt),
          eq(cases.submittedById, actorId(actor) ?? ''),
        ),
      )
    return found ?? null
  },
})
