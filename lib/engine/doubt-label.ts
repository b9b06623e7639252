import type { Doubt, Verdict } from './analysis'
import type { Evidence } from './evidence'
import { capOf, fakeThreshold } from './verdict'

/** Probabilities that a reader takes for neither, from the first to below the second: the contract's own cut-offs of Neutral/Uncertain. */
export const neutralFrom = 0.4
export const neutralBelow = 0.6

/**
 * That the label stays Neutral/Uncertain beside a number that reads otherwise, and by which rule of lib/engine/verdict.ts. Null where
 * the label decides, the number is neutral too, or nothing weighs in it (that is `nothing_decides`).
 */
export function doubtLabel({ label, score }: Pick<Verdict, 'label' | 'score'>, evidence: Evidence[]): Doubt | null {
  if (label !== 'Neutral/Uncertain' || (score >= neutralFrom && score < neutralBelow)) return null
  const weighing = evidence.filter((item) => capOf(item) !== undefined)
  if (weighing.length === 0) return null
  return {
    code: 'label_and_score_disagree',
    says: `The score of ${score.toFixed(2)} is far from the middle, yet the label stays Neutral/Uncertain: ${whyUndecided(weighing, score)}.`,
  }
}

function whyUndecided(weighing: Evidence[], score: number): string {
  const deciding = weighing.filter(({ strong }) => strong)
  const fake = deciding.find(({ points }) => points !== 'authentic')
  const authentic = deciding.find(({ points }) => points === 'authentic')
  if (fake && authentic) return `“${fake.title}” and “${authentic.title}” contradict each other, so neither decides`
  if (fake) return `“${fake.title}” decides only with ${fakeThreshold.toFixed(2)} or more on its side`
  if (authentic) return `“${authentic.title}” speaks for Real, but the score is too high for that`
  // A low score is no sign of a fake that would have to be explained away.
  const edits = score >= neutralBelow && weighing.every(({ points }) => points === 'manipulated')
  return `nothing that weighs in it may decide by itself${edits ? '; traces of editing are no proof of a fake' : ''}`
}
