/** A probability 0-1 that was given, and whether it came true. */
export interface Forecast {
  probability: number
  positive: boolean
  /** How much it counts; left out: 1. */
  weight?: number
}

const bins = 10

/** What was said in one tenth of the scale, and what came true; weighed. */
export interface Tenth {
  /** Sum of the probabilities, of those that came true, and of all. */
  probability: number
  positives: number
  total: number
}

/** Forecasts summed up by the tenth of the scale they lie in. */
export function tenths(forecasts: Forecast[]): Tenth[] {
  const sums = Array.from({ length: bins }, () => ({ probability: 0, positives: 0, total: 0 }))
  for (const { probability, positive, weight = 1 } of forecasts) {
    const sum = sums[Math.min(bins - 1, Math.floor(probability * bins))]
    if (!sum) throw new Error(`${probability} is no probability`)
    sum.probability += weight * probability
    sum.positives += positive ? weight : 0
    sum.total += weight
  }
  return sums
}

/**
 * Expected calibration error, 0-1: how far, on average, the probabilities of each tenth of the scale are from how often
 * they came true. Null for none. Naeini and others (2015).
 */
export function calibrationError(forecasts: Forecast[]): number | null {
  if (forecasts.length === 0) return null
  const sums = tenths(forecasts)
  const total = sums.reduce((all, sum) => all + sum.total, 0)
  return sums.reduce((error, sum) => error + Math.abs(sum.probability - sum.positives), 0) / total
}
