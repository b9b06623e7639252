import crypto from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { commandLine, isAlive } from '@/lib/db/postgres-program'

export interface LockHolder {
  pid: number
  /** When the process began, as the system counts it: tells it from a later one with the same number. */
  began: string
  /** What holds it: the launcher, or a command that had to start the database itself. */
  what: 'start' | 'docket'
  /** Where its pages are. */
  url: string
}

/** Takes the data folder for this process. Answers the way to give it back, or who has it. */
export function takeLock(
  folder: string,
  what: LockHolder['what'],
  url: string,
): { release: () => void } | { holder: LockHolder } {
  const file = path.join(folder, 'docket.lock')
  const mine = JSON.stringify({ pid: process.pid, began: beganAt(process.pid), what, url } satisfies LockHolder)
  for (;;) {
    try {
      fs.writeFileSync(file, mine, { flag: 'wx', mode: 0o600 })
      return { release: () => release(file, mine) }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const found = read(file)
    const holder = parse(found)
    if (holder && holds(holder)) return { holder }
    setAside(file, found)
  }
}

/** Who holds the data folder now, if anybody. */
export function lockHolder(folder: string): LockHolder | undefined {
  const holder = parse(read(path.join(folder, 'docket.lock')))
  return holder && holds(holder) ? holder : undefined
}

function holds(holder: LockHolder): boolean {
  if (holder.pid === process.pid || !isAlive(holder.pid)) return false
  if (process.platform === 'linux') return beganAt(holder.pid) === holder.began
  return commandLine(holder.pid).some((part) => /bin\/(start|docket)/.test(part))
}

/** Removes a dead process' lock. Renamed first: what was renamed can be looked at again, and be put back. */
function setAside(file: string, expected: string): void {
  const aside = `${file}.${crypto.randomUUID()}`
  try {
    fs.renameSync(file, aside)
    if (read(aside) !== expected) fs.linkSync(aside, file)
  } catch {
    // Another process was faster; the next look decides.
  }
  fs.rmSync(aside, { force: true })
}

function release(file: string, mine: string): void {
  if (read(file) === mine) fs.rmSync(file, { force: true })
}

function read(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

function parse(text: string): LockHolder | undefined {
  try {
    return JSON.parse(text) as LockHolder
  } catch {
    return undefined
  }
}

/** Field 22 of Linux' /proc/PID/stat, counted after the name, which may hold spaces and brackets. */
function beganAt(pid: number): string {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  } catch {
    return ''
  }
}
