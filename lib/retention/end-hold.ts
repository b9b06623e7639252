import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { cases } from '@/drizzle/schema/cases'
import { lockCase } from '@/lib/cases/move-case'
import { command } from '@/lib/db/command'
import { DocketError } from '@/lib/errors'
import { Reason } from './order-purge'

/** Lifts a case's legal hold. Throws `conflict` where there is none, `forbidden` to whoever is no person. */
export const endHold = command({
  permission: 'retention.hold',
  input: z.object({ caseId: z.uuid(), reason: Reason }),
  async run(tx, { caseId, reason }, actor) {
    if (actor.kind !== 'member') throw new DocketError('forbidden', 'Only a person lifts a legal hold.')
    const found = await lockCase(tx, actor, caseId)
    if (found.heldAt === null) throw new DocketError('conflict', `Case ${found.number} is under no legal hold.`)
    await tx
      .update(cases)
      .set({ heldAt: null, heldBy: null, updatedAt: sql`now()` })
      .where(and(eq(cases.teamId, actor.teamId), eq(cases.id, caseId)))
    return { result: { caseId }, events: [{ type: 'case.hold_ended', caseId, reason }] }
  },
})
