import fs from 'node:fs'

/** The process that listens on a port, by Linux's /proc. Throws when there is none to be seen. */
export function listenerOn(port: number): number {
  const inode = [...listeningSockets('/proc/net/tcp'), ...listeningSockets('/proc/net/tcp6')].find(
    (each) => each.port === port,
  )?.inode
  for (const pid of fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const open = fs.readdirSync(`/proc/${pid}/fd`)
      if (open.some((fd) => fs.readlinkSync(`/proc/${pid}/fd/${fd}`) === `socket:[${inode}]`)) return Number(pid)
    } catch {
      // It ended while it was looked at, or is another user's.
    }
  }
  throw new Error(`no process listens on port ${port}; memory can be measured on Linux only`)
}

/** Bytes of memory a process holds now. */
export function residentBytes(pid: number): number {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kilobytes) * 1024
}

/** The most a process holds while `work` runs, looked at every 20 ms. */
export async function peakWhile(pid: number, work: Promise<unknown>): Promise<number> {
  let peak = residentBytes(pid)
  const timer = setInterval(() => {
    peak = Math.max(peak, residentBytes(pid))
  }, 20)
  try {
    await work
    return peak
  } finally {
    clearInterval(timer)
  }
}

function listeningSockets(table: string): { port: number; inode: string }[] {
  const listening = '0A'
  return fs
    .readFileSync(table, 'utf8')
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields[3] === listening)
    .map((fields) => ({ port: Number.parseInt(fields[1]?.split(':')[1] ?? '', 16), inode: fields[9] ?? '' }))
}
