/** How often a check was right, counted on media whose truth was known. */
export interface EvaluationCard {
  /** Media that should give a hit, and how many of them did. */
  positives: number
  hits: number
  /** Media that should not, and how many of them did all the same. */
  negatives: number
  falseHits: number
}

/**
 * What `lib/engine/cards/<name>.json` holds, written by `npm run engine:eval` and read by the check: so the weight, the
 * sentence of how often it errs, and the table in the documents cannot drift apart. A new check begins with zeros, which
 * weigh nothing, until it is evaluated.
 */
export interface CardFile extends EvaluationCard {
  check: string
  /** Which of its hits was counted, where they weigh differently: the last part of the card's name. */
  hit?: string
  /** What counts as one in the four numbers. */
  counted: string
  /** The same files counted one by one. */
  files: { origins: number; positives: number; hits: number; negatives: number; falseHits: number }
  /** How often it errs, in a sentence for a person. */
  says: string
  /** What it was counted on. */
  set: string
  /** The command that counts it again, or why that cannot be done here. */
  reproduce: string
  /** SHA-256 of the inputs the set was made from, in hex; null where they are not at hand. */
  inputs: string | null
  /** For the documents, and by `sources` for `cardLlr`; left out where it was counted elsewhere. */
  measures?: CardMeasures
}

/** Files found and falsely found, one by one. */
interface Counts {
  positives: number
  hits: number
  negatives: number
  falseHits: number
}

/** What else was measured. Shares 0-1, three places; null: cannot be measured. */
export interface CardMeasures {
  auc: number | null
  eer: number | null
  /** Share of positives found where 1 % of negatives are, and where 5 % are. */
  hitsAt1: number | null
  hitsAt5: number | null
  calibrationError: number | null
  /** Share of files the check applied to, and the share of those it was right about. */
  coverage: number
  selectiveAccuracy: number | null
  /** AUC of maps against known masks. */
  mapAgreement: { mean: number; files: number } | null
  launderings: ({ name: string; auc: number | null } & Counts)[]
  sources: ({ name: string } & Counts)[]
  /** The copies that count, by file format; left out where the set is not of several. */
  formats?: ({ name: string } & Counts)[]
  /** Each by a model that had not seen what the fold is named for. */
  folds: ({ name: string; auc: number | null } & Counts)[]
}

const z = 1.96

/**
 * Wilson's 95 % interval of a share, `[low, high]`, 0-1. Wilson, E. B. (1927), "Probable inference, the law of
 * succession, and statistical inference", JASA 22.
 */
export function wilsonInterval(hits: number, n: number): [number, number] {
  if (n <= 0) return [0, 1]
  const share = hits / n
  const middle = (share + (z * z) / (2 * n)) / (1 + (z * z) / n)
  const half = (z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n))) / (1 + (z * z) / n)
  return [Math.max(0, middle - half), Math.min(1, middle + half)]
}

/**
 * log(TPR/FPR) of a hit, on the conservative side of both intervals: the lowest likely hit rate over the highest
 * likely false-hit rate. Never below 0.
 */
export function hitLlr(card: EvaluationCard): number {
  const [lowestHitRate] = wilsonInterval(card.hits, card.positives)
  const [, highestFalseHitRate] = wilsonInterval(card.falseHits, card.negatives)
  return Math.max(0, Math.log(lowestHitRate / highestFalseHitRate))
}

/** What the card is called by: its check, and which of its hits. The file is `<name>.json`. */
export function cardName({ check, hit }: Pick<CardFile, 'check' | 'hit'>): string {
  return hit === undefined ? check : `${check}.${hit}`
}

/** A check that errs more often than this on any one real source only advises. */
const mostFalseHits = 0.02

/**
 * The same for a check of our own: 0 where, at the threshold it ships with, more than 2 % of any held-out real source, or format,
 * are hits.
 * A weight counted over all sources together would hide the one it fails on.
 */
export function cardLlr(card: CardFile): number {
  const { sources = [], formats = [] } = card.measures ?? {}
  const errs = [...sources, ...formats].some(
    ({ negatives, falseHits }) => negatives > 0 && falseHits / negatives > mostFalseHits,
  )
  return errs ? 0 : hitLlr(card)
}
