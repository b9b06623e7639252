import { type ChildProcess, spawn } from 'node:child_process'
import fs from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { runs } from '../support/launcher'

/** A launcher that runs the pages or a worker alone, and what it runs. */
export interface Replica {
  name: string
  role: 'web' | 'worker'
  /** Where its pages listen; a worker's is not used. */
  port: number
  url: string
  log: string
  launcher: ChildProcess | undefined
}

/** Starts it as a person does; resolves once it says that it is ready. */
export async function startReplica(replica: Replica, env: NodeJS.ProcessEnv): Promise<void> {
  const log = fs.openSync(replica.log, 'a')
  const before = fs.statSync(replica.log).size
  const launcher = spawn(process.execPath, ['bin/start.mjs', '--only', replica.role], {
    detached: true,
    stdio: ['ignore', log, log],
    env: { ...env, PORT: String(replica.port) },
  })
  fs.closeSync(log)
  replica.launcher = launcher
  const printed = () => fs.readFileSync(replica.log, 'utf8').slice(before)
  while (!printed().includes('Ready ')) {
    if (launcher.exitCode !== null) throw new Error(`${replica.name} did not start:\n${printed()}`)
    await pause(100)
  }
}

/** Ends launcher and process at once, without a warning, as a power cut does. */
export async function killReplica({ launcher }: Replica): Promise<void> {
  const pid = launcher?.pid ?? 0
  const all = [pid, ...descendantsOf(pid)]
  for (const one of all) if (runs(one)) process.kill(one, 'SIGKILL')
  while (all.some(runs)) await pause(20)
}

/** Ends it as a person does. */
export async function stopReplica({ launcher }: Replica): Promise<void> {
  const pid = launcher?.pid ?? 0
  if (!pid || !runs(pid)) return
  process.kill(pid, 'SIGTERM')
  for (let waited = 0; runs(pid) && waited < 400; waited++) await pause(50)
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
