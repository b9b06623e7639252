import { percent } from '@/components/case/verdict-words'
import type { EvidenceFacts } from '@/lib/engine/evidence'
import type { SpectrumLevels } from '@/lib/engine/sound/spectrum-levels'

/** Facts of the checks that measured what a spectrogram draws; {} where one did not run. */
interface Measured {
  spectrogram: EvidenceFacts
  bandwidth: EvidenceFacts
  pauses: EvidenceFacts
}

/** A spectrogram in one sentence, from what was measured; null where nothing of it was, as in results of before. */
export function readSpectrogram({ spectrogram, bandwidth, pauses }: Measured): string | null {
  const { strongestHz, shareFrom4000Hz: high } = spectrogram
  const { bandwidthHz: real, possibleHz: possible } = bandwidth
  const { silentSeconds: silent } = pauses
  const parts = [
    typeof strongestHz === 'number' && `strongest at about ${hertz(strongestHz)}`,
    typeof high === 'number' && `${high > 0 && high < 0.01 ? 'less than 1%' : percent(high)} of the energy above 4 kHz`,
    typeof real === 'number' && typeof possible === 'number' && reach(real, possible),
    typeof silent === 'number' && silent > 0 && `every sample zero for ${silent} seconds`,
  ].filter((part) => part !== false)
  const said = parts.join('; ')
  return said === '' ? null : `${said.charAt(0).toUpperCase()}${said.slice(1)}.`
}

/** The same limit as the check's (lib/engine/sound/find-bandwidth.ts). */
function reach(real: number, possible: number): string {
  return real < possible * 0.9
    ? `nothing above about ${hertz(real)} of the ${hertz(possible)} that the file could carry`
    : `sound up to the ${hertz(possible)} that the file can carry`
}

/** The levels as a table: a column for each band, a row for each stretch of time from `start`, in seconds of the media. */
export function levelTable({ bandEnds, windowSeconds, levels }: SpectrumLevels, start: number, seconds: number) {
  const end = (at: number) => start + Math.min(seconds, at * windowSeconds)
  return {
    columns: bandEnds.map((to, at) => band(bandEnds[at - 1] ?? 0, to)),
    rows: levels.map((row, at) => ({
      start: end(at),
      end: end(at + 1),
      cells: row.map((level) => (level <= silence ? 'Silent' : `${level < 0 ? '−' : ''}${Math.abs(level)} dB`)),
    })),
  }
}

/** Decibels of full scale up to which nothing is told from silence. */
const silence = -120

function hertz(value: number): string {
  return value < 1000 ? `${value} Hz` : `${kilo(value)} kHz`
}

function band(from: number, to: number): string {
  return to < 1000 ? `${from}–${to} Hz` : `${kilo(from)}–${kilo(to)} kHz`
}

function kilo(value: number): number {
  return Math.round(value / 100) / 10
}
