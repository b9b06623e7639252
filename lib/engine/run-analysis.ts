import type { Analysis, AnalysisRequest, ReportProgress } from './analysis'
import { type AnalysisMessage, readMessage } from './analysis-message'
import { childProgram, programOf } from './child-program'
import { AnalysisFailure } from './failure'
import type { RedrawRequest } from './image/redraw-picture'
import { readLines } from './read-lines'
import { type Child, startChild } from './start-child'
import { tooMuchMemory, watchChild } from './watch-child'

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

/** The end of what the child wrote to stderr, kept for the log. */
const keptStderr = 4000
/** Most bytes of stderr, and of answers: ten times what the longest media needs. */
const mostStderr = 2_000_000
const mostAnswers = 48_000_000
const seconds = (count: number) => (count === 1 ? 'one second' : `${count} seconds`)
const notStarted = 'The analysis could not be started on this server. Try again in a moment.'
const unusable = 'The analysis of this file gave no usable result and was stopped.'

/**
 * Analyses one file in a process of its own, which is killed, with everything it started, when it takes too long, holds
 * or writes too much, or is no longer wanted. Rejects only with AnalysisFailure, whose message is for a moderator; its
 * `cause` holds what the process said last. Time, memory and a crash of a decoder are the media's fault: permanent.
 */
export async function runAnalysis(request: AnalysisRequest, options: RunOptions): Promise<Analysis> {
  return runChild(request, options, (message) => (message.kind === 'done' ? message.analysis : null))
}

/** The same for any request the process knows. `take`: what a message answers it with; null: it is no answer to this. */
export async function runChild<Answer>(
  request: AnalysisRequest | RedrawRequest,
  options: RunOptions,
  take: (message: AnalysisMessage) => Answer | null,
): Promise<Answer> {
  const program = options.program === undefined ? await childProgram() : programOf(options.program)
  if (options.signal?.aborted) throw stopped()
  const { timeoutSeconds, memoryMegabytes } = options
  const child = startChild(program, { timeoutSeconds, memoryMegabytes, workFolder: request.workFolder })
  return followChild(child, request, options, take)
}

function followChild<Answer>(
  { process: child, answers }: Child,
  request: AnalysisRequest | RedrawRequest,
  { timeoutSeconds, memoryMegabytes, onProgress, signal }: RunOptions,
  take: (message: AnalysisMessage) => Answer | null,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let stderr = ''
    let ended = false
    let stopWatching = () => {}
    const end = (settle: () => void) => {
      if (ended) return
      ended = true
      clearTimeout(timer)
      stopWatching()
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
    signal?.addEventListener('abort', abort)
    if (child.pid !== undefined) {
      const limits = { memoryMegabytes, workFolder: request.workFolder }
      stopWatching = watchChild(child.pid, limits, (says) => fail(says, true))
    }
    let written = 0
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr = (stderr + text).slice(-keptStderr)
      written += text.length
      if (written > mostStderr) fail(unusable, true)
    })
    const hear = (line: string) => {
      if (ended) return
      const message = readMessage(line, request.workFolder)
      if (message === null) return fail(unusable, true)
      if (message.kind === 'progress') return onProgress?.(message.stage, message.share)
      if (message.kind === 'failed') return fail(message.message, message.permanent)
      const answer = take(message)
      if (answer === null) return fail(unusable, true)
      end(() => resolve(answer))
    }
    readLines(answers, mostAnswers, hear, () => fail(unusable, true))
    answers.on('error', () => {})
    child.on('error', (cause) => {
      stderr = String(cause)
      fail(notStarted, false)
    })
    // What it started may hold its stderr open, and `close` waits for that.
    child.on('exit', () => killGroup(child))
    child.on('close', (code, by) => {
      if (/heap out of memory|allocation failed/i.test(stderr)) return fail(tooMuchMemory(memoryMegabytes), true)
      if (by !== null && crashes.has(by)) return fail('This file made the decoder crash, so it was not analysed.', true)
      stderr ||= `ended with ${by ?? code}`
      fail('The analysis ended without a result. Try again; if it fails again, tell an admin.', false)
    })
    // Left open: its end tells the child that nobody waits any more. A child that is gone is told of by `close`.
    child.stdin.on('error', () => {})
    child.stdin.write(`${JSON.stringify(request)}\n`)
  })
}

/** Signals a process brings upon itself; any other came from outside, and is not the media's fault. */
const crashes = new Set<NodeJS.Signals>([
  ...(['SIGSEGV', 'SIGABRT', 'SIGBUS', 'SIGILL', 'SIGFPE', 'SIGTRAP', 'SIGSYS'] as const),
  // The kernel's limits on CPU time and on the size of a file (start-child.ts).
  ...(['SIGXCPU', 'SIGXFSZ'] as const),
])

function stopped(): AnalysisFailure {
  return new AnalysisFailure('The analysis was stopped before it ended; it will be tried again.', { permanent: false })
}

/** Kills the child and everything it started; it leads a process group of its own. */
function killGroup(child: Child['process']): void {
  if (child.pid === undefined) return
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch {
    child.kill('SIGKILL')
  }
}
