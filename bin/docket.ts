import { StartFailure } from '@/lib/db/start-failure'
import { DocketError } from '@/lib/errors'
import { commands } from './command/commands'
import { UsageError, usage } from './command/usage'

/* `npm run docket -- COMMAND`: what an operator does from the machine. Exit code 2: not understood; 1: it failed. */

const [first = '', second = '', ...rest] = process.argv.slice(2)
const run = commands[`${first} ${second}`] ?? commands[first]
const args = commands[`${first} ${second}`] ? rest : process.argv.slice(3)

async function main(): Promise<number> {
  if (['help', '--help', '-h'].includes(first)) {
    process.stdout.write(usage)
    return 0
  }
  if (!run)
    throw new UsageError(first ? `There is no command "${`${first} ${second}`.trim()}".` : 'No command was given.')
  return run(args, (line) => void process.stdout.write(`${line}\n`))
}

try {
  process.exitCode = await main()
} catch (error) {
  if (error instanceof UsageError) {
    process.stderr.write(`${error.message}\n\n${usage}`)
    process.exitCode = 2
  } else {
    const known = error instanceof StartFailure || error instanceof DocketError
    const message = error instanceof Error ? error.message : String(error)
    process.stderr.write(`${known ? message : `The command failed: ${message}`}\n`)
    process.exitCode = 1
  }
}
