import { hitLlr, wilsonInterval } from '../card'
import type { Finding } from '../check'
import type { EvidenceFacts } from '../evidence'
import { countsOf } from '../evidence-card'
import { uncardedModelCap } from '../verdict'
import type { ModelDefinition } from './models-file'

/** A tested model may decide where even the cautious end of its false-hit rate is at most this. */
export const strongFalseHitRate = 0.02

/**
 * What the score of a model is worth. With a card a hit weighs as counted and may decide; without one it is advice:
 * capped, and decides nothing. A score below the threshold never speaks for authenticity.
 */
export function weighScore(
  definition: Pick<ModelDefinition, 'name' | 'threshold' | 'card' | 'licence'>,
  score: number,
  facts: EvidenceFacts = {},
): Finding {
  const { name, threshold, card } = definition
  const hit = score >= threshold
  const allFacts = { model: name, score: cut(score), threshold, tested: card !== undefined, ...facts }
  const found = hit
    ? `The model “${name}” gives it ${cut(score)}, at or above its threshold of ${threshold}.`
    : `The model “${name}” gives it ${cut(score)}, below its threshold of ${threshold}.`
  if (card === undefined) {
    const llr = hit ? Math.min(uncardedModelCap, Math.max(0, Math.log(score / Math.max(1e-9, 1 - score)))) : 0
    return {
      points: hit ? 'synthetic' : 'context',
      status: hit ? 'hit' : 'clear',
      llr,
      carded: false,
      strong: false,
      explain: `${found} It is advisory.`,
      doesNotShow:
        'Advisory: how often this model errs was not counted, so it moves the score a little and decides nothing. Open ' +
        'models are often wrong about media unlike what they learnt from.',
      facts: allFacts,
    }
  }
  const [, highestFalseHitRate] = wilsonInterval(card.falseHits, card.negatives)
  return {
    points: hit ? 'synthetic' : 'context',
    status: hit ? 'hit' : 'clear',
    llr: hit ? hitLlr(card) : 0,
    carded: true,
    strong: hit && highestFalseHitRate <= strongFalseHitRate,
    explain: found,
    doesNotShow:
      `By its card (${card.from}) it fires on ${card.hits} of ${card.positives} fakes and on ${card.falseHits} of ` +
      `${card.negatives} real ones. The card says nothing about other generators and other media.`,
    card: countsOf(card.from, card),
    facts: allFacts,
  }
}

/** Four places, cut off rather than rounded, so that what is under a threshold never reads as being at it. */
function cut(score: number): number {
  return Math.floor(score * 10_000 + 1e-6) / 10_000
}
