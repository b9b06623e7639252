import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { cases } from '@/drizzle/schema/cases'
import { type CaseRow, lockCase } from '@/lib/cases/move-case'
import { now } from '@/lib/clock'
import { command } from '@/lib/db/command'
import { DocketError } from '@/lib/errors'
import { Reason } from './order-purge'

/**
 * Puts a case under a legal hold: nothing of it is deleted until the hold is lifted. Throws `conflict` under zero retention,
 * where whoever handed it in was promised the opposite, and where its media is going or gone; `forbidden` to no person.
 */
export const setHold = command({
  permission: 'retention.hold',
  input: z.object({ caseId: z.uuid(), reason: Reason }),
  async run(tx, { caseId, reason }, actor) {
    if (actor.kind !== 'member') throw new DocketError('forbidden', 'Only a person sets a legal hold.')
    const found = await lockCase(tx, actor, caseId)
    refuseHolding(found)
    await tx
      .update(cases)
      .set({ heldAt: now(), heldBy: actor.memberId, updatedAt: sql`now()` })
      .where(and(eq(cases.teamId, actor.teamId), eq(cases.id, caseId)))
    return { result: { caseId }, events: [{ type: 'case.held', caseId, reason }] }
  },
})

function refuseHolding({ number, zeroRetention, retention, heldAt }: CaseRow): void {
  if (zeroRetention) {
    throw new DocketError(
      'conflict',
      `Case ${number} was handed in under zero retention, so it cannot be held: whoever handed it in was told that its media goes.`,
    )
  }
  if (heldAt !== null) throw new DocketError('conflict', `Case ${number} is under a legal hold already.`)
  if (retention !== 'keep') {
    throw new DocketError('conflict', `The media of case ${number} is being deleted or is gone, so it cannot be held.`)
  }
}
