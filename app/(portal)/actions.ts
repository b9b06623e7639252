'use server'

import { signOut } from '@/lib/access/session'
import { signOutMember } from '@/lib/access/sign-out-member'
import { findByIdentifier } from '@/lib/cases/find-by-identifier'
import { undoDecision } from '@/lib/cases/undo-decision'
import { countExposure } from '@/lib/desk/count-exposure'
import { recordUnblur } from '@/lib/desk/record-unblur'
import { memberAction } from '@/lib/http/server-action'
import { listQueues } from '@/lib/queues/list-queues'

/** Ends the session, on the server and in the browser. */
export const signOutAction = memberAction(async (member, _input: null) => {
  await signOutMember(member)
  await signOut({ redirect: false })
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
