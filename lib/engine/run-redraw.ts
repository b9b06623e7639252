import type { Redrawn, RedrawRequest } from './image/redraw-picture'
import { type RunOptions, runChild } from './run-analysis'

/** One picture is opened and drawn: seconds, also on a machine that has much to do. */
const timeoutSeconds = 60

/** Processes that draw at a time: verdicts arrive in bursts, and each of these may hold what an analysis may. */
const mostAtOnce = 2
const turns: Promise<unknown>[] = Array.from({ length: mostAtOnce }, () => Promise.resolve())
let asked = 0

/**
 * Draws one picture anew in a process of its own, under the limits of an analysis: hostile bytes are decoded nowhere else.
 * Rejects only with AnalysisFailure, as runAnalysis does; permanent where it is no picture that can be read.
 */
export function runRedraw(
  request: RedrawRequest,
  options: Pick<RunOptions, 'memoryMegabytes' | 'signal' | 'program'>,
): Promise<Redrawn> {
  const turn = asked++ % mostAtOnce
  const run = (turns[turn] ?? Promise.resolve()).then(() =>
    runChild(request, { timeoutSeconds, ...options }, (message) =>
      message.kind === 'redrawn' ? message.picture : null,
    ),
  )
  turns[turn] = run.catch(() => {})
  return run
}
