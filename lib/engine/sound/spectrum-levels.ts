import type { EvidenceFacts } from '../evidence'
import type { Spectrum } from './spectrum'

/** Power of a full-scale sine in a `Spectrum`. */
export const fullScale = 0.25
/** Decibels below full scale under which a level is not told from silence. */
const floor = -120
/** Upper edges of the bands in Hz: an octave each, and all below the first. The last band ends where the file does. */
const edges = [250, 500, 1000, 2000, 4000, 8000, 16_000, 32_000]
const mostWindows = 20
/** Of a spectrogram's facts those that say what was heard when, beside what is so of all of it together. */
export const levelFacts = ['levelsHz', 'levelsWindow', 'levelsDb'] as const

/** What a spectrogram shows, in numbers: of each stretch of time the strongest pitch of each band. */
export interface SpectrumLevels {
  /** Hz; each band begins where the one before it ends, the first at 0. */
  bandEnds: number[]
  /** Seconds of each stretch; the last may be shorter. */
  windowSeconds: number
  /** Per stretch and band, decibels of full scale (0 or less); -120 is silence. */
  levels: number[][]
}

/**
 * The levels as facts: flat texts, so that they are stored, sent and deleted with the rest; at most 20 stretches of nine
 * bands, which is less than a kilobyte.
 */
export function levelsAsFacts(spectrum: Spectrum): EvidenceFacts {
  const { columns, columnSeconds } = spectrum
  const each = Math.ceil(columns.length / mostWindows)
  const ends = bandEnds(spectrum)
  const levels = Array.from({ length: Math.ceil(columns.length / each) }, (_, at) =>
    levelsOf(columns.slice(at * each, (at + 1) * each), spectrum, ends),
  )
  return {
    levelsHz: ends.join(' '),
    levelsWindow: Math.round(each * columnSeconds * 10_000) / 10_000,
    levelsDb: levels.map((row) => row.join(' ')).join('; '),
  }
}

/** The levels in a spectrogram's facts; null where there are none, as in results of before, or where they do not fit. */
export function levelsInFacts({ levelsHz, levelsWindow, levelsDb }: EvidenceFacts): SpectrumLevels | null {
  if (typeof levelsHz !== 'string' || typeof levelsDb !== 'string') return null
  if (typeof levelsWindow !== 'number' || !(levelsWindow > 0)) return null
  const bandEnds = levelsHz.split(' ').map(Number)
  const levels = levelsDb.split('; ').map((row) => row.split(' ').map(Number))
  const fits = levels.every((row) => row.length === bandEnds.length && row.every(Number.isFinite))
  return fits && bandEnds.every((end) => end > 0) ? { bandEnds, windowSeconds: levelsWindow, levels } : null
}

/** Bands too narrow for the rows of this spectrum, of which none lies in them, are part of the next. */
function bandEnds({ rows, sampleRate }: Spectrum): number[] {
  const limit = sampleRate / 2
  const centres = Array.from({ length: rows }, (_, row) => ((row + 0.5) * limit) / rows)
  const ends: number[] = []
  for (const end of [...edges.filter((edge) => edge < limit), Math.round(limit)]) {
    const from = ends.at(-1) ?? 0
    if (centres.some((hertz) => hertz >= from && hertz < end)) ends.push(end)
  }
  return ends
}

function levelsOf(columns: Float32Array[], { rows, sampleRate }: Spectrum, ends: number[]): number[] {
  const strongest = new Float64Array(ends.length)
  const rowHz = sampleRate / 2 / rows
  for (let row = 0; row < rows; row += 1) {
    const mean = columns.reduce((sum, column) => sum + (column[row] ?? 0), 0) / Math.max(1, columns.length)
    const band = ends.findIndex((end) => (row + 0.5) * rowHz < end)
    if (band >= 0) strongest[band] = Math.max(strongest[band] ?? 0, mean)
  }
  return Array.from(strongest, (power) => decibels(power))
}

function decibels(power: number): number {
  return power <= 0 ? floor : Math.min(0, Math.max(floor, Math.round(10 * Math.log10(power / fullScale))))
}
