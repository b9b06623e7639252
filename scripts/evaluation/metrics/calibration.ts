/** A probability 0-1 that was given, and whether it came true. */
export interface Forecast {
  probability: number
  positive: boolean
  /** How much it counts; left out: 1. */
  weight?: number
}

const bins = 10

/**
 * Expected calibration error, 0-1: how far, on average, the probabilities of each tenth of the scale are from how often
 * they came true. Null for none. Naeini and others (2015).
 */
export function calibrationError(forecasts: Forecast[]): number | null {
  if (forecasts.length === 0) return null
  const sums = Array.from({ length: bins }, () => ({ probability: 0, positives: 0 }))
  let total = 0
  for (const { probability, positive, weight = 1 } of forecasts) {
    const sum = sums[Math.min(bins - 1, Math.floor(probability * bins))]
    if (!sum) throw new Error(`${probability} is no probability`)
    sum.probability += weight * probability
    sum.positives += positive ? weight : 0
    total += weight
  }
  return sums.reduce((error, sum) => error + Math.abs(sum.probability - sum.positives), 0) / total
}
