import { type Share, shareOf } from './wilson'

/** Decided cases whose score lies between two hundredths: both the same where it is one exactly. */
export interface ScoreBucket {
  /** Score 0-1 times 100, rounded down and up. */
  floor: number
  ceil: number
  /** By what people found: made or manipulated, authentic, anything else. */
  made: number
  real: number
  other: number
}

/** What a rule on the score would have taken. */
export interface Taken {
  takes: number
  of: number
  made: number
  real: number
  other: number
  /** Of what it takes, what people found made or manipulated. */
  precision: Share
  /** Of all that people found so, what it takes. */
  recall: Share
}

/** What a rule takes that asks for a score from `from` up to `to`, both in whole percent and inclusive. */
export function takenBetween(buckets: readonly ScoreBucket[], from: number, to = 100): Taken {
  const taken = buckets.filter(({ floor, ceil }) => floor >= from && ceil <= to)
  const sum = (of: readonly ScoreBucket[], what: 'made' | 'real' | 'other') =>
    of.reduce((all, one) => all + one[what], 0)
  const [made, real, other] = [sum(taken, 'made'), sum(taken, 'real'), sum(taken, 'other')]
  const allMade = sum(buckets, 'made')
  const takes = made + real + other
  return {
    ...{ takes, made, real, other },
    of: allMade + sum(buckets, 'real') + sum(buckets, 'other'),
    precision: shareOf(made, takes),
    recall: shareOf(made, allMade),
  }
}

/** The thresholds that are drawn and listed, in percent. */
export const thresholdSteps = Array.from({ length: 21 }, (_, n) => n * 5)
