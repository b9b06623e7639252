import type { ChildProcess } from 'node:child_process'
import type { Analysis, AnalysisRequest, ReportProgress } from './analysis'
import { readMessage } from './analysis-message'
import { AnalysisFailure } from './failure'
import { residentMegabytes } from './resident-memory'
import { startChild } from './start-child'

export interface RunOptions {
  timeoutSeconds: number
  /** Most memory the analysis may hold, JavaScript and decoders together. */
  memoryMegabytes: number
  onProgress?: ReportProgress
  /** Stops the analysis; it then rejects with a failure that is not permanent. */
  signal?: AbortSignal
  /** The program the child runs; for tests. */
  program?: string
}

/** How often the child's memory is looked at. */
const lookEveryMs = 200
/** The end of what the child wrote to stderr, kept for the log. */
const keptStderr = 4000
const seconds = (count: number) => (count === 1 ? 'one second' : `${count} seconds`)

/**
 * Analyses one file in a process of its own, which is killed, with everything it started, when it takes too long, holds
 * too much memory, or is no longer wanted. Rejects only with AnalysisFailure, whose message is for a moderator; its
 * `cause` holds what the process said last. Time, memory and a crash of a decoder are the media's fault: permanent.
 */
export function runAnalysis(request: AnalysisRequest, options: RunOptions): Promise<Analysis> {
  const { timeoutSeconds, memoryMegabytes, onProgress, signal } = options
  if (signal?.aborted) return Promise.reject(stopped())
  return new Promise((resolve, reject) => {
    const child = startChild(memoryMegabytes, options.program)
    let stderr = ''
    let ended = false
    const end = (settle: () => void) => {
      if (ended) return
      ended = true
      clearTimeout(timer)
      clearInterval(look)
      signal?.removeEventListener('abort', abort)
      killGroup(child)
      settle()
    }
    const fail = (message: string, permanent: boolean) =>
      end(() => reject(new AnalysisFailure(message, { permanent, cause: stderr === '' ? undefined : stderr })))
    const abort = () => end(() => reject(stopped()))
    const timer = setTimeout(
      () => fail(`The analysis took longer than ${seconds(timeoutSeconds)} and was stopped. Try a shorter part.`, true),
      timeoutSeconds * 1000,
    )
    const look = setInterval(() => {
      const used = child.pid === undefined ? null : residentMegabytes(child.pid)
      if (used !== null && used > memoryMegabytes) fail(tooMuchMemory(memoryMegabytes), true)
    }, lookEveryMs)
    signal?.addEventListener('abort', abort)
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      stderr = (stderr + text).slice(-keptStderr)
    })
    child.on('message', (said) => {
      const message = readMessage(said, request.workFolder)
      if (message === null) return fail('The analysis of this file gave no usable result and was stopped.', true)
      if (message.kind === 'progress') return ended ? undefined : onProgress?.(message.stage, message.share)
      if (message.kind === 'failed') return fail(message.message, message.permanent)
      end(() => resolve(message.analysis))
    })
    child.on('error', (cause) => {
      stderr = String(cause)
      fail('The analysis could not be started on this server. Try again in a moment.', false)
    })
    // What it started may hold its stderr open, and `close` waits for that.
    child.on('exit', () => killGroup(child))
    child.on('close', (code, by) => {
      if (/heap out of memory|allocation failed/i.test(stderr)) return fail(tooMuchMemory(memoryMegabytes), true)
      if (by !== null && crashes.has(by)) return fail('This file made the decoder crash, so it was not analysed.', true)
      stderr ||= `ended with ${by ?? code}`
      fail('The analysis ended without a result. Try again; if it fails again, tell an admin.', false)
    })
    child.send(request, (error) => {
      if (error) fail('The analysis could not be started on this server. Try again in a moment.', false)
    })
  })
}

/** Signals a process brings upon itself; any other came from outside, and is not the media's fault. */
const crashes = new Set<NodeJS.Signals>(['SIGSEGV', 'SIGABRT', 'SIGBUS', 'SIGILL', 'SIGFPE', 'SIGTRAP', 'SIGSYS'])

function tooMuchMemory(megabytes: number): string {
  return `This file needs more than the ${megabytes} MB of memory an analysis may use, so it was stopped.`
}

function stopped(): AnalysisFailure {
  return new AnalysisFailure('The analysis was stopped before it ended; it will be tried again.', { permanent: false })
}

/** Kills the child and everything it started; it leads a process group of its own. */
function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch {
    child.kill('SIGKILL')
  }
}
