import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { digest } from '@/lib/access/digest'
import { database } from '@/lib/db/client'
import type { Connection } from './read-connection'

/** Requests to one key: with this burst no second sees more than the contract's 40. */
export const perSecond = 30
export const burst = 10

/** No request waits for its turn longer than this; it is tried again later then. Seconds. */
const longestWait = 60

/**
 * Waits until a request may go out to a provider's key: over all replicas together, and evenly among the teams that use
 * it. False when that takes longer than a minute. Throws when the signal aborts.
 */
export async function takeProviderTurn(
  { url, key }: Pick<Connection, 'url' | 'key'>,
  teamId: string,
  signal: AbortSignal,
): Promise<boolean> {
  const provider = digest(`${url}\n${key}`)
  const until = performance.now() + longestWait * 1000
  for (;;) {
    signal.throwIfAborted()
    const [turn] = await database().execute<{ wait: number }>(
      sql`select take_provider_turn(${provider}, ${teamId}, ${perSecond}, ${burst}) as wait`,
    )
    const wait = turn?.wait ?? 0
    if (wait <= 0) return true
    if (performance.now() + wait * 1000 > until) return false
    // A little more, so that those who wait do not all ask at one instant.
    await pause(wait * 1000 + Math.random() * 20, undefined, { signal })
  }
}
