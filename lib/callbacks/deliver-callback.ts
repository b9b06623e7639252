import type { Actor } from '@/lib/access/actor'
import { now } from '@/lib/clock'
import type { Attempt } from '@/lib/jobs/handlers'
import type { JobPayload } from '@/lib/jobs/payloads'
import { enterReceiver } from './busy-receivers'
import { giveUp } from './give-up'
import { keepAttempt } from './keep-attempt'
import { longestTry, type Posted, postCallback } from './post-callback'
import { postponeCallback, readReceiver } from './postpone-callback'
import { readPayload } from './read-payload'
import { signatureHeaders, webhookId } from './signature'
import { type TakenCallback, takeCallback, wasDeleted } from './take-callback'

/**
 * The job `callback.deliver`: one try at reporting an outcome. Delivered at least once: a worker that dies after sending
 * sends again. `milliseconds`: the longest the receiver may take. Throws only for faults of ours.
 */
export async function deliverCallback(
  { teamId, callbackId }: JobPayload<'callback.deliver'>,
  { signal }: Pick<Attempt, 'signal'>,
  milliseconds = longestTry,
): Promise<void> {
  const worker: Actor = { kind: 'worker', teamId }
  const url = await readReceiver(worker, { callbackId })
  if (url === null) return
  const leave = await enterReceiver(url)
  if (!leave) return void (await postponeCallback(worker, { callbackId, url }))
  try {
    await tryOnce(worker, callbackId, { signal, milliseconds })
  } finally {
    leave()
  }
}

/** Ends a callback whose job failed for reasons of ours. */
export async function giveUpCallback({ teamId, callbackId }: JobPayload<'callback.deliver'>): Promise<void> {
  await giveUp({ kind: 'worker', teamId }, { callbackId })
}

interface Limits {
  signal: AbortSignal
  milliseconds: number
}

type Ended = Omit<Parameters<typeof keepAttempt>[1], 'callbackId' | 'attemptId' | 'leasedUntil'>

async function tryOnce(worker: Actor, callbackId: string, limits: Limits): Promise<void> {
  const taken = await takeCallback(worker, { callbackId })
  if (!taken) return
  const { attemptId, leasedUntil } = taken
  const keep = (end: Ended) => keepAttempt(worker, { callbackId, attemptId, leasedUntil, ...end })
  const sent = await send(worker, taken, limits).catch(async (error: unknown) => {
    await keep(unsent('Nothing was sent: something failed within Docket. It tries again.', 'retried'))
    throw error
  })
  await keep(sent)
}

async function send(
  worker: Actor,
  { callbackId, url, secret, about }: TakenCallback,
  { signal, milliseconds }: Limits,
): Promise<Ended> {
  const payload = await readPayload(worker, about)
  if (!payload) return unsent(wasDeleted, 'never')
  const body = JSON.stringify(payload)
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'Docket',
    ...signatureHeaders({ secret, id: webhookId(callbackId), at: now(), body }),
  }
  return asEnded(await postCallback({ url, headers, body }, signal, milliseconds))
}

function asEnded({ stopped, ...posted }: Posted): Ended {
  if (!stopped) return { ...posted, next: 'counts' }
  return { ...posted, failure: 'Docket was stopped before the receiver’s answer was known.', next: 'again' }
}

function unsent(failure: string, next: 'retried' | 'never'): Ended {
  return { status: null, failure, milliseconds: 0, next }
}
