import { isSuspicious } from './spans'
import type { ScoreWindow } from './tracks'

/** More bars than this no screen can tell apart. */
const mostBars = 600
/** A table of more rows nobody reads. */
const mostRows = 500

/** Windows to draw: where there are too many, neighbours as one, as high as the highest of them and with all that was found. */
export function windowsToDraw(windows: ScoreWindow[], most = mostBars): ScoreWindow[] {
  if (windows.length <= most) return windows
  const each = Math.ceil(windows.length / most)
  return Array.from({ length: Math.ceil(windows.length / each) }, (_, at) =>
    windows.slice(at * each, (at + 1) * each).reduce((drawn, window) => ({
      start: drawn.start,
      end: Math.max(drawn.end, window.end),
      score: window.score === null ? drawn.score : Math.max(drawn.score ?? 0, window.score),
      label: null,
      found: [...new Set([...drawn.found, ...window.found])],
    })),
  )
}

/** Windows for a table: where there are too many, suspicious ones and then the highest, in order of time. */
export function windowsToList(windows: ScoreWindow[], most = mostRows): ScoreWindow[] {
  if (windows.length <= most) return windows
  const rank = (window: ScoreWindow) => (isSuspicious(window) ? 2 : 0) + (window.score ?? -1)
  return windows
    .toSorted((a, b) => rank(b) - rank(a))
    .slice(0, most)
    .toSorted((a, b) => a.start - b.start)
}
