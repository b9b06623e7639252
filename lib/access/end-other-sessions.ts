import { z } from 'zod'
import { command } from '@/lib/db/command'
import { asMember } from './as-member'
import { endSessionsOf } from './end-sessions-of'

/** Ends all of one's own sessions but the one that asks, in whichever team, and answers how many. */
export const endOtherSessions = command({
  permission: 'account.manage',
  input: z.object({}),
  async run(tx, _input, actor) {
    const { memberId, sessionId } = asMember(actor)
    const ended = await endSessionsOf(tx, actor, memberId, { but: sessionId })
    return { result: { ended }, events: [] }
  },
})
