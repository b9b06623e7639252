import type { ChildProcess } from 'node:child_process'
import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import postgres from 'postgres'
import { startFailureOf } from './postgres-faults'
import { ensurePostgresFolder, superuser } from './postgres-folder'
import { isAlive, isPostgresOf, isTaken, startProgram } from './postgres-program'
import { StartFailure } from './start-failure'

export interface EmbeddedPostgres {
  /** Connects as the owner of everything in it. */
  ownerUrl: string
  port: number
  /** True when a server left by a killed launcher was taken over. */
  reused: boolean
  isAlive(): boolean
  stop(): Promise<void>
}

/**
 * Starts the Postgres that npm installed, with its data in `folder`/postgres, or takes over one that still runs there.
 * `port` asks for that port; otherwise any free one. Throws StartFailure.
 */
export async function startEmbeddedPostgres(folder: string, port?: number): Promise<EmbeddedPostgres> {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
  const { data, password } = await ensurePostgresFolder(folder)
  const urlOf = (at: number) => `postgres://${superuser}:${password}@127.0.0.1:${at}/postgres`
  const survivor = await findServer(data)
  if (survivor) {
    await answering(urlOf(survivor.port), data)
    return { ...serverOf(survivor.pid, data), ownerUrl: urlOf(survivor.port), port: survivor.port, reused: true }
  }
  const chosen = port ?? (await freePort())
  const pid = await start(data, chosen)
  return { ...serverOf(pid, data), ownerUrl: urlOf(chosen), port: chosen, reused: false }
}

/** The owner's URL of the server that runs on `folder`/postgres, if one does. */
export async function findEmbeddedPostgres(folder: string): Promise<string | undefined> {
  const server = await findServer(path.join(folder, 'postgres'))
  if (!server) return undefined
  const password = fs.readFileSync(path.join(folder, 'postgres.secret'), 'utf8').trim()
  return `postgres://${superuser}:${password}@127.0.0.1:${server.port}/postgres`
}

async function start(data: string, port: number): Promise<number> {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    // A refused row's values and the statement's text stay out of what the server prints.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
  }
  const args = ['-D', data, '-p', String(port)]
  for (const [name, value] of Object.entries(settings)) args.push('-c', `${name}=${value}`)
  for (let attempt = 1; ; attempt++) {
    disownPidFile(data)
    const child = startProgram('postgres', args)
    const fault = await ready(child)
    if (fault === undefined && child.pid) return child.pid
    // Children of a killed server are gone a moment after it.
    if (attempt < 10 && /pre-existing shared memory/.test(fault ?? '')) await pause(1000)
    else throw startFailureOf(fault ?? '', data)
  }
}

/** Resolves when the server answers; with what it printed when it gave up. */
function ready(child: ChildProcess): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    let printed = ''
    child.stderr?.on('data', (chunk) => {
      printed = (printed + chunk).slice(-4000)
      if (printed.includes('ready to accept connections')) resolve(undefined)
    })
    child.once('error', reject)
    child.once('close', () => resolve(printed))
  })
}

function serverOf(pid: number, data: string): Pick<EmbeddedPostgres, 'isAlive' | 'stop'> {
  const alive = () => isAlive(pid) && isPostgresOf(pid, data)
  return {
    isAlive: alive,
    async stop() {
      // SIGINT: roll back what is open, write everything out, end. SIGQUIT: end now, recover at the next start.
      for (const [signal, seconds] of [
        ['SIGINT', 30],
        ['SIGQUIT', 5],
      ] as const) {
        if (alive()) process.kill(pid, signal)
        for (let waited = 0; waited < seconds * 50; waited++) {
          if (!alive()) return
          await pause(20)
        }
      }
    },
  }
}

async function findServer(data: string): Promise<{ pid: number; port: number } | undefined> {
  for (let waited = 0; waited < 600; waited++) {
    const noted = readPidFile(data)
    if (!noted || !isAlive(noted.pid) || !isPostgresOf(noted.pid, data)) return undefined
    if (noted.status !== 'stopping' && noted.port > 0) return noted
    await pause(100)
  }
  throw new StartFailure(`An earlier database server on ${data} does not come to an end. End it and start again.`)
}

/**
 * A pid file whose number is another program's by now, or still that of what was killed, makes Postgres refuse. With its
 * parent's number in the file it goes on, and still checks the shared memory named there, so that two servers can never
 * work on one folder.
 */
function disownPidFile(data: string): void {
  const noted = readPidFile(data)
  if (!noted || !isTaken(noted.pid) || isPostgresOf(noted.pid, data)) return
  const file = path.join(data, 'postmaster.pid')
  const [, ...rest] = fs.readFileSync(file, 'utf8').split('\n')
  fs.writeFileSync(file, [process.pid, ...rest].join('\n'))
}

function readPidFile(data: string): { pid: number; port: number; status: string } | undefined {
  try {
    const lines = fs.readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n')
    const pid = Number(lines[0])
    return pid > 0 ? { pid, port: Number(lines[3] ?? 0), status: (lines[7] ?? '').trim() } : undefined
  } catch {
    return undefined
  }
}

async function answering(url: string, data: string): Promise<void> {
  for (let waited = 0; ; waited++) {
    const client = postgres(url, { max: 1, onnotice: () => {}, connect_timeout: 5 })
    try {
      await client`select 1`
      return
    } catch (error) {
      // 57P03: still starting up, which after a crash means replaying what was written.
      if (waited > 300 || !['57P03', 'ECONNREFUSED'].includes(String((error as { code?: unknown }).code))) {
        throw new StartFailure(
          `A database server runs on ${data} but does not answer: ${(error as Error).message}`,
          error,
        )
      }
      await pause(200)
    } finally {
      await client.end({ timeout: 1 })
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net
      .createServer()
      .once('error', reject)
      .listen(0, '127.0.0.1', () => {
        const { port } = server.address() as net.AddressInfo
        server.close(() => resolve(port))
      })
  })
}
