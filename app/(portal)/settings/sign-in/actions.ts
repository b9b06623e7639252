'use server'

import { refresh } from 'next/cache'
import { resetSecondStep } from '@/lib/access/second-step/reset-second-step'
import { memberAction } from '@/lib/http/server-action'
import { requireSecondStep } from '@/lib/teams/require-second-step'

/** Asks everybody in the team for a second step, or leaves it to them. */
export const requireSecondStepAction = memberAction(async (member, input: { required: boolean }) => {
  const kept = await requireSecondStep(member, input)
  refresh()
  return kept
})

/** Takes the second step away of somebody who has lost it. */
export const resetSecondStepAction = memberAction(async (member, input: { memberId: string }) => {
  const done = await resetSecondStep(member, input)
  refresh()
  return done
})
