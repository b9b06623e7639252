import { execFile, spawn } from 'node:child_process'
import fs from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import postgres from 'postgres'
import { findEmbeddedPostgres } from '@/lib/db/embedded-postgres'
import { ownSettings, runs } from '../support/launcher'

/** A Docket with everything of its own. Any process can stop it, start it again or kill it: what is known of it is here. */
export interface Docket {
  /** Where it really listens, without a slash at the end; its PUBLIC_URL may be another. */
  url: string
  port: number
  /** Its database and media; beside it lie its log, its process id and its settings. */
  folder: string
  settings: Record<string, string>
}

export function docketAt(folder: string, port: number, settings: Record<string, string> = {}): Docket {
  return { url: `http://127.0.0.1:${port}`, port, folder, settings }
}

function environmentOf(docket: Docket): NodeJS.ProcessEnv {
  return {
    ...process.env,
    ...ownSettings,
    DETECT_API_URL: '',
    DETECT_API_KEY: '',
    // Its own; a test runner sets it to something else.
    NODE_ENV: 'production',
    VITEST: '',
    DATA_DIR: docket.folder,
    PORT: String(docket.port),
    ...settingsOf(docket),
  }
}

/** What it was last started with; before its first start, what it was made with. */
export function settingsOf({ folder, settings }: Docket): Record<string, string> {
  const file = `${folder}.settings`
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : settings
}

/**
 * Starts Docket as a person does, and waits until it is ready. It outlives this process: stop it. `changed` settings stay
 * changed.
 */
export async function startDocket(docket: Docket, changed: Record<string, string> = {}): Promise<void> {
  fs.mkdirSync(docket.folder, { recursive: true, mode: 0o700 })
  fs.writeFileSync(`${docket.folder}.settings`, JSON.stringify({ ...settingsOf(docket), ...changed }))
  // What it printed before its last start is searched too.
  if (fs.existsSync(`${docket.folder}.log`)) fs.appendFileSync(`${docket.folder}.earlier.log`, logOf(docket))
  const log = fs.openSync(`${docket.folder}.log`, 'w')
  // Nobody's child: a test runner ends whatever descends from a worker when that worker's file is done.
  fs.rmSync(`${docket.folder}.pid`, { force: true })
  const program = `echo $$ > "$PID_FILE"; exec "${process.execPath}" bin/start.mjs`
  const child = spawn('setsid', ['--fork', 'sh', '-c', program], {
    detached: true,
    stdio: ['ignore', log, log],
    env: { ...environmentOf(docket), PID_FILE: `${docket.folder}.pid` },
  })
  fs.closeSync(log)
  child.unref()
  while (pidOf(docket.folder) === 0) await pause(20)
  const pid = pidOf(docket.folder)
  while (!logOf(docket).includes('Ready ')) {
    await pause(50)
    if (!runs(pid)) throw new Error(`Docket did not start:\n${logOf(docket)}`)
  }
}

/** What it printed since its last start. */
export function logOf({ folder }: Docket): string {
  return fs.readFileSync(`${folder}.log`, 'utf8')
}

/** Ends it as a person does, and waits until it has. */
export async function stopDocket({ folder }: Docket): Promise<void> {
  const pid = pidOf(folder)
  if (!runs(pid)) return
  process.kill(pid, 'SIGTERM')
  for (let waited = 0; runs(pid) && waited < 600; waited++) await pause(50)
  if (runs(pid)) throw new Error(`Docket did not end: process ${pid}`)
}

/** Ends every process of it at once, without a warning, as a power cut does. */
export async function killDocket({ folder }: Docket): Promise<void> {
  const [noted = ''] = fs.readFileSync(`${folder}/postgres/postmaster.pid`, 'utf8').split('\n')
  const all = [...new Set([pidOf(folder), Number(noted)].flatMap((pid) => [pid, ...descendantsOf(pid)]))]
  for (const pid of all) if (runs(pid)) process.kill(pid, 'SIGKILL')
  while (all.some(runs)) await pause(20)
}

function pidOf(folder: string): number {
  return fs.existsSync(`${folder}.pid`) ? Number(fs.readFileSync(`${folder}.pid`, 'utf8')) : 0
}

function descendantsOf(ancestor: number): number[] {
  const parents = new Map<number, number>()
  for (const name of fs.readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      const [, parent] = /\nPPid:\s+(\d+)/.exec(fs.readFileSync(`/proc/${name}/status`, 'utf8')) ?? []
      parents.set(Number(name), Number(parent))
    } catch {
      // It ended meanwhile.
    }
  }
  const under = (pid: number): number[] =>
    [...parents].flatMap(([child, parent]) => (parent === pid ? [child, ...under(child)] : []))
  return under(ancestor)
}

const run = promisify(execFile)

/** `npm run docket` beside it; answers what it prints. */
export async function command(docket: Docket, ...words: string[]): Promise<string> {
  const { stdout } = await run(process.execPath, ['bin/docket.mjs', ...words], { env: environmentOf(docket) })
  return stdout.trim()
}

/** Makes a team with its admin. */
export async function makeTeam(docket: Docket, team: string): Promise<void> {
  const person = ['--email', 'ada@example.test', '--name', 'Ada Admin', '--password', 'ada has a long password']
  await command(docket, 'setup', '--team', team, ...person)
}

export function makeKey(docket: Docket, team: string, name: string): Promise<string> {
  return command(docket, 'key', 'create', '--team', team, '--name', name, '--scopes', 'read,submit,delete')
}

/** Where its database answers. Looks more than once: what a busy machine says of a process is not always there at once. */
async function findDatabase(folder: string): Promise<string> {
  for (let looks = 0; looks < 50; looks++) {
    const url = await findEmbeddedPostgres(folder)
    if (url) return url
    await pause(100)
  }
  throw new Error(`no database runs in ${folder}`)
}

/** Looks into its database as the owner; it may have been started anew since the last time. */
export async function inDatabase<T>({ folder }: Docket, look: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const url = await findDatabase(folder)
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    return await look(sql)
  } finally {
    await sql.end()
  }
}

/** Stops what does its analyses, so that they stay where they are; the answer lets it go on. */
export function pauseWorker({ folder }: Docket): () => void {
  const workers = descendantsOf(pidOf(folder)).filter((pid) => {
    const words = fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8')
    return words.includes('jobs/worker')
  })
  if (workers.length === 0) throw new Error(`no worker runs in ${folder}`)
  for (const pid of workers) process.kill(pid, 'SIGSTOP')
  return () => {
    for (const pid of workers) process.kill(pid, 'SIGCONT')
  }
}
