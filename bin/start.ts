import { StartFailure } from '@/lib/db/start-failure'
import { env } from '@/lib/env'
import { launch } from './launcher/launch'
import { readRole } from './launcher/read-role'

/*
 * `npm start`: database, migrations, pages, worker; prints the address when all are up. Ctrl-C stops them in order.
 * `--only web` or `--only worker`: one of the two, for several replicas on one database (docs/running.md).
 * Everything that can go wrong here is one sentence and exit code 1.
 */

const say = (line: string) => void process.stdout.write(`${line}\n`)
const stopping = new AbortController()
const undoings: (() => Promise<void> | void)[] = []
let ending: Promise<void> | undefined

function end(code: number): Promise<void> {
  ending ??= (async () => {
    stopping.abort(new Error('stopping'))
    // Whatever does not end: web and worker end by themselves once this process has gone.
    setTimeout(() => process.exit(1), 60_000).unref()
    // While this runs, what is being started may still add to the list.
    for (let undo = undoings.pop(); undo; undo = undoings.pop()) {
      try {
        await undo()
      } catch (error) {
        process.stderr.write(`${sentenceOf(error)}\n`)
      }
    }
    process.exit(code)
  })()
  return ending
}

function sentenceOf(error: unknown): string {
  if (error instanceof StartFailure) return error.message
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'ENOSPC') return 'The disk is full. Free some space and start again.'
  return `Docket could not go on: ${error instanceof Error ? error.message : String(error)}`
}

function fail(error: unknown): void {
  if (ending) return
  process.stderr.write(`${sentenceOf(error)}\n`)
  void end(1)
}

let asked = 0
function stop(): void {
  if (!asked) {
    asked = Date.now()
    if (undoings.length > 0) say('Stopping …')
    void end(0)
    return
  }
  // npm passes Ctrl-C on, so one press arrives twice; only a later one means "now".
  if (Date.now() - asked > 2000) process.exit(1)
}
process.on('SIGINT', stop)
process.on('SIGTERM', stop)
process.on('SIGHUP', stop)
process.on('uncaughtException', fail)
process.on('unhandledRejection', fail)
// Whoever read the lines has gone, as in `npm start | head`: that is no reason to stop.
process.stdout.on('error', () => {})
process.stderr.on('error', () => {})

const parent = process.ppid
if (process.env.npm_lifecycle_event) {
  // A killed npm passes nothing on.
  setInterval(() => process.ppid !== parent && stop(), 1000).unref()
}

try {
  const role = readRole(process.argv.slice(2), env())
  const atEnd = (undo: () => Promise<void> | void) => void undoings.push(undo)
  await launch(env(), { say, stopping: stopping.signal, giveUp: fail, atEnd }, role)
} catch (error) {
  fail(error)
}
