import type { EvaluationCard } from '@/lib/engine/card'
import type { EvaluatedItem, FileCounts } from './subject'

/** Counts files one by one. What a check does not apply to counts as not found: it stays in the number of files. */
export function countFiles(items: EvaluatedItem[]): FileCounts {
  const positives = items.filter((item) => item.truth === 'positive')
  const negatives = items.filter((item) => item.truth === 'negative')
  return {
    origins: new Set(items.map((item) => item.origin)).size,
    positives: positives.length,
    hits: positives.filter(isHit).length,
    negatives: negatives.length,
    falseHits: negatives.filter(isHit).length,
  }
}

/**
 * Counts origins, since files made of one are alike: the share of hits stays, rounded down to whole origins; an origin
 * counts as a false hit where one of its negatives was ever a hit.
 */
export function countOrigins(items: EvaluatedItem[]): EvaluationCard {
  const files = countFiles(items)
  const of = (truth: EvaluatedItem['truth']) => items.filter((item) => item.truth === truth)
  const origins = (some: EvaluatedItem[]) => new Set(some.map((item) => item.origin)).size
  const positives = origins(of('positive'))
  return {
    positives,
    hits: files.positives === 0 ? 0 : Math.floor((files.hits / files.positives) * positives),
    negatives: origins(of('negative')),
    falseHits: origins(of('negative').filter(isHit)),
  }
}

const isHit = (item: EvaluatedItem) => item.outcome === 'hit'
