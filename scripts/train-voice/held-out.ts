import { familyFromOdds } from '../../lib/engine/sound/voice/classify'
import { voiceFamilies } from '../../lib/engine/sound/voice/weights'
import type { Recording } from './measure'
import { groupOf, judged, mean, oddsOf, trainDetector, trainFamily } from './train'

/** A recording as a model judged it that had seen neither its synthesiser's family nor its group of recordings. */
export interface Scored {
  recording: Recording
  /** Log-odds of each stretch, and their mean. */
  odds: number[]
  score: number
  /** The family and the group of recordings that the model had not seen. */
  family: string
  group: string
  /** Both in one name, such as `flite × klettres`. */
  fold: string
}

/** Leaves out each family together with each group of recordings, and judges both. Recordings need `fewest` stretches. */
export function scoreHeldOut(recordings: Recording[], seconds: number, fewest: number): Scored[] {
  const used = recordings.filter((recording) => judged(recording, seconds).length >= fewest)
  const groups = [...new Set(used.filter(({ kind }) => kind === 'real').map(groupOf))]
  return voiceFamilies.flatMap((family) =>
    groups.flatMap((group) => {
      const model = trainDetector(used, seconds, { family, group })
      return used
        .filter((recording) => groupOf(recording) === (recording.kind === 'real' ? group : family))
        .map((recording) => {
          const odds = oddsOf(model, recording, seconds)
          return { recording, odds, score: mean(odds), family, group, fold: `${family} × ${group}` }
        })
    }),
  )
}

/** How far above the highest score of any real recording the threshold lies, in log-odds. */
const margin = 1

/**
 * The threshold from held-out scores. `unseen`: a group of recordings it is not to know either, so that false hits in that
 * group are counted at a threshold that was not set to spare it.
 */
export function thresholdFrom(scored: Scored[], unseen?: string): number {
  const real = scored.filter(({ recording }) => recording.kind === 'real' && groupOf(recording) !== unseen)
  return Math.max(...real.map(({ score }) => score)) + margin
}

/**
 * The threshold each fold would have had: from the real recordings of the other groups, judged by models that had not seen
 * its family either. Scores of different models are compared by how far above it they are.
 */
export function foldThresholds(scored: Scored[]): Map<string, number> {
  const folds = Map.groupBy(scored, ({ fold }) => fold).entries()
  const thresholdOf = ([first]: Scored[]) =>
    thresholdFrom(
      scored.filter(({ family }) => family === first?.family),
      first?.group,
    )
  return new Map([...folds].map(([fold, some]) => [fold, thresholdOf(some)]))
}

/** Which family is named for recordings of a voice that was not learnt: truth and answer, and how often. */
export function confuseFamilies(recordings: Recording[], seconds: number, fewest: number): Map<string, number> {
  const used = recordings.filter(({ kind }) => kind === 'synthetic').filter((r) => judged(r, seconds).length >= fewest)
  const counts = new Map<string, number>()
  for (const [speaker, spoken] of Map.groupBy(used, (recording) => recording.speaker)) {
    const model = trainFamily(used, seconds, speaker)
    for (const recording of spoken) {
      const key = `${recording.corpus} → ${familyFromOdds(mean(oddsOf(model, recording, seconds))) ?? 'not named'}`
      counts.set(key, (counts.get(key) ?? 0) + 1)
    }
  }
  return counts
}
