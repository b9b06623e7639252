import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { callbackAttempts, callbacks } from '@/drizzle/schema/callbacks'
import { command } from '@/lib/db/command'
import { pauseAfter } from './callback-rules'
import { deliverJob } from './deliver-job'
import { endCallback, lockCallback } from './end-callback'

const Input = z.object({
  callbackId: z.uuid(),
  attemptId: z.uuid(),
  /** Until when the try has the callback for itself; tells whether it still has. */
  leasedUntil: z.date(),
  status: z.number().int().nullable(),
  /** A sentence; null when the receiver took it. */
  failure: z.string().nullable(),
  milliseconds: z.number().int().min(0),
  /**
   * `counts`: a try like any other. `again`: it was broken off, is not counted, and follows at once. `retried`: the same,
   * but the job itself comes back. `never`: no other try can help.
   */
  next: z.enum(['counts', 'again', 'retried', 'never']),
})

/** Notes how a try ended, and what follows: the callback's end, or the next try. */
export const keepAttempt = command({
  permission: 'callback.deliver',
  input: Input,
  async run(tx, { callbackId, attemptId, leasedUntil, status, failure, milliseconds, next }, actor) {
    const { teamId } = actor
    const found = await lockCallback(tx, teamId, callbackId)
    await tx
      .update(callbackAttempts)
      .set({ status, failure, milliseconds })
      .where(and(eq(callbackAttempts.teamId, teamId), eq(callbackAttempts.id, attemptId)))
    if (!found || found.endedAt) return { result: null, events: [] }
    const { attempts } = found
    if (failure === null) {
      return { result: null, events: [await endCallback(tx, found, { delivered: status ?? 0, attempts })] }
    }
    // Taken over meanwhile: what follows is the other's to say.
    if (found.leasedUntil?.getTime() !== leasedUntil.getTime()) return { result: null, events: [] }
    const pause = next === 'counts' ? pauseAfter(attempts) : null
    if (next === 'never' || (next === 'counts' && pause === null)) {
      return { result: null, events: [await endCallback(tx, found, { failed: failure, attempts })] }
    }
    await tx
      .update(callbacks)
      .set(
        pause === null
          ? { attempts: attempts - 1, leasedUntil: null }
          : { leasedUntil: sql`now() + make_interval(secs => ${pause})` },
      )
      .where(and(eq(callbacks.teamId, teamId), eq(callbacks.id, callbackId)))
    return { result: null, events: [], jobs: next === 'retried' ? [] : [deliverJob(found, pause ?? 0)] }
  },
})
