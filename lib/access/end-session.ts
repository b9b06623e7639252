import { z } from 'zod'
import { command } from '@/lib/db/command'
import { notFound } from '@/lib/errors'
import { asMember } from './as-member'
import { endSessionsOf } from './end-sessions-of'

/**
 * Ends one of one's own sessions, in whichever team: its next request is refused. Throws `not_found` for somebody else's
 * and for one that is over.
 */
export const endSession = command({
  permission: 'account.manage',
  input: z.object({ sessionId: z.uuid() }),
  async run(tx, { sessionId }, actor) {
    const ended = await endSessionsOf(tx, actor, asMember(actor).memberId, { only: sessionId })
    if (ended === 0) throw notFound('Session')
    return { result: { sessionId }, events: [] }
  },
})
