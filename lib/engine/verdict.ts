import type { Label, Verdict } from './analysis'
import type { Evidence, Family } from './evidence'
import { describePrior, summarise } from './summary'

/** `Fake` needs at least this probability, and a strong hit on the same side. Said here and nowhere else. */
export const fakeThreshold = 0.9

/**
 * The most all evidence of one family together may move the log-odds, either way, since it is correlated. A model
 * without an evaluation card moves them by 0.7 at most.
 */
export const familyCaps: Record<Family, number> = {
  provenance: 6,
  metadata: 6,
  match: 6,
  edit: 1.4,
  signal: 1.4,
  model: 6,
}
export const uncardedModelCap = 0.7

/** Under which cap a piece of evidence stands; undefined where it weighs nothing, so that none bears on it. */
export function capOf({
  family,
  points,
  status,
  llr,
  carded,
}: Pick<Evidence, 'family' | 'points' | 'status' | 'llr' | 'carded'>): number | undefined {
  if (status !== 'hit' || points === 'context' || llr === 0) return undefined
  return family === 'model' && carded !== true ? uncardedModelCap : familyCaps[family]
}

/** Which of the two questions is asked: was it made by a machine, was it changed. */
export type Axis = 'synthetic' | 'manipulated'

/**
 * Probability 0-1 that the media is synthetic, or manipulated: sigmoid(prior + capped sum of llr). Evidence that points
 * to authentic counts on both axes with a negative llr; context, and whatever is not a hit, does not count. Of models only
 * the one that moves most counts: models that learnt from the same media err together, so their word is no sum.
 */
export function score(evidence: Evidence[], axis: Axis, prior = 0): number {
  const sums = new Map<Family, number>()
  for (const item of evidence) {
    if (item.status !== 'hit' || !Number.isFinite(item.llr)) continue
    if (item.points !== axis && item.points !== 'authentic') continue
    if (item.family === 'model') {
      const llr = item.carded === true ? item.llr : clamp(item.llr, uncardedModelCap)
      if (Math.abs(llr) >= Math.abs(sums.get('model') ?? 0)) sums.set('model', llr)
      continue
    }
    sums.set(item.family, (sums.get(item.family) ?? 0) + item.llr)
  }
  let logOdds = prior
  for (const [family, sum] of sums) logOdds += clamp(sum, familyCaps[family])
  return 1 / (1 + Math.exp(-logOdds))
}

/** What the label is decided from. */
export interface LabelGrounds {
  /** Probabilities 0-1. */
  synthetic: number
  manipulated: number
  /** Whether a hit that may decide points that way. */
  strongSynthetic: boolean
  strongManipulated: boolean
  strongAuthentic: boolean
}

/**
 * The label rules of the engine: `Fake` from the threshold on, where a strong hit stands behind that score; `Real` for
 * a strong authentic hit that nothing outweighs; strong hits that contradict each other, and all else, stay uncertain.
 */
export function decideLabel(grounds: LabelGrounds): Label {
  const { synthetic, manipulated, strongSynthetic, strongManipulated, strongAuthentic } = grounds
  const fake = (strongSynthetic && synthetic >= fakeThreshold) || (strongManipulated && manipulated >= fakeThreshold)
  if (strongAuthentic && (strongSynthetic || strongManipulated)) return 'Neutral/Uncertain'
  if (fake) return 'Fake'
  if (strongAuthentic && Math.max(synthetic, manipulated) < 0.5) return 'Real'
  return 'Neutral/Uncertain'
}

/**
 * The prior of a base rate: its log-odds. 0 for none, and for one that is no share between 0 and 1.
 */
export function priorOf(baseRate: number | undefined): number {
  return baseRate !== undefined && baseRate > 0 && baseRate < 1 ? Math.log(baseRate / (1 - baseRate)) : 0
}

/**
 * Fuses evidence into a verdict. `prior`: log-odds of the administrator's base rate, 0 for none. With no deciding
 * evidence and no prior the score is 0.5 and the label Neutral/Uncertain.
 */
export function judge(evidence: Evidence[], prior = 0): Verdict {
  const synthetic = score(evidence, 'synthetic', prior)
  const manipulated = score(evidence, 'manipulated', prior)
  const isStrong = (points: Evidence['points']) =>
    evidence.some((item) => item.status === 'hit' && item.strong && item.points === points)
  const label = decideLabel({
    synthetic,
    manipulated,
    strongSynthetic: isStrong('synthetic'),
    strongManipulated: isStrong('manipulated'),
    strongAuthentic: isStrong('authentic'),
  })
  const summary = `${summarise(label, evidence)}${prior === 0 ? '' : ` ${describePrior(prior)}`}`
  return { label, score: Math.max(synthetic, manipulated), synthetic, manipulated, summary }
}

function clamp(value: number, limit: number): number {
  return Math.max(-limit, Math.min(limit, value))
}
