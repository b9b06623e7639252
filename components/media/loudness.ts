import { spanTimes } from './spans'
import type { Loudness } from './tracks'

/** Below this share of full scale a stretch counts as quiet (-34 dB). */
const quiet = 0.02

/** Loudness in equal stretches, at most `most`, each its highest peak: what a table of it shows. */
export function loudnessRows({ peaks, start, seconds }: Loudness, most = 20) {
  const count = Math.min(most, peaks.length)
  return Array.from({ length: count }, (_, at) => {
    const from = Math.floor((at * peaks.length) / count)
    const to = Math.floor(((at + 1) * peaks.length) / count)
    const second = (share: number) => start + (share * seconds) / peaks.length
    return { start: second(from), end: second(to), peak: Math.max(...peaks.slice(from, to)) }
  })
}

/** The waveform in one sentence. */
export function readLoudness(loudness: Loudness): string {
  const { peaks, start, seconds } = loudness
  const highest = Math.max(0, ...peaks)
  if (highest === 0) return 'The sound is silent.'
  const at = peaks.indexOf(highest)
  const each = seconds / peaks.length
  const moment = { start: start + at * each, end: start + (at + 1) * each }
  const still = peaks.filter((peak) => peak < quiet).length * each
  const pauses = still < 0.5 ? 'hardly ever quiet' : `quiet for ${still.toFixed(1)} of ${seconds.toFixed(1)} seconds`
  return `Loudest at ${spanTimes(moment)}; ${pauses}.`
}
