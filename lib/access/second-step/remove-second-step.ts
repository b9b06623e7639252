import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { recoveryCodes, secondSteps } from '@/drizzle/schema/sign-in'
import { teams } from '@/drizzle/schema/teams'
import type { AuditEvent } from '@/lib/audit/events'
import type { Transaction } from '@/lib/db/client'
import { command } from '@/lib/db/command'
import { DocketError } from '@/lib/errors'
import { asMember } from '../as-member'
import { requireProof } from '../authorise'
import { recordElsewhere } from '../record-elsewhere'
import { noSecondStep } from './no-second-step'

/**
 * Turns the member's own second step off, with its recovery codes. Throws `proof_required`; `forbidden` where the team asks
 * for one; `conflict` when there is none.
 */
export const removeSecondStep = command({
  permission: 'account.manage',
  input: z.object({}),
  async run(tx, _input, actor) {
    const member = asMember(actor)
    const { memberId, teamId, teamName } = member
    requireProof(actor)
    const [team] = await tx.select({ required: teams.requireSecondStep }).from(teams).where(eq(teams.id, teamId))
    if (team?.required) {
      throw new DocketError(
        'forbidden',
        `${teamName} asks for a second step, so it cannot be turned off. You can move it to another app or phone.`,
      )
    }
    if (!(await deleteSecondStep(tx, memberId))) throw noSecondStep()
    const events: AuditEvent[] = [{ type: 'member.second_step_changed', memberId, before: true, after: false }]
    await recordElsewhere(tx, member, events)
    return { result: { memberId }, events }
  },
})

/** Deletes the secret and the recovery codes; false when there was no second step in use. */
export async function deleteSecondStep(tx: Transaction, memberId: string): Promise<boolean> {
  const gone = await tx
    .delete(secondSteps)
    .where(eq(secondSteps.memberId, memberId))
    .returning({ confirmedAt: secondSteps.confirmedAt })
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.memberId, memberId))
  return gone.some((one) => one.confirmedAt !== null)
}
