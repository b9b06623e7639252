import type { ScoreWindow } from './tracks'

/** A picture of the strip: where in the video it is taken (seconds), and its score, if it was judged. */
export interface StripMoment {
  second: number
  score: number | null
}

/**
 * Which pictures stand for the video's equal parts: of each the frame with the highest score, so that none is hidden
 * behind a harmless one; its middle where none was judged.
 */
export function stripMoments(windows: ScoreWindow[], duration: number, count: number): StripMoment[] {
  if (!(duration > 0)) return []
  return Array.from({ length: count }, (_, at) => {
    const [from, to] = [(at * duration) / count, ((at + 1) * duration) / count]
    const within = windows.filter(({ start }) => start >= from && start < to)
    const highest = within.toSorted((a, b) => (b.score ?? -1) - (a.score ?? -1))[0]
    if (highest) return { second: highest.start, score: highest.score }
    // Between two sampled frames the one before stands for it.
    const before = windows.findLast(({ start, end }) => start < from && end > from)
    return { second: Math.round(((from + to) / 2) * 100) / 100, score: before?.score ?? null }
  })
}
