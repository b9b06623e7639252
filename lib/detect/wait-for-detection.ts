import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { detections } from '@/drizzle/schema/detections'
import { intelligences } from '@/drizzle/schema/intelligences'
import type { Actor } from '@/lib/access/actor'
import { query } from '@/lib/db/query'
import { subscribe } from '@/lib/live/listen'

/** The longest a request may wait for its result (detect-api.md, section 5). Milliseconds. */
export const longestWait = 110_000

/** How many requests of one key may wait at a time, in each web process by itself. */
export const mostWaiters = 50

/** A look even without word of a change, should that word be lost; and the shortest time between two looks. */
const lookEvery = 2_000
const pause = 500

const waiting = new Map<string, number>()

interface Wait {
  milliseconds: number
  /** Whose waits are counted together: the key's id. */
  waiter: string
  signal: AbortSignal
}

/** Whether a detection and the report in words asked for on it have ended; true when there is none. */
const hasEnded = query({
  permission: 'case.read',
  input: z.object({ detectionId: z.uuid() }),
  async run(tx, { detectionId }, actor) {
    const [row] = await tx
      .select({ status: detections.status, report: intelligences.status })
      .from(detections)
      .leftJoin(
        intelligences,
        and(eq(intelligences.teamId, detections.teamId), eq(intelligences.detectionId, detections.id)),
      )
      .where(and(eq(detections.teamId, actor.teamId), eq(detections.id, detectionId)))
    return row?.status !== 'processing' && row?.report !== 'processing'
  },
})

/**
 * Waits until a detection, and the report in words where one was asked for, has ended, until `milliseconds` have passed
 * or until the signal aborts, whichever comes first; not at all, and then answers false, when `mostWaiters` of the same
 * waiter wait already. Woken by changes of the team, it looks at most twice a second.
 */
export async function waitForDetection(actor: Actor, detectionId: string, wait: Wait): Promise<boolean> {
  const others = waiting.get(wait.waiter) ?? 0
  if (others >= mostWaiters) return false
  waiting.set(wait.waiter, others + 1)
  try {
    await watch(actor, detectionId, wait)
    return true
  } finally {
    const left = (waiting.get(wait.waiter) ?? 1) - 1
    if (left > 0) waiting.set(wait.waiter, left)
    else waiting.delete(wait.waiter)
  }
}

async function watch(actor: Actor, detectionId: string, { milliseconds, signal }: Wait): Promise<void> {
  const until = performance.now() + Math.min(milliseconds, longestWait)
  let changed = false
  let wake = () => {}
  const stop = subscribe(actor.teamId, () => {
    changed = true
    wake()
  })
  const abort = () => wake()
  signal.addEventListener('abort', abort)
  const sleep = (length: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, length)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  try {
    while (!signal.aborted) {
      const looked = performance.now()
      if (await hasEnded(actor, { detectionId })) return
      const left = until - performance.now()
      if (left <= 0) return
      if (!changed) await sleep(Math.min(lookEvery, left))
      changed = false
      const early = Math.min(looked + pause, until) - performance.now()
      if (!signal.aborted && early > 0) await new Promise((resolve) => setTimeout(resolve, early))
    }
  } finally {
    stop()
    signal.removeEventListener('abort', abort)
  }
}
