import { execFile, execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { freePort } from './launcher'

const versions = '/usr/lib/postgresql'
/** Nobody: a database server refuses to run as root. */
const owner = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}
const password = 'for this test only'
const run = promisify(execFile)

/** A database server that Docket did not bring along, with the programs of its own version. */
export interface OwnServer {
  /** As its superuser. */
  url: string
  /** What `pg_dump` writes of it, with these options. */
  dump(...options: string[]): Promise<Buffer>
  stop(): void
}

/** Starts Debian's PostgreSQL on a folder of its own; installs it where it is missing and that can be done. */
export async function startDebianPostgres(): Promise<OwnServer> {
  const bin = findPrograms() ?? install()
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'docket-own-server-'))
  const data = path.join(folder, 'data')
  const secret = path.join(folder, 'password')
  fs.writeFileSync(secret, password)
  if (owner.uid) for (const place of [folder, secret]) fs.chownSync(place, owner.uid, owner.gid)
  const port = await freePort()
  const program = (name: string, ...words: string[]) =>
    execFileSync(path.join(bin, name), words, { ...owner, cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] })
  program(
    'initdb',
    '-D',
    data,
    '-U',
    'postgres',
    '-A',
    'scram-sha-256',
    `--pwfile=${secret}`,
    '-E',
    'UTF8',
    '--no-sync',
  )
  const settings = `-c port=${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off`
  program('pg_ctl', '-D', data, '-l', path.join(folder, 'log'), '-w', '-o', settings, 'start')
  const url = `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`
  return {
    url,
    async dump(...options) {
      const most = 512 * 1024 * 1024
      const { stdout } = await run(path.join(bin, 'pg_dump'), [...options, url], {
        encoding: 'buffer',
        maxBuffer: most,
      })
      return stdout
    },
    stop() {
      program('pg_ctl', '-D', data, '-m', 'immediate', '-w', 'stop')
      fs.rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Where the programs of the oldest version lie that Docket runs on; null where there is none. */
function findPrograms(): string | null {
  const names = fs.existsSync(versions) ? fs.readdirSync(versions) : []
  const [found] = names.filter((name) => Number(name) >= 15).sort((a, b) => Number(a) - Number(b))
  const bin = path.join(versions, found ?? '', 'bin')
  return found !== undefined && fs.existsSync(path.join(bin, 'postgres')) ? bin : null
}

function install(): string {
  if (owner.uid) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    for (const words of [['update'], ['install', '-y', '--no-install-recommends', 'postgresql']])
      execFileSync('apt-get', ['-qq', ...words], { env, stdio: ['ignore', 'ignore', 'inherit'] })
  }
  const bin = findPrograms()
  if (bin === null)
    throw new Error('This test needs PostgreSQL 15 or newer: install it with "apt-get install postgresql".')
  return bin
}
