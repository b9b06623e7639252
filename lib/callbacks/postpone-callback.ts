import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { callbacks } from '@/drizzle/schema/callbacks'
import { command } from '@/lib/db/command'
import { query } from '@/lib/db/query'
import { deliverJob } from './deliver-job'

const Input = z.object({ callbackId: z.uuid() })

/** Where a callback goes to; null once it has ended. */
export const readReceiver = query({
  permission: 'callback.deliver',
  input: Input,
  async run(tx, { callbackId }, { teamId }) {
    const [found] = await tx
      .select({ url: callbacks.url })
      .from(callbacks)
      .where(and(eq(callbacks.teamId, teamId), eq(callbacks.id, callbackId), isNull(callbacks.endedAt)))
    return found?.url ?? null
  },
})

/** Puts the job that would send a callback off for a second or two, so that its lane is free for other receivers. */
export const postponeCallback = command({
  permission: 'callback.deliver',
  input: Input.extend({ url: z.string() }),
  async run(_tx, { callbackId, url }, { teamId }) {
    return { result: null, events: [], jobs: [deliverJob({ teamId, id: callbackId, url }, 1 + Math.random())] }
  },
})
