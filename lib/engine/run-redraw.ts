import { AnalysisFailure } from './failure'
import type { Redrawn, RedrawRequest } from './image/redraw-picture'
import { type RunOptions, runChild } from './run-analysis'

/** One picture is opened and drawn: seconds, also on a machine that has much to do. */
const timeoutSeconds = 60

/** Processes that draw at a time: verdicts arrive in bursts, and each of these may hold what an analysis may. */
const mostAtOnce = 2
let drawing = 0
const waiting: (() => void)[] = []

/**
 * Draws one picture anew in a process of its own, under the limits of an analysis: hostile bytes are decoded nowhere else.
 * One that was stopped from outside is tried once more: who asks does without the picture for good. Rejects only with
 * AnalysisFailure, as runAnalysis does; permanent where it is no picture that can be read.
 */
export function runRedraw(
  request: RedrawRequest,
  options: Pick<RunOptions, 'memoryMegabytes' | 'signal' | 'program'>,
): Promise<Redrawn> {
  const draw = () =>
    runChild(request, { timeoutSeconds, ...options }, (message) =>
      message.kind === 'redrawn' ? message.picture : null,
    )
  return inTurn(() =>
    draw().catch((error: unknown) => {
      if (!(error instanceof AnalysisFailure) || error.permanent || options.signal?.aborted) throw error
      return draw()
    }),
  )
}

/** Runs it as soon as a place is free, first come first served. */
async function inTurn<T>(run: () => Promise<T>): Promise<T> {
  if (drawing >= mostAtOnce) await new Promise<void>((begin) => waiting.push(begin))
  else drawing += 1
  try {
    return await run()
  } finally {
    const next = waiting.shift()
    // A place that is handed on is never free in between.
    if (next) next()
    else drawing -= 1
  }
}
