/** A stretch of samples that are exactly zero, in seconds from the start of the media. */
export interface Pause {
  start: number
  end: number
}

export interface PauseCollector {
  /** `start`: seconds of the first sample. */
  push(samples: Float32Array, sampleRate: number, start: number): void
  /** The largest absolute sample so far, 0-1. */
  loudest(): number
  /** Pauses between sounds: silence before the first and after the last sound is left out. */
  pauses(): Pause[]
}

/** Pauses kept; the rest are of no use to a reader. */
const most = 1000

/** Finds pauses of digital silence of at least `shortest` seconds while the sound is decoded. */
export function collectPauses(shortest = 0.05): PauseCollector {
  const found: Pause[] = []
  let loudest = 0
  let silentSince: number | null = null
  let heardSound = false
  return {
    push(samples, sampleRate, start) {
      for (let i = 0; i < samples.length; i += 1) {
        const size = Math.abs(samples[i] ?? 0)
        if (size === 0) {
          silentSince ??= start + i / sampleRate
          continue
        }
        if (size > loudest) loudest = size
        const end = start + i / sampleRate
        if (heardSound && silentSince !== null && end - silentSince >= shortest && found.length < most) {
          found.push({ start: silentSince, end })
        }
        silentSince = null
        heardSound = true
      }
    },
    loudest: () => loudest,
    pauses: () => found,
  }
}
