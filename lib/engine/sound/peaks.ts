/** Collects the outline of a sound while it is decoded, in memory that does not grow with its length. */
export interface PeakCollector {
  push(samples: Float32Array): void
  /** At most `max` values, 0-1, over everything pushed; empty when there was nothing. */
  peaks(): number[]
}

/**
 * The largest absolute sample of equal stretches, for drawing a waveform. Stretches are merged in pairs as the sound
 * grows, so the length need not be known. Values are cut at 1 and have three decimals.
 */
export function collectPeaks(max = 1000): PeakCollector {
  let stretch = 32
  let filled = 0
  let largest = 0
  let values: number[] = []
  const merge = () => {
    const half: number[] = []
    for (let i = 0; i < values.length; i += 2) half.push(Math.max(values[i] ?? 0, values[i + 1] ?? 0))
    values = half
    stretch *= 2
  }
  return {
    push(samples) {
      for (const sample of samples) {
        const size = Math.abs(sample)
        if (size > largest) largest = size
        filled += 1
        if (filled < stretch) continue
        values.push(largest)
        filled = 0
        largest = 0
        if (values.length >= max * 2) merge()
      }
    },
    peaks() {
      if (filled > 0) {
        values.push(largest)
        filled = 0
        largest = 0
      }
      while (values.length > max) merge()
      return values.map((value) => Math.round(Math.min(1, value) * 1000) / 1000)
    },
  }
}
