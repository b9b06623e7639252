import { setTimeout as pause } from 'node:timers/promises'
import { StartFailure } from '@/lib/db/start-failure'
import type { Settings } from '@/lib/env'

/** Milliseconds. */
const patience = 90_000

/** Resolves once what `probe` asks about is up. Throws StartFailure when it takes too long. */
export async function waitUntilHealthy(settings: Settings, stopping: AbortSignal, probe: string): Promise<void> {
  const host = settings.HOST === '0.0.0.0' ? '127.0.0.1' : settings.HOST === '::' ? '[::1]' : settings.HOST
  const until = Date.now() + patience
  let last = 'the pages do not answer'
  while (Date.now() < until) {
    stopping.throwIfAborted()
    try {
      const response = await fetch(`http://${host}:${settings.PORT}${probe}`, { signal: AbortSignal.timeout(5000) })
      if (response.ok) return
      const { parts } = (await response.json()) as { parts?: Record<string, string> }
      const down = Object.entries(parts ?? {}).filter(([, state]) => state === 'down')
      last = down.length > 0 ? `down: ${down.map(([part]) => part).join(', ')}` : `status ${response.status}`
    } catch {
      // Not listening yet.
    }
    await pause(100)
  }
  throw new StartFailure(`Docket did not come up within ${patience / 1000} seconds (${last}). Look at the log above.`)
}
