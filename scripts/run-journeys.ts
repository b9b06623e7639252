import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import { type JourneyLane, journeyLanes } from '../tests/support/journey-lanes'

/*
 * `npm run test:journeys`: on four processors or more both lanes side by side, each line of output with its lane before it; on
 * fewer all journeys in turn. Arguments are Playwright's: `npm run test:journeys -- 10-main-path`.
 */
const given = process.argv.slice(2)
if (given.length > 0) process.exit(await run('playwright', ['test', ...given], {}))

const files = fs.readdirSync('tests/journeys').flatMap((name) => /^(.*)\.spec\.ts$/.exec(name)?.[1] ?? [])
const placed: readonly string[] = Object.values(journeyLanes).flat()
const lost = files.filter((file) => !placed.includes(file))
if (lost.length > 0) {
  console.error(`These journeys are in no lane (tests/support/journey-lanes.ts): ${lost.join(', ')}`)
  process.exit(1)
}

const lanes = Object.keys(journeyLanes) as JourneyLane[]
// Two browsers and two products share two processors badly: what waits ten seconds for a page waits thirty.
if (os.availableParallelism() < 4) process.exit(await run('playwright', ['test'], {}))
const codes = await Promise.all(
  lanes.map((lane, place) =>
    run('playwright', ['test'], { JOURNEYS_LANE: lane, JOURNEYS_PORT: String(3210 + place) }, `${lane} │ `),
  ),
)
process.exit(Math.max(...codes))

/** Runs a program to its end; each line it prints goes on with `before` in front. Resolves to its exit code. */
function run(program: string, args: string[], environment: Record<string, string>, before?: string): Promise<number> {
  const env = { ...process.env, ...environment }
  const child = spawn(program, args, { env, stdio: before === undefined ? 'inherit' : ['ignore', 'pipe', 'pipe'] })
  for (const stream of [child.stdout, child.stderr]) {
    let begun = ''
    stream?.setEncoding('utf8').on('data', (text: string) => {
      const lines = (begun + text).split('\n')
      begun = lines.pop() ?? ''
      for (const line of lines) console.log(`${before}${line}`)
    })
    stream?.on('end', () => begun && console.log(`${before}${begun}`))
  }
  return new Promise((resolve) => {
    child.on('error', (error) => {
      console.error(`${program} could not be started: ${error.message}`)
      resolve(1)
    })
    child.on('close', (code) => resolve(code ?? 1))
  })
}
