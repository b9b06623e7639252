import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { auc, equalErrorRate, hitRateAt, rocPoints } from '@/lib/evaluation/roc'

describe('auc', () => {
  it('counts pairs, ties half', () => {
    // Of 3 × 2 pairs 0.9 wins both, 0.4 wins one and ties one, 0.2 wins one.
    expect(auc([0.9, 0.4, 0.2], [0.1, 0.4])).toBeCloseTo((2 + 1.5 + 1) / 6, 12)
    expect(auc([2, 3], [0, 1])).toBe(1)
    expect(auc([0, 1], [2, 3])).toBe(0)
    expect(auc([5, 5], [5])).toBe(0.5)
    expect(auc([], [1])).toBeNull()
    expect(auc([1], [])).toBeNull()
  })

  it('is the share of pairs, however they lie', () => {
    const scores = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(scores, scores, (positives, negatives) => {
        let wins = 0
        for (const p of positives) for (const n of negatives) wins += p > n ? 1 : p === n ? 0.5 : 0
        expect(auc(positives, negatives)).toBeCloseTo(wins / positives.length / negatives.length, 12)
      }),
    )
  })
})

describe('the curve', () => {
  const positives = [0.9, 0.8, 0.6, 0.3]
  const negatives = [0.7, 0.4, 0.2, 0.1]

  it('goes from nothing to everything', () => {
    expect(rocPoints([1, 1], [1, 0])).toEqual([
      { falseHits: 0, hits: 0 },
      { falseHits: 0.5, hits: 1 },
      { falseHits: 1, hits: 1 },
    ])
  })

  it('has its equal error rate where both errors meet', () => {
    // At 0.6: one of four negatives taken, one of four positives missed.
    expect(equalErrorRate(positives, negatives)).toBe(0.25)
    expect(equalErrorRate([1, 2], [-1, 0])).toBe(0)
    expect(equalErrorRate([0], [1])).toBe(1)
    // From (0, 0) straight to (1, 1): they meet in the middle.
    expect(equalErrorRate([1], [1])).toBe(0.5)
    // From (0, 0) to (0.5, 1): 1 - 2x = x at a third of the negatives.
    expect(equalErrorRate([1, 1], [1, 0])).toBeCloseTo(1 / 3, 12)
    expect(equalErrorRate([], [1])).toBeNull()
  })

  it('gives what is found at a share of false hits, never more of them', () => {
    expect(hitRateAt(0.25, positives, negatives)).toBe(0.75)
    expect(hitRateAt(0.49, positives, negatives)).toBe(0.75)
    expect(hitRateAt(0.5, positives, negatives)).toBe(1)

    const many = Array.from({ length: 100 }, (_, at) => at / 100)
    // One of a hundred may score as high: 0.99 does, so what is found is what reaches 0.99.
    expect(hitRateAt(0.01, [0.975, 0.99, 1], many)).toBeCloseTo(2 / 3, 12)
    expect(hitRateAt(0.05, [0.94, 0.95, 1], many)).toBeCloseTo(2 / 3, 12)
  })

  it('does not claim 1 % with fewer than a hundred negatives', () => {
    expect(
      hitRateAt(
        0.01,
        [1],
        Array.from({ length: 99 }, () => 0),
      ),
    ).toBeNull()
    expect(
      hitRateAt(
        0.01,
        [],
        Array.from({ length: 100 }, () => 0),
      ),
    ).toBeNull()
  })
})

it('measures two hundred thousand different scores', () => {
  const many = Array.from({ length: 200_000 }, (_, i) => i)
  expect(hitRateAt(0.05, many, many.slice(0, 100))).toBeGreaterThan(0.999)
})
