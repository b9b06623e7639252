/**
 * Area under the ROC curve, 0-1: how often a positive scores higher than a negative, ties half. Null where either side
 * is empty. Mann and Whitney (1947).
 */
export function auc(positives: number[], negatives: number[]): number | null {
  if (positives.length === 0 || negatives.length === 0) return null
  const sorted = negatives.toSorted((a, b) => a - b)
  let wins = 0
  for (const score of positives) wins += (below(sorted, score) + notAbove(sorted, score)) / 2
  return wins / (positives.length * negatives.length)
}

/** A threshold and what it gives: shares of negatives and of positives at or above it. */
interface Point {
  falseHits: number
  hits: number
}

/** The ROC curve from no hit at all to everything, one point for each different score. */
export function rocPoints(positives: number[], negatives: number[]): Point[] {
  const [high, low] = [positives.toSorted((a, b) => a - b), negatives.toSorted((a, b) => a - b)]
  const thresholds = [...new Set([...positives, ...negatives])].toSorted((a, b) => b - a)
  const share = (sorted: number[], threshold: number) => (sorted.length - below(sorted, threshold)) / sorted.length
  return [
    { falseHits: 0, hits: 0 },
    ...thresholds.map((threshold) => ({ falseHits: share(low, threshold), hits: share(high, threshold) })),
  ]
}

/**
 * Equal error rate, 0-1: where as many negatives are taken for positives as positives are missed, on the line between
 * the two points of the curve around it. Null where either side is empty.
 */
export function equalErrorRate(positives: number[], negatives: number[]): number | null {
  if (positives.length === 0 || negatives.length === 0) return null
  let before: Point = { falseHits: 0, hits: 0 }
  for (const point of rocPoints(positives, negatives)) {
    const [gap, gapBefore] = [point.falseHits - (1 - point.hits), before.falseHits - (1 - before.hits)]
    if (gap >= 0) {
      const way = gap === gapBefore ? 0 : -gapBefore / (gap - gapBefore)
      return before.falseHits + way * (point.falseHits - before.falseHits)
    }
    before = point
  }
  return null
}

/**
 * The most positives found, 0-1, at a threshold that at most this share of negatives reaches. Null where either side is
 * empty, or where there are too few negatives for one of them to be that share.
 */
export function hitRateAt(falseHitRate: number, positives: number[], negatives: number[]): number | null {
  if (positives.length === 0 || negatives.length * falseHitRate < 1) return null
  const allowed = rocPoints(positives, negatives).filter((point) => point.falseHits <= falseHitRate)
  return allowed.reduce((most, point) => Math.max(most, point.hits), 0)
}

/** How many of a sorted list are smaller. */
function below(sorted: number[], value: number): number {
  let [from, to] = [0, sorted.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if ((sorted[middle] ?? 0) < value) from = middle + 1
    else to = middle
  }
  return from
}

/** How many of a sorted list are not larger. */
function notAbove(sorted: number[], value: number): number {
  let [from, to] = [0, sorted.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if ((sorted[middle] ?? 0) <= value) from = middle + 1
    else to = middle
  }
  return from
}
