'use server'

import { refresh } from 'next/cache'
import { headers } from 'next/headers'
import { assertProved } from '@/lib/access/assert-proved'
import { clientAddress } from '@/lib/access/client-address'
import { signOut } from '@/lib/access/next-auth'
import type { Permission } from '@/lib/access/permissions'
import { proveIdentity } from '@/lib/access/prove-identity'
import { readProofWays } from '@/lib/access/read-proof-ways'
import { signOutMember } from '@/lib/access/sign-out-member'
import { removeView } from '@/lib/audit/remove-view'
import { findByIdentifier } from '@/lib/cases/find-by-identifier'
import { undoDecision } from '@/lib/cases/undo-decision'
import { countExposure } from '@/lib/desk/count-exposure'
import { recordUnblur } from '@/lib/desk/record-unblur'
import { env } from '@/lib/env'
import { memberAction } from '@/lib/http/server-action'
import { listQueues } from '@/lib/queues/list-queues'
import { createTeam } from '@/lib/teams/create-team'
import { switchTeam } from '@/lib/teams/switch-team'

/** Ends the session, on the server and in the browser. */
export const signOutAction = memberAction(
  async (member, _input: null) => {
    await signOutMember(member)
    await signOut({ redirect: false })
  },
  { withoutSecondStep: true },
)

/** Goes on in another of one's teams. */
export const switchTeamAction = memberAction((member, input: { teamId: string }) => switchTeam(member, input), {
  withoutSecondStep: true,
})

/** Makes another team and goes on there. */
export const createTeamAction = memberAction(async (member, input: { name: string }) => {
  const { teamId } = await createTeam(member, input)
  return switchTeam(member, { teamId })
})

/** Takes one's own decision back, from whatever page one is on. */
export const undoDecisionAction = memberAction((member, input: { caseId: string; decisionId: string }) =>
  undoDecision(member, input),
)

/** The cases that a number, a hash, an address or an id stands for. */
export const findCasesAction = memberAction((member, input: { text: string }) => findByIdentifier(member, input))

/** The team's queues, by name. */
export const listQueuesAction = memberAction(async (member, _input: null) => {
  const queues = await listQueues(member, {})
  return queues.map(({ id, name }) => ({ id, name }))
})

/** Writes into the trail that blurred media was shown clear. */
export const recordUnblurAction = memberAction((member, input: { mediaIds: string[] }) => recordUnblur(member, input))

/** Counts the seconds in which one's media was open; answers today's, and the daily limit in minutes. */
export const countExposureAction = memberAction((member, input: { seconds: number }) => countExposure(member, input))

/** By what one can confirm that it is oneself. */
export const readProofWaysAction = memberAction((member, _input: null) => readProofWays(member), {
  withoutSecondStep: true,
})

/** Confirms it with a password or a code. */
export const proveIdentityAction = memberAction(
  async (member, input: { by: 'password' | 'second_step'; secret: string }) =>
    proveIdentity(member, input, clientAddress(await headers(), env().TRUST_PROXY)),
  { withoutSecondStep: true },
)

/** Whether it is to be confirmed before a download begins. */
export const assertProvedAction = memberAction(async (member, input: { permission: Permission }) =>
  assertProved(member, input),
)

/** Forgets a saved view. */
export const removeViewAction = memberAction(async (member, input: { viewId: string }) => {
  const removed = await removeView(member, input)
  refresh()
  return removed
})
