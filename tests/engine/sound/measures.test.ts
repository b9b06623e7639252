import { describe, expect, it } from 'vitest'
import { bandwidthOf, findBandwidth } from '@/lib/engine/sound/find-bandwidth'
import { collectPauses } from '@/lib/engine/sound/pauses'
import { collectPeaks } from '@/lib/engine/sound/peaks'
import { collectSpectrum } from '@/lib/engine/sound/spectrum'

const tone = (rate: number, seconds: number, hertz: number) =>
  Float32Array.from({ length: rate * seconds }, (_, i) => 0.5 * Math.sin((2 * Math.PI * hertz * i) / rate))

function spectrumOf(samples: Float32Array, rate: number, piece = 1000) {
  const collector = collectSpectrum()
  for (let at = 0; at < samples.length; at += piece) collector.push(samples.subarray(at, at + piece), rate)
  return collector.spectrum()
}

describe('peaks', () => {
  it.each([10, 1000, 32_000, 1_000_000])('keeps at most 1,000 values of %i samples', (count) => {
    const peaks = collectPeaks()
    peaks.push(Float32Array.from({ length: count }, (_, i) => (i === count - 1 ? -0.75 : 0.1)))
    const values = peaks.peaks()
    expect(values.length).toBeGreaterThan(0)
    expect(values.length).toBeLessThanOrEqual(1000)
    expect(values.at(-1)).toBe(0.75)
  })

  it('cuts what is louder than full scale', () => {
    const peaks = collectPeaks()
    peaks.push(Float32Array.from([3, -4]))
    expect(peaks.peaks()).toEqual([1])
  })

  it('is empty where there was no sound', () => {
    expect(collectPeaks().peaks()).toEqual([])
  })
})

describe('pauses', () => {
  it('leaves out silence before the first and after the last sound', () => {
    const pauses = collectPauses()
    pauses.push(
      Float32Array.from({ length: 3000 }, (_, i) => (i >= 1000 && i < 2000 ? 0.3 : 0)),
      1000,
      0,
    )
    expect(pauses.pauses()).toEqual([])
    expect(pauses.loudest()).toBeCloseTo(0.3)
  })

  it('finds one across the border of two pieces', () => {
    const pauses = collectPauses()
    pauses.push(
      Float32Array.from({ length: 1000 }, (_, i) => (i < 900 ? 0.3 : 0)),
      1000,
      0,
    )
    pauses.push(
      Float32Array.from({ length: 1000 }, (_, i) => (i < 100 ? 0 : 0.3)),
      1000,
      1,
    )
    expect(pauses.pauses()).toEqual([{ start: 0.9, end: 1.1 }])
  })

  it('does not count a pause shorter than asked for', () => {
    const pauses = collectPauses(0.05)
    pauses.push(
      Float32Array.from({ length: 1000 }, (_, i) => (i >= 500 && i < 549 ? 0 : 0.3)),
      1000,
      0,
    )
    expect(pauses.pauses()).toEqual([])
  })
})

describe('spectrum', () => {
  it('puts a tone in its row, at the power of its level', () => {
    const spectrum = spectrumOf(tone(16_000, 2, 2000), 16_000)
    const column = spectrum!.columns[Math.floor(spectrum!.columns.length / 2)]!
    const loudest = column.indexOf(Math.max(...column))
    expect(loudest).toBe(64)
    expect(column[loudest]).toBeCloseTo(0.25 * 0.5 ** 2, 2)
  })

  it('does not depend on how the sound comes in pieces', () => {
    const samples = tone(8000, 20, 700)
    expect(spectrumOf(samples, 8000, 333)!.columns).toEqual(spectrumOf(samples, 8000, 8000)!.columns)
  })

  it('keeps its size for long sounds', () => {
    const spectrum = spectrumOf(tone(8000, 1200, 300), 8000, 8000)!
    expect(spectrum.columns.length).toBeLessThan(1200)
    expect(spectrum.columns.length * spectrum.columnSeconds).toBeCloseTo(1200, -1)
  })

  it('is nothing for less than one window', () => {
    expect(spectrumOf(new Float32Array(100), 16_000)).toBeNull()
  })
})

describe('bandwidth', () => {
  it('ends where the sound ends', () => {
    const spectrum = spectrumOf(tone(44_100, 2, 4000), 44_100)!
    expect(bandwidthOf(spectrum)).toBeGreaterThan(4000)
    expect(bandwidthOf(spectrum)).toBeLessThan(6000)
    expect(findBandwidth(spectrum)[0]).toMatchObject({ status: 'hit', points: 'context', llr: 0, strong: false })
  })

  it('is the whole range for noise', () => {
    let state = 1
    const noise = Float32Array.from({ length: 88_200 }, () => {
      state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff
      return state / 0x40000000 - 1
    })
    expect(findBandwidth(spectrumOf(noise, 44_100)!)[0]?.status).toBe('clear')
  })

  it('is zero for silence', () => {
    expect(bandwidthOf(spectrumOf(new Float32Array(44_100), 44_100)!)).toBe(0)
  })
})
