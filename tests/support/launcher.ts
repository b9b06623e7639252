import { type ChildProcess, spawn } from 'node:child_process'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/** A running `npm start` and what it has printed. */
export interface Launched {
  child: ChildProcess
  port: number
  printed(): string
  /** Resolves when the address is printed; rejects when it ends before that. */
  ready(): Promise<void>
  ended(): Promise<{ code: number | null; printed: string }>
  /** Process ids of the launcher's web, worker and Postgres, by a word of their command line. */
  childIds(): Record<'launcher' | 'web' | 'worker' | 'postgres', number>
}

const root = path.resolve(import.meta.dirname, '../..')
const launched: ChildProcess[] = []
const made: string[] = []

/** Empty settings go before what a file .env says, and count as not given. */
export const ownSettings = { DATABASE_URL: '', PUBLIC_URL: '', AUTH_SECRET: '', HOST: '', LOG_LEVEL: 'warn' }

/** A data folder of its own, with a space in its path. */
export function makeDataFolder(): string {
  const parent = fs.mkdtempSync(path.join(os.tmpdir(), 'docket launcher '))
  made.push(parent)
  return path.join(parent, 'data')
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as net.AddressInfo
      server.close(() => resolve(port))
    })
  })
}

/** Starts Docket as a person does. */
export function start(
  folder: string,
  port: number,
  settings: Record<string, string> = {},
  args: string[] = [],
): Launched {
  const child = spawn('npm', ['start', '--silent', '--', ...args], {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...ownSettings, DATA_DIR: folder, PORT: String(port), ...settings },
  })
  launched.push(child)
  let text = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      text += chunk
    })
  }
  const closed = new Promise<number | null>((resolve) => child.once('close', resolve))
  const ended = async () => ({ code: await closed, printed: text })
  return {
    child,
    port,
    printed: () => text,
    ended,
    async ready() {
      while (!text.includes('Ready ')) {
        const early = await Promise.race([pause(20), ended()])
        if (early) throw new Error(`Docket ended with ${early.code}: ${early.printed}`)
      }
      // The set-up link, where there is one, comes with the next breath.
      await pause(300)
    },
    childIds: () => childIds(folder, child.pid ?? 0),
  }
}

/** Ends everything this test file started; for afterEach. */
export async function endAll(): Promise<void> {
  for (const child of launched.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    const gone = new Promise((resolve) => child.once('exit', resolve))
    process.kill(child.pid ?? 0, 'SIGTERM')
    await gone
  }
}

/** The same, and removes their data folders; for afterAll. */
export async function leaveNothing(): Promise<void> {
  await endAll()
  for (const parent of made.splice(0)) fs.rmSync(parent, { recursive: true, force: true })
}

function childIds(folder: string, npm: number): ReturnType<Launched['childIds']> {
  const all = fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
  const parentOf = (pid: number) => Number(/\nPPid:\s+(\d+)/.exec(read(`/proc/${pid}/status`))?.[1])
  const launcher = all.find((pid) => parentOf(pid) === npm) ?? 0
  const child = (word: string) =>
    all.find((pid) => parentOf(pid) === launcher && read(`/proc/${pid}/cmdline`).includes(word)) ?? 0
  const noted = read(path.join(folder, 'postgres/postmaster.pid')).split('\n')[0]
  return { launcher, web: child('bin/web'), worker: child('jobs/worker'), postgres: Number(noted ?? 0) }
}

function read(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

/** Whether a process still runs; one that has ended but was not yet collected does not. */
export function runs(pid: number): boolean {
  const state = /\nState:\s+(\S)/.exec(read(`/proc/${pid}/status`))?.[1]
  return state !== undefined && state !== 'Z'
}
