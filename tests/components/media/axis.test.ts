import { describe, expect, it } from 'vitest'
import { axisShare, axisTicks } from '@/components/media/axis-ticks'
import { loudnessRows, readLoudness } from '@/components/media/loudness'
import { windowsToDraw, windowsToList } from '@/components/media/many-windows'
import { noiseOf } from '@/components/media/noise-map'
import { sparkBars, sparkReading } from '@/components/media/sparkline-bars'
import { stripMoments } from '@/components/media/strip-moments'
import { outlineOf } from '@/components/media/waveform'

describe('axisTicks', () => {
  it('gives round moments, never too many', () => {
    expect(axisTicks(12, 6)).toEqual([0, 2, 4, 6, 8, 10, 12])
    expect(axisTicks(0.9, 6)).toEqual([0, 0.2, 0.4, 0.6, 0.8])
    expect(axisTicks(3600, 6)).toEqual([0, 600, 1200, 1800, 2400, 3000, 3600])
    expect(axisTicks(10_000_000, 6).length).toBeLessThanOrEqual(7)
    expect(axisTicks(0, 6)).toEqual([0])
    expect(axisTicks(Number.NaN, 6)).toEqual([0])
  })
  it('places a moment within the axis', () => {
    expect([axisShare(3, 12), axisShare(-1, 12), axisShare(13, 12), axisShare(1, 0)]).toEqual([
      ...['25%', '0%', '100%', '0%'],
    ])
  })
})

describe('loudness', () => {
  const loudness = { peaks: [0, 0.01, 0.5, 1], start: 10, seconds: 8 }
  it('is a table of the highest peaks, over the part that was listened to', () => {
    expect(loudnessRows(loudness, 2)).toEqual([
      { start: 10, end: 14, peak: 0.01 },
      { start: 14, end: 18, peak: 1 },
    ])
    expect(loudnessRows(loudness)).toHaveLength(4)
    expect(loudnessRows({ ...loudness, peaks: [] })).toEqual([])
  })
  it('is one sentence', () => {
    expect(readLoudness(loudness)).toBe('Loudest at 0:16–0:18; quiet for 4.0 of 8.0 seconds.')
    expect(readLoudness({ ...loudness, peaks: [0, 0] })).toBe('The sound is silent.')
    expect(readLoudness({ ...loudness, peaks: [0.5, 1] })).toBe('Loudest at 0:14–0:18; hardly ever quiet.')
  })
  it('is drawn as one closed shape, mirrored', () => {
    expect(outlineOf([1, 0])).toBe('M0 2L1 2L1 49.5L2 49.5L2 50.5L1 50.5L1 98L0 98Z')
  })
})

describe('sparklines', () => {
  it('keep every peak where there are more scores than bars', () => {
    const scores = Array.from({ length: 600 }, (_, i) => (i === 333 ? 0.99 : 0.1))
    const bars = sparkBars(scores)
    expect(bars).toHaveLength(48)
    expect(bars.filter(({ score }) => score === 0.99)).toHaveLength(1)
  })
  it('leave gaps, and read them out', () => {
    expect(sparkBars([0.2, null, 1.4])).toEqual([
      { at: 0, score: 0.2 },
      { at: 1, score: null },
      { at: 2, score: 1 },
    ])
    expect(sparkReading([0.2, null, 0.5], 'Frame scores')).toBe(
      'Frame scores: 2 judged, highest 50%, none at 70% or more, 1 not judged.',
    )
    expect(sparkReading([0.2, null, 0.9], 'Frame scores', [0, 30, 72])).toBe(
      'Frame scores: 2 judged, highest 90% at 1:12, 1 at 70% or more, 1 not judged.',
    )
    expect(sparkReading([null], 'Frame scores')).toBe('Frame scores: none of the 1 parts could be judged.')
    expect(sparkBars([])).toEqual([])
  })
})

describe('stripMoments', () => {
  const window = (start: number, score: number | null) => ({ start, end: start + 1, score, label: null, found: [] })
  it('shows the highest frame of each part', () => {
    expect(stripMoments([window(0, 0.1), window(1, 0.9), window(2, 0.3), window(3, null)], 4, 2)).toEqual([
      { second: 1, score: 0.9 },
      { second: 2, score: 0.3 },
    ])
  })
  it('shows the middle where no frame was judged', () => {
    expect(stripMoments([], 10, 2)).toEqual([
      { second: 2.5, score: null },
      { second: 7.5, score: null },
    ])
    expect(stripMoments([{ ...window(0, 0.4), end: 10 }], 10, 2)[1]).toEqual({ second: 7.5, score: 0.4 })
    expect(stripMoments([], 0, 2)).toEqual([])
  })
})

describe('more windows than can be shown', () => {
  const windows = Array.from({ length: 5000 }, (_, i) => ({
    ...{ start: i, end: i + 1, label: null, score: i % 7 === 0 ? null : (i % 100) / 200 },
    found: i === 3333 ? ['Silence'] : [],
  }))
  windows[4321] = { ...windows[4321]!, score: 0.99 }
  it('are drawn together without losing a peak, a finding or a second', () => {
    const drawn = windowsToDraw(windows)
    expect(drawn.length).toBeLessThanOrEqual(600)
    expect([drawn[0]?.start, drawn.at(-1)?.end]).toEqual([0, 5000])
    expect(drawn.filter(({ score }) => score === 0.99)).toHaveLength(1)
    expect(drawn.filter(({ found }) => found.length > 0)).toHaveLength(1)
    expect(windowsToDraw(windows.slice(0, 600))).toHaveLength(600)
    const unjudged = windows.slice(0, 4).map((window) => ({ ...window, score: null }))
    expect(windowsToDraw(unjudged, 2).map(({ score }) => score)).toEqual([null, null])
  })
  it('are listed as the ones worth a look first, in order of time', () => {
    const listed = windowsToList(windows)
    expect(listed).toHaveLength(500)
    expect(listed.some(({ start }) => start === 3333)).toBe(true)
    expect(listed.some(({ start }) => start === 4321)).toBe(true)
    expect(listed.map(({ start }) => start)).toEqual(listed.map(({ start }) => start).toSorted((a, b) => a - b))
    expect(windowsToList(windows.slice(0, 10))).toHaveLength(10)
  })
})

describe('noiseOf', () => {
  const picture = (levels: number[]) => new Uint8ClampedArray(levels.flatMap((level) => [level, level, level, 255]))
  it('is grey where the picture is smooth', () => {
    expect([...noiseOf(picture([90, 90, 90, 90]), 2, 2)]).toEqual([...Array(4)].flatMap(() => [128, 128, 128, 255]))
  })
  it('strengthens what differs from its neighbours, within what a byte holds', () => {
    const noise = noiseOf(picture([100, 100, 100, 100, 104, 100, 100, 100, 100]), 3, 3)
    expect(noise[4 * 4]).toBe(160)
    expect(noise[1 * 4]).toBe(120)
    expect(noiseOf(picture([0, 0, 0, 0, 255, 0, 0, 0, 0]), 3, 3)[4 * 4]).toBe(255)
  })
})
