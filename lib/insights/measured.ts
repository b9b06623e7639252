import { aucInterval } from '@/lib/evaluation/auc-interval'
import { calibrationError, type Tenth, tenths } from '@/lib/evaluation/calibration'
import { auc, equalErrorRate, hitRateAt } from '@/lib/evaluation/roc'
import { type Met, sayOf } from './compared'
import { shareOf, smallSample } from './wilson'

/** A number 0-1 with what it may be in truth, at 95 %. */
export interface Measure {
  value: number
  low: number
  high: number
}

/** Authentic cases needed before one of them is 1 %. */
export const leastForOnePercent = 100
/** Cases needed for a calibration error: ten for each tenth of the scale. */
export const leastForCalibration = 100

/** How well a detector's scores tell made from authentic, as `npm run engine:eval` measures it; null: too few cases to say. */
export interface Measured {
  /** Cases with a score that people found made or manipulated, and authentic. */
  scoredMade: number
  scoredReal: number
  auc: Measure | null
  eer: Measure | null
  /** Share of made ones found at a threshold that 1 % of authentic ones reach, and 5 %. */
  foundAt1: Measure | null
  foundAt5: Measure | null
  calibrationError: Measure | null
}

/** What met, with the score that was given; 0-1, null where there was none. */
export interface ScoredMet extends Met {
  score: number | null
}

/** Measures scores by what people found: only findings that say made or real count. Pure. */
export function measuredIn(met: readonly ScoredMet[]): Measured {
  const [made, real] = [scoresOf(met, 'made'), scoresOf(met, 'real')]
  const least = Math.min(made.length, real.length)
  const enough = least >= smallSample
  return {
    scoredMade: made.length,
    scoredReal: real.length,
    auc: enough ? ranked(auc(made, real), made.length, real.length) : null,
    // Half of its errors are of either side; the smaller one says how little is known.
    eer: enough ? share(equalErrorRate(made, real), least) : null,
    foundAt1: enough && real.length >= leastForOnePercent ? share(hitRateAt(0.01, made, real), made.length) : null,
    foundAt5: enough ? share(hitRateAt(0.05, made, real), made.length) : null,
    calibrationError: made.length + real.length >= leastForCalibration ? calibration(made, real) : null,
  }
}

function scoresOf(met: readonly ScoredMet[], truth: 'made' | 'real'): number[] {
  return met.flatMap(({ score, finding, n }) =>
    score !== null && sayOf(finding) === truth ? Array<number>(n).fill(score) : [],
  )
}

function ranked(value: number | null, made: number, real: number): Measure | null {
  if (value === null) return null
  const [low, high] = aucInterval(value, made, real)
  return { value, low, high }
}

/** Wilson's interval of a share of `n`. */
function share(value: number | null, n: number): Measure | null {
  if (value === null) return null
  const { low, high } = shareOf(value * n, n)
  return { value, low, high }
}

function calibration(made: number[], real: number[]): Measure | null {
  const forecasts = [
    ...made.map((probability) => ({ probability, positive: true })),
    ...real.map((probability) => ({ probability, positive: false })),
  ]
  const value = calibrationError(forecasts)
  if (value === null) return null
  const some = tenths(forecasts).filter(({ total }) => total > 0)
  const sum = (distance: (tenth: Tenth) => number) =>
    some.reduce((all, tenth) => all + tenth.total * distance(tenth), 0) / forecasts.length
  return { value, low: sum(nearest), high: sum(farthest) }
}

/** How near the interval of what came true comes to what was said, in one tenth of the scale; and how far off it reaches. */
function nearest({ probability, positives, total }: Tenth): number {
  const { low, high } = shareOf(positives, total)
  return Math.max(0, low - probability / total, probability / total - high)
}

function farthest({ probability, positives, total }: Tenth): number {
  const { low, high } = shareOf(positives, total)
  return Math.max(Math.abs(probability / total - low), Math.abs(probability / total - high))
}
