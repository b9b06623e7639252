import { type ChildProcess, fork } from 'node:child_process'

export interface Supervised {
  /** Resolves once the process has said that it is ready, in whichever life. Rejects when `stopping` aborts. */
  ready(stopping: AbortSignal): Promise<void>
  /** Ends the process, by force after ten seconds. */
  stop(): Promise<void>
}

/**
 * Milliseconds to wait before a crashed process is started again: doubling up to the last, anew after a good minute. Short,
 * for a worker also ends while its database is being started again, and must not sleep long past that.
 */
const firstPause = 500
const longestPause = 5_000
const goodWhile = 60_000

/**
 * Keeps a process running: it is started again when it crashes. `onCrash` is told how often it crashed in a row.
 * It is in a process group of its own, so that Ctrl-C reaches the launcher alone, and ends by itself when the launcher
 * dies, because the channel between them closes.
 */
export function supervise(
  program: string,
  options: { execArgv: string[]; env: NodeJS.ProcessEnv },
  onCrash: (crashes: number, code: number | null, signal: NodeJS.Signals | null) => void,
): Supervised {
  let child: ChildProcess | undefined
  let crashes = 0
  let stopping = false
  let restart: NodeJS.Timeout | undefined

  const told = Promise.withResolvers<void>()

  const start = () => {
    const began = Date.now()
    child = fork(program, { ...options, detached: true, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
    child.once('exit', (code, signal) => {
      child = undefined
      if (stopping) return
      crashes = Date.now() - began > goodWhile ? 1 : crashes + 1
      onCrash(crashes, code, signal)
      restart = setTimeout(start, Math.min(longestPause, firstPause * 2 ** (crashes - 1)))
    })
    child.on('error', () => {})
    child.on('message', (message) => message === 'ready' && told.resolve())
  }
  start()

  return {
    async ready(stopped) {
      const aborted = new Promise<never>((_, reject) => {
        stopped.addEventListener('abort', () => reject(stopped.reason), { once: true })
      })
      stopped.throwIfAborted()
      await Promise.race([told.promise, aborted])
    },
    async stop() {
      stopping = true
      clearTimeout(restart)
      const running = child
      if (!running) return
      const ended = new Promise<void>((resolve) => running.once('exit', () => resolve()))
      running.kill('SIGTERM')
      const force = setTimeout(() => running.kill('SIGKILL'), 10_000)
      await ended
      clearTimeout(force)
    },
  }
}
