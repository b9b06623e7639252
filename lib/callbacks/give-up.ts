import { z } from 'zod'
import { command } from '@/lib/db/command'
import { failUnsent, lockCallback } from './end-callback'

const reason = 'It could not be sent: something failed within Docket each time. The server’s log says what.'

/** Ends a callback that Docket itself failed to send, time after time. One that has ended already is left as it is. */
export const giveUp = command({
  permission: 'callback.deliver',
  input: z.object({ callbackId: z.uuid() }),
  async run(tx, { callbackId }, actor) {
    const found = await lockCallback(tx, actor.teamId, callbackId)
    if (!found || found.endedAt) return { result: null, events: [] }
    return { result: null, events: [await failUnsent(tx, found, reason)] }
  },
})
