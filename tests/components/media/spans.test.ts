import { describe, expect, it } from 'vitest'
import {
  allSpans,
  isSuspicious,
  loopOf,
  readTrack,
  spanAt,
  spanFrom,
  spansIn,
  spanThreshold,
  spanTimes,
  spanWords,
  windowAt,
} from '@/components/media/spans'
import type { ScoreTrack, ScoreWindow, Span } from '@/components/media/tracks'

/** Windows of two seconds, one after the other. */
function track(scores: (number | null)[], found: Record<number, string[]> = {}): ScoreTrack {
  const windows = scores.map(
    (score, i): ScoreWindow => ({ start: i * 2, end: i * 2 + 2, score, label: null, found: found[i] ?? [] }),
  )
  return { name: 'sound', title: 'Sound', nouns: ['window', 'windows'], windows }
}

const span = (start: number, end: number): Span => ({
  ...{ track: 'file', start, end, highest: null, found: [], evidenceId: null },
})

describe('isSuspicious', () => {
  it('is a score at the threshold, or anything found', () => {
    const of = (score: number | null, found: string[] = []) =>
      isSuspicious({ start: 0, end: 1, score, label: null, found })
    expect([of(spanThreshold), of(spanThreshold - 0.001), of(null), of(null, ['x']), of(0.1, ['x'])]).toEqual([
      ...[true, false, false, true, true],
    ])
  })
})

describe('spansIn', () => {
  it('joins windows that touch, keeps the highest score and everything found', () => {
    const spans = spansIn(track([0.8, 0.97, 0.1, 0.7, null, 0.2], { 1: ['Ghost'], 5: ['Ghost', 'Ghost'] }))
    expect(spans.map(({ start, end, highest, found }) => [start, end, highest, found])).toEqual([
      [0, 4, 0.97, ['Ghost']],
      [6, 8, 0.7, []],
      [10, 12, 0.2, ['Ghost']],
    ])
  })
  it('finds none where nothing is', () => {
    expect(spansIn(track([0.1, null]))).toEqual([])
    expect(spansIn(track([]))).toEqual([])
  })
  it('does not join over a gap', () => {
    const gap = {
      ...track([]),
      windows: [0, 5].map((start) => ({ ...track([0.9]).windows[0]!, start, end: start + 1 })),
    }
    expect(spansIn(gap)).toHaveLength(2)
  })
})

describe('going from span to span', () => {
  const spans = [span(1, 3), span(5, 6), span(5.5, 9)]
  it('goes on and back, and not beyond', () => {
    expect(spanFrom(spans, 0, 1)?.start).toBe(1)
    expect(spanFrom(spans, 1, 1)?.start).toBe(5)
    expect(spanFrom(spans, 5.5, 1)).toBeUndefined()
    expect(spanFrom(spans, 5.5, -1)?.start).toBe(5)
    expect(spanFrom(spans, 1.02, -1)).toBeUndefined()
    expect(spanFrom([], 1, 1)).toBeUndefined()
  })
  it('knows where it is: its end belongs to it no more', () => {
    expect(spanAt(spans, 2.9)?.start).toBe(1)
    expect(spanAt(spans, 3)).toBeUndefined()
    expect(spanAt(spans, 5.7)?.start).toBe(5.5)
    expect(spanAt([span(4, 4)], 4)?.start).toBe(4)
  })
  it('takes all tracks and findings together, in order of time', () => {
    const scores = [track([0.1, 0.9]), track([0.9])]
    expect(allSpans({ scores, findings: [span(1, 2)] }).map(({ start }) => start)).toEqual([0, 1, 2])
  })
})

describe('loopOf', () => {
  it('is the span', () => expect(loopOf(span(12, 14), 0, 60)).toEqual({ start: 12, end: 14 }))
  it('is widened to a second, also at the start', () => {
    expect(loopOf(span(5, 5.2), 0, 60)).toEqual({ start: 4.6, end: 5.6 })
    expect(loopOf(span(0, 0.1), 0, 60)).toEqual({ start: 0, end: 1 })
  })
  it('is three seconds around the moment where there is no span, within the media', () => {
    expect(loopOf(undefined, 10, 60)).toEqual({ start: 8.5, end: 11.5 })
    expect(loopOf(undefined, 0.5, 60)).toEqual({ start: 0, end: 2 })
    expect(loopOf(undefined, 59.5, 60)).toEqual({ start: 58, end: 60 })
  })
})

describe('windowAt', () => {
  it('is the last one that began by then', () => {
    const { windows } = track([0, 0, 0])
    expect([windowAt(windows, 3.9)?.start, windowAt(windows, 99)?.start, windowAt(windows, -1)?.start]).toEqual([
      2, 4, 0,
    ])
    expect(windowAt([], 1)).toBeUndefined()
  })
})

describe('in words', () => {
  it('names the highest, where it is, and how many spans there are', () => {
    expect(readTrack(track([0.2, 0.97, 0.1, 0.7, 0.3, 0.8]))).toBe('Highest 97% at 0:02–0:04; 3 spans of 70% or more.')
    expect(readTrack(track([0.2, 0.75]))).toBe('Highest 75% at 0:02–0:04; 1 span of 70% or more.')
  })
  it('says what was found and what could not be judged, apart from the scores', () => {
    expect(readTrack(track([0.2, null, 0.6], { 0: ['Ghost'] }))).toBe(
      'Highest 60% at 0:04–0:06; no span of 70% or more; something was found in 1 window; 1 window not judged.',
    )
  })
  it('says so where all are alike, none was judged, or none there is', () => {
    expect(readTrack(track([0.5, 0.5]))).toBe('All 2 windows score 50%; no span of 70% or more.')
    expect(readTrack(track([null, null]))).toBe('None of 2 windows could be judged by itself.')
    expect(readTrack(track([null]))).toBe('The one window could not be judged by itself.')
    expect(readTrack(track([]))).toBe('No windows were judged.')
  })
  it('says a span', () => {
    expect(spanTimes({ start: 12, end: 14.25 })).toBe('0:12–0:14.3')
    expect(spanTimes({ start: 3, end: 3 })).toBe('0:03')
    expect(spanWords({ ...span(1, 2), track: 'sound', highest: 0.9, found: ['Digital silence'] })).toBe(
      'Sound, 0:01–0:02, highest 90%, Digital silence',
    )
  })
})
