import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { closeDatabase, connect, replaceDatabase } from '@/lib/db/client'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@/lib/db/embedded-postgres'
import { StartFailure } from '@/lib/db/start-failure'
import type { Settings } from '@/lib/env'
import { createSetupLink } from '@/lib/teams/create-setup-link'
import { buildPages, isBuilt } from './build-pages'
import { checkPort } from './check-port'
import { childEnvironment } from './child-environment'
import { ensureAuthSecret, openDataFolder } from './data-folder'
import { takeLock } from './instance-lock'
import { openDatabase } from './open-database'
import type { Role } from './read-role'
import { type Supervised, supervise } from './supervise'
import { waitUntilHealthy } from './wait-until-healthy'

type Say = (line: string) => void
/** Adds something to undo at the end; the last added is undone first. */
type AtEnd = (undo: () => Promise<void> | void) => void

/** Crashes in a row after which a process that never worked is given up. */
const patience = 4

/**
 * Starts everything in order. What it starts it hands to `atEnd` at once, so that a stop at any moment leaves nothing.
 * `giveUp` is called when a process fails for good later on. `role`: pages or worker alone. Throws StartFailure.
 */
export async function launch(
  settings: Settings,
  { say, atEnd, giveUp, stopping }: { say: Say; atEnd: AtEnd; giveUp: (why: unknown) => void; stopping: AbortSignal },
  role: Role = 'all',
): Promise<void> {
  const folder = settings.DATA_DIR
  openDataFolder(folder)
  if (!settings.DATABASE_URL) atEnd(lockFolder(folder, settings.PUBLIC_URL))
  if (role !== 'worker') await checkPort(settings.HOST, settings.PORT)
  const secret = ensureAuthSecret(folder, settings.AUTH_SECRET)

  const opening = openDatabase(folder, settings.DATABASE_URL, secret)
  let server: EmbeddedPostgres | undefined
  atEnd(async () => {
    await opening.catch(() => {})
    await server?.stop()
  })
  const opened = await opening
  server = opened.server
  stopping.throwIfAborted()
  say(server ? `Database  ${path.join(folder, 'postgres')}` : 'Database  the server in DATABASE_URL')

  if (role !== 'worker' && !isBuilt()) {
    say('Building  about a minute, once …')
    await buildPages((child) => atEnd(() => killGroup(child.pid)))
    stopping.throwIfAborted()
  }

  const env = childEnvironment(settings, opened.appUrl, secret)
  let healthy = false
  const run = (name: string, program: string, execArgv: string[]): Supervised => {
    const process = supervise(program, { execArgv, env }, (crashes, code, signal) => {
      if (!healthy && crashes >= patience) giveUp(whyNot(name, folder))
      else say(`The ${name} stopped unexpectedly (${signal ?? `exit code ${code}`}) and is started again.`)
    })
    atEnd(() => process.stop())
    return process
  }
  const worker = role === 'web' ? undefined : run('worker', 'lib/jobs/worker.ts', ['--import', 'tsx'])
  // Chunks of uploads die young: a small young generation frees them soon (npm run bench -- upload-memory).
  if (role !== 'worker') run('web server', 'bin/web.mjs', ['--max-semi-space-size=2'])
  if (server) void keepDatabase(folder, server, (next) => (server = next), say, stopping)
  if (role === 'worker') {
    await worker?.ready(stopping)
    healthy = true
    return say('Ready     worker')
  }
  // Pages alone answer before any worker lives, which may run elsewhere and come later.
  await waitUntilHealthy(settings, stopping, role === 'web' ? '/api/health/live' : '/api/health')
  healthy = true
  say(`Ready     ${settings.PUBLIC_URL}`)
  await offerSetup(opened.appUrl, say)
}

function lockFolder(folder: string, url: string): () => void {
  const taken = takeLock(folder, 'start', url)
  if ('release' in taken) return taken.release
  const { pid, what, url: address } = taken.holder
  throw new StartFailure(
    what === 'start'
      ? `Docket runs on the data folder ${folder} already: process ${pid}, ${address}. Stop it first, or choose another ` +
          'folder with DATA_DIR and another port with PORT.'
      : `A docket command is using the data folder ${folder} (process ${pid}). Start again when it has ended.`,
  )
}

function whyNot(name: string, folder: string): unknown {
  try {
    // Nothing can be written any more on a disk that has filled up meanwhile.
    openDataFolder(folder)
  } catch (error) {
    return error
  }
  return new StartFailure(`The ${name} does not start; the reason stands above.`)
}

/** Starts the database again, on its port, should it end while it is needed. */
async function keepDatabase(
  folder: string,
  first: EmbeddedPostgres,
  replace: (next: EmbeddedPostgres) => void,
  say: Say,
  stopping: AbortSignal,
): Promise<void> {
  let server = first
  while (!stopping.aborted) {
    await pause(2000, undefined, { signal: stopping, ref: false }).catch(() => {})
    if (stopping.aborted || server.isAlive()) continue
    say('The database stopped unexpectedly and is started again.')
    try {
      server = await startEmbeddedPostgres(folder, server.port)
      replace(server)
    } catch (error) {
      say(error instanceof Error ? error.message : String(error))
      await pause(5000, undefined, { signal: stopping, ref: false }).catch(() => {})
    }
  }
}

async function offerSetup(appUrl: string, say: Say): Promise<void> {
  replaceDatabase(connect(appUrl, 1))
  try {
    const link = await createSetupLink()
    if (link) say(`Set up    ${link}\n          (works once; it makes the first team and its admin)`)
  } finally {
    await closeDatabase()
  }
}

function killGroup(pid: number | undefined): void {
  if (!pid) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // It has ended.
  }
}
