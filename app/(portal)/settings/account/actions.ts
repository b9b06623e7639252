'use server'

import { refresh } from 'next/cache'
import { changeName } from '@/lib/access/change-name'
import { changePassword } from '@/lib/access/change-password'
import { endOtherSessions } from '@/lib/access/end-other-sessions'
import { endSession } from '@/lib/access/end-session'
import { memberAction } from '@/lib/http/server-action'

/** Changes one's own name. */
export const changeNameAction = memberAction(
  async (member, input: { name: string }) => {
    const changed = await changeName(member, input)
    refresh()
    return changed
  },
  { withoutSecondStep: true },
)

/** Changes one's own password, and ends one's other sessions. */
export const changePasswordAction = memberAction(
  async (member, input: { present: string; password: string }) => {
    const changed = await changePassword(member, input)
    refresh()
    return changed
  },
  { withoutSecondStep: true },
)

/** Ends one of one's own sessions. */
export const endSessionAction = memberAction(
  async (member, input: { sessionId: string }) => {
    const ended = await endSession(member, input)
    refresh()
    return ended
  },
  { withoutSecondStep: true },
)

/** Ends all of one's own sessions but this one. */
export const endOtherSessionsAction = memberAction(
  async (member, _input: null) => {
    const ended = await endOtherSessions(member, {})
    refresh()
    return ended
  },
  { withoutSecondStep: true },
)
