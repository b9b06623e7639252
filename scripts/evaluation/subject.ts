import type { CardMeasures } from '@/lib/engine/card'
import type { CheckName } from '@/lib/engine/registry'

/**
 * How far a copy is from the file it was made as: as it was made; saved again or converted; scaled and saved strongly,
 * as messengers and networks do.
 */
export const launderings = ['original', 're-encoded', 'social'] as const
export type Laundering = (typeof launderings)[number]

/** One file of known truth, and what the check said of it. */
export interface EvaluatedItem {
  /**
   * What it was made of: a photograph, a recording, a speaker. Items of one origin are alike, so a card counts them as
   * one. Positives and negatives of one photograph may share an origin.
   */
  origin: string
  /** `positive`: what the check is to find is there. */
  truth: 'positive' | 'negative'
  /** The corpus a negative came from, the generator or the way of forging of a positive. False hits are shown for each. */
  source: string
  laundering: Laundering
  /** The file format, where the set is of several that the check reads each in its own way: counted for each. */
  format?: string
  /** Higher means more likely positive; null where the check gives no number. With `calibrated`, a probability 0-1. */
  score: number | null
  outcome: 'hit' | 'clear' | 'not_applicable'
  /**
   * What the model that gave the score had not seen, such as `flite × klettres`; left out where nothing was learnt. The
   * same file may come once in each fold.
   */
  fold?: string
  /** The score from which that model would have given a hit, set without what it had not seen: makes folds comparable. */
  foldThreshold?: number
  /** Probabilities, 0-1, that the check gives for parts of the file, such as windows of sound; left out where it gives none. */
  probabilities?: number[]
  /** How well a map agrees with the known mask: AUC of its pixels or blocks, 0.5 is chance. */
  maskAgreement?: number
}

/** What a run of an evaluation may use. */
export interface EvaluationContext {
  /** An empty folder that is removed afterwards. */
  workFolder: string
  /** A number for pictures and sounds made by rule: the same seed makes the same set. */
  seed: number
  /** Told of what is going on, a line at a time. */
  say: (line: string) => void
  /** Puts what an item was made from into the digest of the inputs: call it in the same order each time. */
  digest: (input: string | Uint8Array) => void
}

/** What is evaluated, how its set is made, and what its card says. One file each, one line in subjects.ts. */
export interface Subject {
  check: CheckName
  /** Which of its hits, where they weigh differently. */
  hit?: string
  /** What an origin is, in the plural, for sentences: `photographs`, `recordings`. */
  origins: string
  /** The set in a sentence or two: what it is made of, where that comes from, what it leaves out. */
  set: string
  /** Scores are probabilities, so that their calibration can be measured. */
  calibrated: boolean
  /** The copies the card counts; the others are shown in the table only. Left out: `original`. */
  cardCounts?: readonly Laundering[]
  /**
   * Makes or collects the set and runs the check on it. Answers a sentence instead where it cannot be done on this
   * machine: what is missing and how to get it.
   */
  evaluate(context: EvaluationContext): Promise<EvaluatedItem[] | { missing: string }>
  /** The sentence a check shows of how often it errs, from the counted files (not origins), and from those of each level and fold. */
  says(counts: FileCounts, levels: Record<Laundering, FileCounts>, folds: CardMeasures['folds']): string
}

/** Files, each counted by itself, of the copies that count. */
export interface FileCounts {
  /** Different origins. */
  origins: number
  positives: number
  hits: number
  negatives: number
  falseHits: number
}
