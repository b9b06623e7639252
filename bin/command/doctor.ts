import { StartFailure } from '@/lib/db/start-failure'
import { env } from '@/lib/env'
import type { Health } from '@/lib/health/health-part'
import { readHealth } from '@/lib/health/read-health'
import { readOptions, UsageError } from './usage'
import { isRunning, withDatabase } from './with-database'

/** One line of the report: the parts of Settings → Health, and `web`, whether the pages answer here. */
interface Line {
  part: string
  state: Health['state']
  says: string
}

/**
 * `doctor [--json] [--only web|worker]`: how this Docket is doing, also while it does not run. Answers 1 where something is
 * down, else 0. `--only worker` leaves the pages out, on a machine that has none.
 */
export async function doctorCommand(args: string[], print: (line: string) => void): Promise<number> {
  const { only } = readOptions(
    args.filter((arg) => arg !== '--json'),
    ['only'],
  )
  if (only !== undefined && only !== 'web' && only !== 'worker') throw new UsageError('--only is web or worker.')
  const running = isRunning() || Boolean(env().DATABASE_URL)
  const { health, why } = await examine()
  const lines: Line[] = [...health.parts]
  if (only !== 'worker') lines.unshift(await readWeb(running))
  const state = worstOf(lines)
  if (args.includes('--json')) {
    print(JSON.stringify({ state, at: health.at.toISOString(), ...(why && { why }), parts: lines }))
    return state === 'down' ? 1 : 0
  }
  print(`Docket on Node ${process.versions.node}, data in ${env().DATA_DIR}, ${env().PUBLIC_URL}`)
  if (!running) print('It is not running now: start it with npm start.')
  if (why) print(why)
  for (const { part, state, says } of lines) print(`${part.padEnd(10)} ${state.padEnd(9)} ${says}`)
  if (state === 'degraded') print('Warning: it works, but something above needs a look.')
  if (state === 'down') print('Something is down: see above.')
  return state === 'down' ? 1 : 0
}

/** The parts; without a database, what can be told without one, and the sentence that says why. */
async function examine(): Promise<{ health: Health; why?: string }> {
  try {
    return { health: await withDatabase(readHealth) }
  } catch (error) {
    if (!(error instanceof StartFailure)) throw error
    return { health: await readHealth(), why: error.message }
  }
}

/** Whether the pages answer on this machine. A Docket that was not started has none, which is not their fault. */
async function readWeb(running: boolean): Promise<Line> {
  const { HOST, PORT } = env()
  const host = HOST === '0.0.0.0' ? '127.0.0.1' : HOST === '::' ? '[::1]' : HOST
  const address = `http://${host}:${PORT}`
  const answer = await fetch(`${address}/api/health/live`, { signal: AbortSignal.timeout(4000) }).catch(() => null)
  if (answer?.ok) return { part: 'web', state: 'up', says: `The pages answer at ${address}.` }
  const what = running ? 'Start Docket again, or look at its log for why.' : 'Start Docket with npm start.'
  return { part: 'web', state: 'down', says: `The pages do not answer at ${address}. ${what}` }
}

function worstOf(lines: Line[]): Health['state'] {
  if (lines.some(({ state }) => state === 'down')) return 'down'
  return lines.some(({ state }) => state === 'degraded') ? 'degraded' : 'up'
}
