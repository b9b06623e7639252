/** A share with what it may be in truth. */
export interface Share {
  /** How many of how many. */
  of: number
  n: number
  /** 0-1; null where there is nothing to take a share of. */
  share: number | null
  /** The 95 % interval, 0-1; from 0 to 1 where nothing is known. */
  low: number
  high: number
}

/** Quantile of the normal distribution for 95 %, two-sided. */
const z = 1.959964

/** Below so many a share says little; pages say so. */
export const smallSample = 30

/**
 * The share of `of` in `n`, with Wilson's score interval, which stays inside 0-1 and holds for small samples
 * (E. B. Wilson, Journal of the American Statistical Association 22, 1927).
 */
export function shareOf(of: number, n: number): Share {
  if (n === 0) return { of, n, share: null, low: 0, high: 1 }
  const share = of / n
  const spread = (z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n))) / (1 + (z * z) / n)
  const middle = (share + (z * z) / (2 * n)) / (1 + (z * z) / n)
  return {
    of,
    n,
    share,
    // Exactly at the ends where all or none are: rounding would leave a hair.
    low: of === 0 ? 0 : Math.max(0, middle - spread),
    high: of === n ? 1 : Math.min(1, middle + spread),
  }
}
