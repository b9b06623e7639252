import { spawnSync } from 'node:child_process'

/*
 * `npm test`: everything, in the order in which faults are cheapest to find. `npm test -- --from journeys` starts later.
 */
const steps: [name: string, command: string, args: string[]][] = [
  ['types', 'npm', ['run', '--silent', 'typecheck']],
  ['lint', 'biome', ['ci']],
  ['unit', 'vitest', ['run', '--project', 'unit']],
  ['build', 'tsx', ['scripts/build.ts']],
  ['launcher', 'vitest', ['run', '--project', 'launcher']],
  ['conformance', 'vitest', ['run', '--project', 'conformance']],
  ['south', 'vitest', ['run', '--project', 'south']],
  ['replicas', 'vitest', ['run', '--project', 'replicas']],
  ['chromium', 'tsx', ['scripts/ensure-chromium.ts']],
  ['canary', 'vitest', ['run', '--project', 'canary']],
  ['journeys', 'tsx', ['scripts/run-journeys.ts']],
]

const from = process.argv.includes('--from') ? process.argv[process.argv.indexOf('--from') + 1] : steps[0]?.[0]
const first = steps.findIndex(([name]) => name === from)
if (first < 0) {
  console.error(`There is no step "${from}"; the steps are ${steps.map(([name]) => name).join(', ')}.`)
  process.exit(2)
}

const began = Date.now()
const seconds = (since: number) => `${((Date.now() - since) / 1000).toFixed(0)} s`
const report: string[] = []
for (const [name, command, args] of steps.slice(first)) {
  console.log(`\n── ${name}`)
  const since = Date.now()
  const done = spawnSync(command, args, { stdio: 'inherit' })
  if (done.status !== 0) {
    const why = done.error?.message ?? (done.signal ? `ended by ${done.signal}` : `exit code ${done.status}`)
    console.error(`\nnpm test: ${name} failed (${why}) after ${seconds(began)}`)
    process.exit(1)
  }
  report.push(`${name} ${seconds(since)}`)
}
console.log(`\nnpm test: all passed in ${seconds(began)} (${report.join(', ')})`)
