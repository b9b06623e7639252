import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { webhookDeliveries, webhooks } from '@/drizzle/schema/webhooks'
import type { Actor } from '@/lib/access/actor'
import { enterReceiver } from '@/lib/callbacks/busy-receivers'
import { longestTry, postCallback } from '@/lib/callbacks/post-callback'
import { signatureHeaders, webhookId } from '@/lib/callbacks/signature'
import { now } from '@/lib/clock'
import { command } from '@/lib/db/command'
import { query } from '@/lib/db/query'
import type { Attempt } from '@/lib/jobs/handlers'
import type { JobPayload } from '@/lib/jobs/payloads'
import { deliveryJob } from './delivery-job'
import { failUnsent, lockDelivery } from './end-delivery'
import { keepTry } from './keep-try'
import { type TakenDelivery, takeDelivery } from './take-delivery'

const Input = z.object({ deliveryId: z.uuid() })

/**
 * The job `webhook.deliver`: one try at telling a webhook. Delivered at least once: a worker that dies after sending sends again,
 * under the same `webhook-id`. `milliseconds`: the longest the receiver may take. Throws only for faults of ours.
 */
export async function deliverWebhook(
  { teamId, deliveryId }: JobPayload<'webhook.deliver'>,
  { signal }: Pick<Attempt, 'signal'>,
  milliseconds = longestTry,
): Promise<void> {
  const worker: Actor = { kind: 'worker', teamId }
  const url = await readAddress(worker, { deliveryId })
  if (url === null) return
  const leave = await enterReceiver(url)
  if (!leave) return void (await postpone(worker, { deliveryId, url }))
  try {
    const taken = await takeDelivery(worker, { deliveryId })
    if (taken) await tryOnce(worker, taken, signal, milliseconds)
  } finally {
    leave()
  }
}

/** Ends a delivery whose job failed for reasons of ours. */
export async function giveUpWebhook({ teamId, deliveryId }: JobPayload<'webhook.deliver'>): Promise<void> {
  await giveUp({ kind: 'worker', teamId }, { deliveryId })
}

async function tryOnce(worker: Actor, taken: TakenDelivery, signal: AbortSignal, milliseconds: number): Promise<void> {
  const { message, secret, ...its } = taken
  const body = JSON.stringify(message)
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'Docket',
    ...signatureHeaders({ secret, id: webhookId(taken.deliveryId), at: now(), body }),
  }
  const posted = await postCallback({ url: taken.url, headers, body, use: 'webhook' }, signal, milliseconds)
  const { stopped, ...ended } = posted
  if (!stopped) return void (await keepTry(worker, { ...its, ...ended, next: 'counts' }))
  const failure = 'Docket was stopped before the receiver’s answer was known.'
  await keepTry(worker, { ...its, ...ended, failure, next: 'again' })
}

/** Where a delivery goes to; null once it has ended. */
const readAddress = query({
  permission: 'webhook.deliver',
  input: Input,
  async run(tx, { deliveryId }, { teamId }) {
    const [found] = await tx
      .select({ url: webhooks.url })
      .from(webhookDeliveries)
      .innerJoin(
        webhooks,
        and(eq(webhooks.teamId, webhookDeliveries.teamId), eq(webhooks.id, webhookDeliveries.webhookId)),
      )
      .where(
        and(
          eq(webhookDeliveries.teamId, teamId),
          eq(webhookDeliveries.id, deliveryId),
          isNull(webhookDeliveries.endedAt),
        ),
      )
    return found?.url ?? null
  },
})

/** Puts the job off for a second or two, so that its lane is free for other receivers. */
const postpone = command({
  permission: 'webhook.deliver',
  input: Input.extend({ url: z.string() }),
  async run(_tx, { deliveryId, url }, { teamId }) {
    return { result: null, events: [], jobs: [deliveryJob({ teamId, id: deliveryId, url }, 1 + Math.random())] }
  },
})

const reason = 'It could not be sent: something failed within Docket each time. The server’s log says what.'

/** Ends a delivery that Docket itself failed to send, time after time. One that has ended already is left as it is. */
const giveUp = command({
  permission: 'webhook.deliver',
  input: Input,
  async run(tx, { deliveryId }, { teamId }) {
    const found = await lockDelivery(tx, teamId, deliveryId)
    if (!found || found.endedAt) return { result: null, events: [] }
    return { result: null, events: [await failUnsent(tx, found, reason)] }
  },
})
