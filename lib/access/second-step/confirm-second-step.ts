import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { secondSteps } from '@/drizzle/schema/sign-in'
import type { AuditEvent } from '@/lib/audit/events'
import { now } from '@/lib/clock'
import { command } from '@/lib/db/command'
import { DocketError } from '@/lib/errors'
import { asMember } from '../as-member'
import { requireProof } from '../authorise'
import { recordElsewhere } from '../record-elsewhere'
import { openSecret } from './open-secret'
import { replaceRecoveryCodes } from './recovery-codes'
import { stepOf } from './totp'

/**
 * Turns the second step on, or moves it to another app, with a code of the new secret. Answers the recovery codes, this
 * once. Throws `proof_required`, `bad_request` for a wrong code, and `conflict` when nothing was begun.
 */
export const confirmSecondStep = command({
  permission: 'account.manage',
  input: z.object({ code: z.string().trim().min(1, 'enter the six digits that the app shows').max(64) }),
  async run(tx, { code }, actor) {
    const member = asMember(actor)
    const { memberId } = member
    // Or an open browser could guess at what was begun and left, and get the recovery codes.
    requireProof(actor)
    const mine = eq(secondSteps.memberId, memberId)
    const [kept] = await tx.select().from(secondSteps).where(mine).for('update')
    const begun = kept?.confirmedAt ? kept.nextSecret : kept?.secret
    if (!kept || !begun) throw notBegun()
    const lastStep = stepOf(openSecret(begun, memberId), code.replace(/[\s-]/g, ''))
    if (lastStep === null) throw wrongCode()
    await tx.update(secondSteps).set({ secret: begun, nextSecret: null, confirmedAt: now(), lastStep }).where(mine)
    const codes = await replaceRecoveryCodes(tx, memberId)
    const before = kept.confirmedAt !== null
    const events: AuditEvent[] = [{ type: 'member.second_step_changed', memberId, before, after: true }]
    await recordElsewhere(tx, member, events)
    return { result: { recoveryCodes: codes }, events }
  },
})

function notBegun(): DocketError {
  return new DocketError('conflict', 'Setting up was ended elsewhere. Begin again; nothing was changed.')
}

function wrongCode(): DocketError {
  return new DocketError(
    'bad_request',
    'That is not the code that the app shows now. Wait for its next one, and check that the phone’s clock is right.',
    { fields: { code: ['is not the one that the app shows now'] } },
  )
}
