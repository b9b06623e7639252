import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { webhookAttempts, webhookDeliveries } from '@/drizzle/schema/webhooks'
import { pauseAfter } from '@/lib/callbacks/callback-rules'
import { command } from '@/lib/db/command'
import { deliveryJob } from './delivery-job'
import { endDelivery, lockDelivery } from './end-delivery'
import { testEvent } from './webhook-events'

const Input = z.object({
  deliveryId: z.uuid(),
  attemptId: z.uuid(),
  url: z.string(),
  /** Until when the try has the delivery for itself; tells whether it still has. */
  leasedUntil: z.date(),
  status: z.number().int().nullable(),
  /** A sentence; null when the receiver took it. */
  failure: z.string().nullable(),
  milliseconds: z.number().int().min(0),
  /** `counts`: a try like any other. `again`: it was broken off, is not counted, and follows at once. */
  next: z.enum(['counts', 'again']),
})

/** Notes how a try ended, and what follows: the delivery's end, or the next try. A test is tried once. */
export const keepTry = command({
  permission: 'webhook.deliver',
  input: Input,
  async run(tx, { deliveryId, attemptId, url, leasedUntil, status, failure, milliseconds, next }, { teamId }) {
    const found = await lockDelivery(tx, teamId, deliveryId)
    await tx
      .update(webhookAttempts)
      .set({ status, failure, milliseconds })
      .where(and(eq(webhookAttempts.teamId, teamId), eq(webhookAttempts.id, attemptId)))
    if (!found || found.endedAt) return { result: null, events: [] }
    const { attempts } = found
    if (failure === null) {
      return { result: null, events: [await endDelivery(tx, found, { delivered: status ?? 0, attempts })] }
    }
    // Taken over meanwhile: what follows is the other's to say.
    if (found.leasedUntil?.getTime() !== leasedUntil.getTime()) return { result: null, events: [] }
    const pause = next !== 'counts' || found.event === testEvent ? null : pauseAfter(attempts)
    if (next === 'counts' && pause === null) {
      return { result: null, events: [await endDelivery(tx, found, { failed: failure, attempts })] }
    }
    await tx
      .update(webhookDeliveries)
      .set(
        pause === null
          ? { attempts: attempts - 1, leasedUntil: null }
          : { leasedUntil: sql`now() + make_interval(secs => ${pause})` },
      )
      .where(and(eq(webhookDeliveries.teamId, teamId), eq(webhookDeliveries.id, deliveryId)))
    return { result: null, events: [], jobs: [deliveryJob({ teamId, id: deliveryId, url }, pause ?? 0)] }
  },
})
