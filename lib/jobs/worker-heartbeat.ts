import crypto from 'node:crypto'
import os from 'node:os'
import { eq, lt, sql } from 'drizzle-orm'
import { workerHeartbeats } from '@/drizzle/schema/worker-heartbeats'
import { addSeconds, now } from '@/lib/clock'
import { database } from '@/lib/db/client'
import { decoderStatus } from '@/lib/engine/decoder'
import { log } from '@/lib/log'

/** Seconds between two signs of life. */
const pause = 5

/** Renews this process's row while it lives; notes there what its decoder can. Answers the way to stop, which removes it. */
export async function startHeartbeat(): Promise<() => Promise<void>> {
  const id = crypto.randomUUID()
  const startedAt = now()
  const beat = () =>
    database()
      .insert(workerHeartbeats)
      .values({ id, host: os.hostname(), pid: process.pid, startedAt, beatAt: sql`now()` })
      .onConflictDoUpdate({ target: workerHeartbeats.id, set: { beatAt: sql`now()` } })
  const noteDecoder = async () => {
    const { available, says } = await decoderStatus()
    await database()
      .update(workerHeartbeats)
      .set({ decodes: available, decoder: says })
      .where(eq(workerHeartbeats.id, id))
  }
  await database()
    .delete(workerHeartbeats)
    .where(lt(workerHeartbeats.beatAt, addSeconds(now(), -3600)))
  await beat()
  // Beside the start: loading the decoder takes a moment. It is asked here because only workers decode.
  const noted = noteDecoder().catch((error: unknown) => log.warn({ err: error }, 'could not note what the decoder can'))
  const timer = setInterval(() => {
    beat().then(
      () => {},
      (error: unknown) => log.warn({ err: error }, 'could not write the worker’s sign of life'),
    )
  }, pause * 1000)
  return async () => {
    clearInterval(timer)
    await noted
    await database().delete(workerHeartbeats).where(eq(workerHeartbeats.id, id))
  }
}
