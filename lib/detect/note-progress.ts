import type { ReportProgress } from '@/lib/engine/analysis'

/** Milliseconds between two notes: each makes every open page of the team ask anew. */
export const progressPause = 1000

export interface ProgressNotes {
  report: ReportProgress
  /** Nothing more is noted. */
  stop(): void
}

/**
 * Notes how an analysis goes at most once a second: the first word at once, then the last of each second, so that what is
 * shown is never older than that. `note` must not throw.
 */
export function noteProgress(note: (stage: string, share: number) => void): ProgressNotes {
  let latest: Parameters<ReportProgress> | null = null
  let timer: NodeJS.Timeout | undefined
  const tell = () => {
    timer = undefined
    if (latest === null) return
    note(...latest)
    latest = null
    timer = setTimeout(tell, progressPause)
  }
  return {
    report(stage, share) {
      latest = [stage, share]
      if (timer === undefined) tell()
    },
    stop() {
      clearTimeout(timer)
      latest = null
    },
  }
}
