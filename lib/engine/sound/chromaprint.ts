import FFT from 'fft.js'
import { bandOf, classifiers, firstBin, lastBin, smoothing } from './chromaprint-tables'

/** Chromaprint hears sound at this rate, in Hz, mono. */
export const chromaprintRate = 11_025

export interface Fingerprinter {
  /** Samples at `chromaprintRate`, nominally -1 to 1. */
  push(samples: Float32Array): void
  /** The raw fingerprint so far, unsigned 32-bit numbers, about eight a second; empty below about three seconds. */
  values(): number[]
}

const frameSize = 4096
const hop = Math.trunc(frameSize / 3)
const bands = 12
const rowsKept = 16

/**
 * Chromaprint's fingerprint, algorithm 2, as `fpcalc -raw` gives it: energy of the twelve notes over time, smoothed and
 * brought to one length, and sixteen filters over the picture of it, two bits each. Lukáš Lalinský, "How does
 * Chromaprint work?" (2011), after Jang et al. (2009); written from that and held to vectors made by fpcalc 1.5.1.
 */
export function collectFingerprint(): Fingerprinter {
  const fft = new FFT(frameSize)
  const window = Float64Array.from({ length: frameSize }, (_, i) => hamming(i))
  const input = new Float64Array(frameSize)
  const spectrum = fft.createComplexArray()
  const frame = new Float64Array(frameSize)
  let filled = 0
  const notes: Float64Array[] = []
  const rows: Float64Array[] = []
  const found: number[] = []
  const takeFrame = () => {
    for (let i = 0; i < frameSize; i += 1) input[i] = (frame[i] ?? 0) * (window[i] ?? 0)
    fft.realTransform(spectrum, input)
    notes.push(foldToNotes(spectrum))
    if (notes.length > smoothing.length) notes.shift()
    if (notes.length < smoothing.length) return
    rows.push(toUnitLength(smooth(notes)))
    if (rows.length > rowsKept) rows.shift()
    if (rows.length === rowsKept) found.push(readValue(rows))
  }
  return {
    push(samples) {
      for (const sample of samples) {
        // It was made for 16-bit samples, and its thresholds are theirs.
        frame[filled] = Math.max(-32_768, Math.min(32_767, Math.round(sample * 32_768)))
        filled += 1
        if (filled < frameSize) continue
        takeFrame()
        frame.copyWithin(0, hop)
        filled = frameSize - hop
      }
    },
    values: () => found,
  }
}

const hamming = (i: number) => 0.54 - 0.46 * Math.cos((2 * Math.PI * i) / (frameSize - 1))

function foldToNotes(spectrum: ArrayLike<number>): Float64Array {
  const notes = new Float64Array(bands)
  for (let bin = firstBin; bin < lastBin; bin += 1) {
    const power = (spectrum[bin * 2] ?? 0) ** 2 + (spectrum[bin * 2 + 1] ?? 0) ** 2
    const band = bandOf(bin)
    notes[band] = (notes[band] ?? 0) + power
  }
  return notes
}

function smooth(notes: Float64Array[]): Float64Array {
  return Float64Array.from({ length: bands }, (_, band) =>
    smoothing.reduce((sum, weight, i) => sum + weight * (notes[i]?.[band] ?? 0), 0),
  )
}

function toUnitLength(row: Float64Array): Float64Array {
  const norm = Math.hypot(...row)
  return norm < 0.01 ? row.fill(0) : row.map((value) => value / norm)
}

function readValue(rows: Float64Array[]): number {
  let value = 0
  for (const { light, dark, steps } of classifiers) {
    const measured = Math.log((1 + sumOf(rows, light)) / (1 + sumOf(rows, dark)))
    const level = steps.filter((step) => measured >= step).length
    // Gray code, so that neighbouring levels differ in one bit.
    value = (value << 2) | (level ^ (level >> 1))
  }
  return value >>> 0
}

type Area = (typeof classifiers)[number]['light']

function sumOf(rows: Float64Array[], areas: Area): number {
  let sum = 0
  for (const [fromRow, fromBand, toRow, toBand] of areas) {
    for (let row = fromRow; row < toRow; row += 1) {
      for (let band = fromBand; band < toBand; band += 1) sum += rows[row]?.[band] ?? 0
    }
  }
  return sum
}
