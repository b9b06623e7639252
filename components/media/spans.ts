import { percent } from '@/components/case/verdict-words'
import { exactTime } from './clock-time'
import type { MediaTracks, ScoreTrack, ScoreWindow, Span } from './tracks'

/** From this score on a window is worth a look. */
export const spanThreshold = 0.7

/** Two moments this close (seconds) are the same for somebody who jumps from one to the next. */
const near = 0.05
/** A loop is at least this long, or it would only stutter. Seconds. */
const shortestLoop = 1

/** Whether a window is worth a look: its score reaches the threshold, or a check found something in it. */
export function isSuspicious({ score, found }: ScoreWindow): boolean {
  return isHigh(score) || found.length > 0
}

/** Suspicious windows of a track that touch, as one span each. */
export function spansIn({ name, windows }: ScoreTrack): Span[] {
  const spans: Span[] = []
  for (const { start, end, score, found } of windows.filter(isSuspicious)) {
    const last = spans.at(-1)
    if (last && start - last.end <= near) {
      last.end = Math.max(last.end, end)
      last.highest = higher(last.highest, score)
      last.found = [...new Set([...last.found, ...found])]
    } else spans.push({ track: name, start, end, highest: score, found: [...new Set(found)], evidenceId: null })
  }
  return spans
}

/** Everything worth a look in all tracks, in order of time. */
export function allSpans({ scores, findings }: Pick<MediaTracks, 'scores' | 'findings'>): Span[] {
  return [...scores.flatMap(spansIn), ...findings].toSorted((a, b) => a.start - b.start || a.end - b.end)
}

/** The nearest span that begins after (`1`) or before (`-1`) a second, or undefined. */
export function spanFrom(spans: Span[], second: number, direction: 1 | -1): Span | undefined {
  return direction === 1
    ? spans.find(({ start }) => start > second + near)
    : spans.findLast(({ start }) => start < second - near)
}

/** The span at a second: of several the one that began last. */
export function spanAt(spans: Span[], second: number): Span | undefined {
  return spans.findLast(({ start, end }) => second >= start - near && second < Math.max(end, start + near))
}

/** What is played again and again: the span, widened where it is very short; without one, three seconds around the moment. */
export function loopOf(span: Pick<Span, 'start' | 'end'> | undefined, second: number, duration: number) {
  const [start, end] = span ? [span.start, span.end] : [second - 1.5, second + 1.5]
  const missing = Math.max(0, shortestLoop - (end - start)) / 2
  const from = Math.max(0, start - missing)
  return {
    start: from,
    end: Math.min(duration || Number.POSITIVE_INFINITY, Math.max(end + missing, from + shortestLoop)),
  }
}

/** The window that stands for a second: the last one that began by then; the first before any. */
export function windowAt(windows: ScoreWindow[], second: number): ScoreWindow | undefined {
  return windows.findLast(({ start }) => start <= second + near) ?? windows[0]
}

/** "0:12-0:14", with tenths where there are any; a moment as one time. */
export function spanTimes({ start, end }: Pick<Span, 'start' | 'end'>): string {
  const [from, to] = [exactTime(start), exactTime(end)]
  return from === to ? from : `${from}–${to}`
}

/** A track in one sentence: "Highest 97% at 0:12–0:14; 3 spans of 70% or more; …". */
export function readTrack({ windows, nouns: [one, many] }: ScoreTrack): string {
  const count = (n: number) => `${n} ${n === 1 ? one : many}`
  if (windows.length === 0) return `No ${many} were judged.`
  const judged = windows.flatMap(({ start, end, score }) => (score === null ? [] : { start, end, score }))
  const [first, ...rest] = judged
  if (!first && windows.length === 1) return `The one ${one} could not be judged by itself.`
  if (!first) return `None of ${count(windows.length)} could be judged by itself.`
  const highest = rest.reduce((top, next) => (next.score > top.score ? next : top), first)
  const lowest = Math.min(...judged.map(({ score }) => score))
  const alike = judged.length > 1 && highest.score - lowest < 0.005
  const high = spansIn({ name: 'sound', title: '', nouns: [one, many], windows: windows.map(scoreAlone) }).length
  const found = windows.filter((window) => window.found.length > 0).length
  const unjudged = windows.length - judged.length
  return [
    alike
      ? `All ${count(judged.length)} score ${percent(highest.score)}`
      : `Highest ${percent(highest.score)} at ${spanTimes(highest)}`,
    `${high === 0 ? 'no span' : high === 1 ? '1 span' : `${high} spans`} of ${percent(spanThreshold)} or more`,
    ...(found > 0 ? [`something was found in ${count(found)}`] : []),
    ...(unjudged > 0 ? [`${count(unjudged)} not judged`] : []),
  ]
    .join('; ')
    .concat('.')
}

/** A span in words, as it is announced: "Sound, 0:12–0:14, highest 97%". */
export function spanWords(span: Span): string {
  const names = { picture: 'Picture', sound: 'Sound', file: 'File' }
  const score = span.highest === null ? [] : [`highest ${percent(span.highest)}`]
  return [names[span.track], spanTimes(span), ...score, ...span.found].join(', ')
}

function scoreAlone(window: ScoreWindow): ScoreWindow {
  return { ...window, found: [] }
}

function isHigh(score: number | null): boolean {
  return score !== null && score >= spanThreshold
}

function higher(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.max(a, b)
}
