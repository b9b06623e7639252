export const callbackStatuses = ['waiting', 'due', 'delivered', 'failed'] as const
export type CallbackStatus = (typeof callbackStatuses)[number]

/** One of the detections that a callback reports, as far as its time goes. */
export interface Awaited {
  status: 'processing' | 'completed' | 'failed'
  /** When it ended; null while it runs. */
  endedAt: Date | null
  /** Deleted over the API: there is nothing left to wait for. */
  deleted: boolean
  /** How far its report in words is; null where none was asked for. */
  report: 'processing' | 'completed' | 'failed' | null
}

/** Whether a callback is to be sent: now, on a later change, or at the latest so many seconds from now. */
export type Standing = 'due' | 'wait' | { afterSeconds: number }

/** How long a callback waits for a report when the request did not say. Seconds: detect-api.md, section 2. */
export const longestReportWait = 600

/**
 * When a callback is due (detect-api.md, section 2, `wait_for_intelligence`). true: once every detection and every report
 * has ended, however long that takes; false: once every detection has; null: like true, but ten minutes after the last
 * detection at the latest. A failed detection has no report to wait for.
 */
export function standingOf(awaited: readonly Awaited[], waitForIntelligence: boolean | null, now: Date): Standing {
  const present = awaited.filter(({ deleted }) => !deleted)
  if (present.some(({ status }) => status === 'processing')) return 'wait'
  const reporting = present.some(({ status, report }) => status === 'completed' && report === 'processing')
  if (!reporting || waitForIntelligence === false) return 'due'
  if (waitForIntelligence) return 'wait'
  const ended = Math.max(...present.map(({ endedAt }) => endedAt?.getTime() ?? 0))
  const left = longestReportWait - (now.getTime() - ended) / 1000
  return left <= 0 ? 'due' : { afterSeconds: Math.ceil(left) }
}

/** The first try and five more: detect-api.md, section 5. */
export const mostTries = 6

/**
 * Seconds between a try that failed, the `made`th (from 1), and the next: 5 s, four times as long each time, half as much
 * more or less so that receivers are not hit in waves. Null after the last.
 */
export function pauseAfter(made: number, random: () => number = Math.random): number | null {
  if (made >= mostTries) return null
  return Math.max(1, Math.round(5 * 4 ** (made - 1) * (0.5 + random())))
}
