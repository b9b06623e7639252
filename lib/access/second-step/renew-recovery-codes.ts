import { and, eq, isNotNull } from 'drizzle-orm'
import { z } from 'zod'
import { secondSteps } from '@/drizzle/schema/sign-in'
import type { AuditEvent } from '@/lib/audit/events'
import { command } from '@/lib/db/command'
import { asMember } from '../as-member'
import { requireProof } from '../authorise'
import { recordElsewhere } from '../record-elsewhere'
import { noSecondStep } from './no-second-step'
import { replaceRecoveryCodes } from './recovery-codes'

/** Ten new recovery codes, answered this once; the earlier ones are worth nothing from here on. Throws `proof_required`. */
export const renewRecoveryCodes = command({
  permission: 'account.manage',
  input: z.object({}),
  async run(tx, _input, actor) {
    const member = asMember(actor)
    const { memberId } = member
    requireProof(actor)
    const [on] = await tx
      .select({ memberId: secondSteps.memberId })
      .from(secondSteps)
      .where(and(eq(secondSteps.memberId, memberId), isNotNull(secondSteps.confirmedAt)))
      .for('update')
    if (!on) throw noSecondStep()
    const codes = await replaceRecoveryCodes(tx, memberId)
    const events: AuditEvent[] = [{ type: 'member.recovery_codes_renewed', memberId }]
    await recordElsewhere(tx, member, events)
    return { result: { recoveryCodes: codes }, events }
  },
})
