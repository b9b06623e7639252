import { probability } from '../../lib/engine/sound/voice/linear'
import type { Scored } from './held-out'
import { learn } from './learn'
import { groupOf } from './train'

/** Makes log-odds a probability: multiplied by the slope, plus the offset. */
export interface Calibration {
  slope: number
  offset: number
}

/** Log-odds of held-out windows to probabilities, by logistic regression; families and groups weigh the same. */
export function calibrate(scored: Scored[]): Calibration {
  const groups = Map.groupBy(scored, ({ recording }) => groupOf(recording))
  const kinds = Map.groupBy(groups.values(), ([first]) => first?.recording.kind)
  const { means, deviations, weights, bias } = learn(
    [...groups.values()].flatMap((group) =>
      group.map(({ recording, score }) => ({
        features: [score],
        answer: recording.kind === 'real' ? (0 as const) : (1 as const),
        weight: 1 / group.length / (kinds.get(recording.kind)?.length ?? 1),
      })),
    ),
  )
  const slope = (weights[0] ?? 0) / (deviations[0] || 1)
  return { slope, offset: bias - slope * (means[0] ?? 0) }
}

/**
 * The probability of every window of every recording, 0-1, by the recording and the fold. The slope and offset of a fold
 * come of the held-out scores of the other families and groups, so that it has not seen what it judges there either.
 */
export function heldOutProbabilities(scored: Scored[]): Map<Scored['recording'], Map<string, number[]>> {
  const found = new Map<Scored['recording'], Map<string, number[]>>()
  for (const [fold, some] of Map.groupBy(scored, (one) => one.fold)) {
    const unseen = new Set(some.map(({ recording }) => groupOf(recording)))
    const { slope, offset } = calibrate(scored.filter(({ recording }) => !unseen.has(groupOf(recording))))
    for (const { recording, odds } of some) {
      const folds = found.get(recording) ?? new Map<string, number[]>()
      found.set(
        recording,
        folds.set(
          fold,
          odds.map((value) => probability(slope * value + offset)),
        ),
      )
    }
  }
  return found
}
