/** Quantile of the normal distribution for 95 %, two-sided. */
const z = 1.959964

/**
 * The 95 % interval of an area under the ROC curve, `[low, high]`, 0-1, from so many positives and negatives: the score interval
 * with Hanley's and McNeil's variance, which stays inside 0-1 and does not shrink to nothing at its ends. Newcombe (2006),
 * "Confidence intervals for an effect size measure based on the Mann-Whitney statistic, part 2", method 5, Statist. Med. 25.
 */
export function aucInterval(area: number, positives: number, negatives: number): [number, number] {
  const middle = (positives + negatives) / 2 - 1
  const variance = (of: number) =>
    (of * (1 - of) * (1 + (middle * (1 - of)) / (2 - of) + (middle * of) / (1 + of))) / (positives * negatives)
  const isNear = (of: number) => (of - area) ** 2 <= z * z * variance(of)
  return [area === 0 ? 0 : edge(area, 0, isNear), area === 1 ? 1 : edge(area, 1, isNear)]
}

/** Where, on the way from a place that is near to `end`, places cease to be. */
function edge(from: number, end: number, isNear: (of: number) => boolean): number {
  let [inside, outside] = [from, end]
  for (let halving = 0; halving < 50; halving += 1) {
    const between = (inside + outside) / 2
    if (isNear(between)) inside = between
    else outside = between
  }
  return inside
}
