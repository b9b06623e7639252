import type { CardMeasures } from '@/lib/engine/card'
import { calibrationError } from '@/lib/evaluation/calibration'
import { auc, equalErrorRate, hitRateAt } from '@/lib/evaluation/roc'
import { selectiveAccuracy } from '@/lib/evaluation/selective'
import { countFiles } from './count-items'
import { type EvaluatedItem, launderings } from './subject'

/** Everything that is measured on a set. `counted`: the copies that count; the levels of laundering take all. */
export function measure(items: EvaluatedItem[], counted: EvaluatedItem[], calibrated: boolean): CardMeasures {
  const { coverage, accuracy } = selectiveAccuracy(
    counted.map(({ outcome, truth }) => ({
      said: outcome === 'not_applicable' ? null : outcome === 'hit' ? 'positive' : 'negative',
      truth,
    })),
  )
  const folds = groups(counted, (item) => item.fold ?? null).map(([name, some]) => ({ name, ...inShort(some) }))
  // Scores of models that learnt on different sets are on different scales: no curve through all without their thresholds.
  const isComparable = counted.every(({ fold, foldThreshold }) => fold === undefined || foldThreshold !== undefined)
  const ranked = isComparable ? curve(counted) : { auc: null, eer: null, hitsAt1: null, hitsAt5: null }
  const formats = groups(counted, (item) => item.format ?? null).map(([name, some]) => ({ name, ...counts(some) }))
  const agreements = counted.flatMap(({ maskAgreement }) => (maskAgreement === undefined ? [] : [maskAgreement]))
  return {
    ...ranked,
    calibrationError: rounded(calibrationError(calibrated ? forecasts(counted) : evenForecasts(counted))),
    coverage: rounded(coverage),
    selectiveAccuracy: rounded(accuracy),
    mapAgreement:
      agreements.length === 0
        ? null
        : {
            mean: rounded(agreements.reduce((sum, value) => sum + value, 0) / agreements.length),
            files: agreements.length,
          },
    launderings: launderings.flatMap((name) => {
      const some = items.filter((item) => item.laundering === name)
      return some.length === 0 ? [] : [{ name, ...inShort(some) }]
    }),
    sources: groups(items, (item) => item.source).map(([name, some]) => ({ name, ...worstFold(some) })),
    ...(formats.length > 0 && { formats }),
    folds,
  }
}

function curve(items: EvaluatedItem[]) {
  const [positives, negatives] = [scores(items, 'positive'), scores(items, 'negative')]
  return {
    auc: rounded(auc(positives, negatives)),
    eer: rounded(equalErrorRate(positives, negatives)),
    hitsAt1: rounded(hitRateAt(0.01, positives, negatives)),
    hitsAt5: rounded(hitRateAt(0.05, positives, negatives)),
  }
}

function inShort(items: EvaluatedItem[]) {
  const [positives, negatives] = [scores(items, 'positive'), scores(items, 'negative')]
  return { ...counts(items), auc: rounded(auc(positives, negatives)) }
}

function counts(items: EvaluatedItem[]) {
  const { positives, hits, negatives, falseHits } = countFiles(items)
  return { positives, hits, negatives, falseHits }
}

/** Each fold judges the same files, so one of them counts: that with the most false hits, or else the fewest hits. */
function worstFold(items: EvaluatedItem[]) {
  const [worst] = groups(items, (item) => item.fold ?? '')
    .map(([, some]) => counts(some))
    .toSorted((a, b) => b.falseHits - a.falseHits || a.hits - b.hits)
  return worst ?? counts([])
}

/** Of models that learnt on different sets: how far above their own thresholds. */
function scores(items: EvaluatedItem[], truth: EvaluatedItem['truth']): number[] {
  return items.flatMap((item) =>
    item.truth === truth && item.score !== null ? [item.score - (item.foldThreshold ?? 0)] : [],
  )
}

function forecasts(items: EvaluatedItem[]) {
  return items.flatMap(({ score, truth }) =>
    score === null ? [] : [{ probability: score, positive: truth === 'positive' }],
  )
}

/** Those of parts of files: positives and negatives weigh the same together, and so does each source in them. */
function evenForecasts(items: EvaluatedItem[]) {
  const withSome = items.filter(({ probabilities }) => probabilities !== undefined && probabilities.length > 0)
  return (['positive', 'negative'] as const).flatMap((truth) => {
    const sources = groups(withSome, (item) => (item.truth === truth ? item.source : null))
    return sources.flatMap(([, some]) => {
      const all = some.flatMap(({ probabilities }) => probabilities ?? [])
      const weight = 1 / sources.length / all.length
      return all.map((probability) => ({ probability, positive: truth === 'positive', weight }))
    })
  })
}

/** Items by a name, in the order of the names; those without one are left out. */
function groups(items: EvaluatedItem[], nameOf: (item: EvaluatedItem) => string | null): [string, EvaluatedItem[]][] {
  const found = new Map<string, EvaluatedItem[]>()
  for (const item of items) {
    const name = nameOf(item)
    if (name !== null) found.set(name, [...(found.get(name) ?? []), item])
  }
  return [...found].toSorted(([a], [b]) => (a < b ? -1 : 1))
}

function rounded(value: number): number
function rounded(value: number | null): number | null
function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value * 1000) / 1000
}
