import { setTimeout as rest } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { database } from '@/lib/db/client'
import { log } from '@/lib/log'
import { callbackChannel } from './announce-callback'
import { askOfCallbacks } from './ask-of-callbacks'

/** Milliseconds until the next look where nobody said that one came; a word that got lost costs as much. */
const pause = 2_000

/** Between two looks in any case: in a flood the many are seen to together, and room for the rest comes meanwhile. */
const breath = 100

/**
 * Sees to callbacks that came in, as soon as one is announced. Any number of workers may do so at once. Answers the way to
 * stop it, which waits for what it is at.
 */
export async function startInbox(): Promise<() => Promise<void>> {
  let stopped = false
  let told = false
  let wake = () => {}
  const hear = () => {
    told = true
    wake()
  }
  const listening = await database().$client.listen(callbackChannel, hear, hear)
  const pass = async () => {
    const teams = await database().execute<{ id: string }>(sql`select teams_with_callbacks() as id`)
    for (const { id: teamId } of teams) {
      if (stopped) return
      told = (await askOfCallbacks({ kind: 'worker', teamId }, {})) || told
    }
  }
  const running = (async () => {
    while (!stopped) {
      told = false
      await pass().catch((error: unknown) => {
        log.error({ err: error }, 'could not see to callbacks that came in; the next look will')
      })
      await rest(breath)
      if (told || stopped) continue
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pause)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
  })()
  return async () => {
    stopped = true
    wake()
    await listening.unlisten().catch(() => {})
    await running
  }
}
