'use server'

import { refresh } from 'next/cache'
import { beginSecondStep } from '@/lib/access/second-step/begin-second-step'
import { confirmSecondStep } from '@/lib/access/second-step/confirm-second-step'
import { removeSecondStep } from '@/lib/access/second-step/remove-second-step'
import { renewRecoveryCodes } from '@/lib/access/second-step/renew-recovery-codes'
import { memberAction } from '@/lib/http/server-action'

/** Begins to set up one's second step; the secret is in this answer and nowhere else. */
export const beginSecondStepAction = memberAction((member, _input: null) => beginSecondStep(member, {}), {
  withoutSecondStep: true,
})

/** Turns it on with a code; the recovery codes are in this answer and nowhere else. */
export const confirmSecondStepAction = memberAction(
  async (member, input: { code: string }) => {
    const made = await confirmSecondStep(member, input)
    refresh()
    return made
  },
  { withoutSecondStep: true },
)

/** Makes new recovery codes in place of the earlier ones. */
export const renewRecoveryCodesAction = memberAction(async (member, _input: null) => {
  const made = await renewRecoveryCodes(member, {})
  refresh()
  return made
})

/** Turns one's own second step off. */
export const removeSecondStepAction = memberAction(async (member, _input: null) => {
  const removed = await removeSecondStep(member, {})
  refresh()
  return removed
})
