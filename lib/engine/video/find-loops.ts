import { differenceOf, type SmallFrame, type Span } from './follow-motion'

/** A stretch of moving pictures that comes again later. */
export interface Loop {
  first: Span
  again: Span
}

/** Shorter repetitions are too likely by chance: a nod, a blink. */
export const loopSeconds = 0.7
const leastFrames = 8
/** Mean difference of the fields, in levels, up to which two frames may be the same one, encoded twice. */
const same = 2.5
/** Frames must fit their copies this many times better than their copies' neighbours: else little moves, and all fit. */
const contrast = 3
const neighbour = 3
/** Frames of the run that may fail to match, as where one of the two was dropped. */
const mostMissing = 2
/** Frames compared with each one: those whose weighted sum is nearest. */
const mostCandidates = 100
const sumTolerance = 250
const mostLoops = 20

/**
 * Finds stretches in which the same frames come again in the same order, although something moves in them. `frames`
 * differ each from the one before, so that stills and slides, which return by nature, are no loops. Longest first.
 */
export function findLoops(frames: SmallFrame[]): Loop[] {
  const byLag = matchesByLag(frames)
  const loops: { from: number; to: number; lag: number }[] = []
  for (const [lag, starts] of byLag) {
    for (const { from, to } of runsOf(starts)) {
      const lasts = secondAt(frames, to) - secondAt(frames, from)
      if (to - from + 1 < leastFrames || lasts < loopSeconds || !standsOut(frames, from, to, lag)) continue
      loops.push({ from, to, lag })
    }
  }
  loops.sort((a, b) => b.to - b.from - (a.to - a.from))
  const kept: typeof loops = []
  for (const loop of loops) {
    const known = kept.some((other) =>
      overlaps(loop.from + loop.lag, loop.to + loop.lag, other.from + other.lag, other.to + other.lag),
    )
    if (!known && kept.length < mostLoops) kept.push(loop)
  }
  return kept.map(({ from, to, lag }) => ({
    first: { start: secondAt(frames, from), end: secondAt(frames, to) },
    again: { start: secondAt(frames, from + lag), end: secondAt(frames, to + lag) },
  }))
}

/** For each distance in frames, the frames that come again after it, in order. */
function matchesByLag(frames: SmallFrame[]): Map<number, number[]> {
  const sums = frames.map(({ luma }) => weightedSum(luma))
  const order = frames.map((_, i) => i).sort((a, b) => (sums[a] ?? 0) - (sums[b] ?? 0))
  const byLag = new Map<number, number[]>()
  for (const [place, one] of order.entries()) {
    for (let next = place + 1; next <= place + mostCandidates && next < order.length; next += 1) {
      const other = order[next] ?? 0
      if ((sums[other] ?? 0) - (sums[one] ?? 0) > sumTolerance) break
      const [early, late] = one < other ? [one, other] : [other, one]
      if (late - early < leastFrames || secondAt(frames, late) - secondAt(frames, early) < loopSeconds) continue
      if (!mayBeSame(frames, early, late) || distance(frames, early, late) > same) continue
      const starts = byLag.get(late - early)
      if (starts) starts.push(early)
      else byLag.set(late - early, [early])
    }
  }
  for (const starts of byLag.values()) starts.sort((a, b) => a - b)
  return byLag
}

/** Runs of frames without larger gaps. */
function runsOf(starts: number[]): { from: number; to: number }[] {
  const runs: { from: number; to: number }[] = []
  for (const start of starts) {
    const last = runs.at(-1)
    if (last && start - last.to <= mostMissing + 1) last.to = start
    else runs.push({ from: start, to: start })
  }
  return runs
}

/** Whether the frames fit where they come again far better than a few frames before and after. */
function standsOut(frames: SmallFrame[], from: number, to: number, lag: number): boolean {
  let fit = 0
  let beside = 0
  let compared = 0
  const step = Math.max(1, Math.floor((to - from) / 60))
  for (let at = from; at <= to; at += step) {
    const off = at + lag + (at + lag + neighbour < frames.length ? neighbour : -neighbour)
    fit += distance(frames, at, at + lag)
    beside += distance(frames, at, off)
    compared += 1
  }
  return beside / compared >= 0.3 && beside >= fit * contrast
}

function distance(frames: SmallFrame[], one: number, other: number): number {
  const [a, b] = [frames[one], frames[other]]
  return a && b ? differenceOf(a.luma, b.luma).mean : 255
}

/** A look at some of the fields, which settles most pairs. */
function mayBeSame(frames: SmallFrame[], one: number, other: number): boolean {
  const [a, b] = [frames[one]?.luma, frames[other]?.luma]
  if (!a || !b) return false
  let sum = 0
  for (let i = 5; i < a.length; i += 61) sum += Math.abs((a[i] ?? 0) - (b[i] ?? 0))
  return sum / (a.length / 61) <= same * 2
}

/** Fields added up with signs that look random, so that equal frames have nearly equal sums and others seldom. */
function weightedSum(luma: Uint8Array): number {
  let sum = 0
  for (let i = 0; i < luma.length; i += 1) sum += (Math.imul(i + 1, 0x9e3779b1) >>> 31 === 0 ? 1 : -1) * (luma[i] ?? 0)
  return sum
}

const overlaps = (a: number, b: number, c: number, d: number) => a <= d && c <= b
const secondAt = (frames: SmallFrame[], at: number) => frames[Math.min(at, frames.length - 1)]?.second ?? 0
