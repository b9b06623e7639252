import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CardFile, cardLlr, cardName, hitLlr, wilsonInterval } from '@/lib/engine/card'

describe('wilsonInterval', () => {
  it('gives published values', () => {
    const [low, high] = wilsonInterval(107, 117)
    expect(low).toBeCloseTo(0.85, 3)
    expect(high).toBeCloseTo(0.953, 3)
    expect(wilsonInterval(0, 1088)[0]).toBe(0)
    expect(wilsonInterval(0, 1088)[1]).toBeCloseTo(0.0035, 4)
  })

  it('knows nothing without counts, and always holds the share', () => {
    expect(wilsonInterval(0, 0)).toEqual([0, 1])
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, share) => {
        const hits = Math.round(share * n)
        const [low, high] = wilsonInterval(hits, n)
        expect(low).toBeGreaterThanOrEqual(0)
        expect(high).toBeLessThanOrEqual(1)
        expect(low).toBeLessThanOrEqual(hits / n + 1e-9)
        expect(high).toBeGreaterThanOrEqual(hits / n - 1e-9)
      }),
    )
  })
})

describe('cardName', () => {
  it('is the check, and the hit where it has several', () => {
    expect(cardName({ check: 'jpeg.ghost' })).toBe('jpeg.ghost')
    expect(cardName({ check: 'match.known', hit: 'frames' })).toBe('match.known.frames')
  })
})

describe('hitLlr', () => {
  it('takes the conservative side of both intervals', () => {
    const card = { positives: 117, hits: 107, negatives: 1088, falseHits: 0 }
    expect(hitLlr(card)).toBeCloseTo(5.49, 2)
    const plain = Math.log(107 / 117 / (1 / 1088))
    expect(hitLlr(card)).toBeLessThan(plain)
  })

  it('is worth nothing where hits are no commoner than false hits', () => {
    expect(hitLlr({ positives: 10, hits: 1, negatives: 10, falseHits: 5 })).toBe(0)
  })

  it('of a check of ours is nothing where one real source sees more than 2 % of false hits', () => {
    const source = { positives: 0, hits: 0, negatives: 100 }
    const withFalse = (falseHits: number): CardFile => ({
      ...{
        check: 'sound.voice',
        positives: 500,
        hits: 450,
        negatives: 200,
        falseHits,
        counted: 'files',
        says: 'It errs.',
        set: 'A set.',
      },
      ...{ reproduce: 'not at all', inputs: null },
      files: { origins: 700, positives: 500, hits: 450, negatives: 200, falseHits },
      measures: {
        ...{
          auc: null,
          eer: null,
          hitsAt1: null,
          hitsAt5: null,
          calibrationError: null,
          coverage: 1,
          selectiveAccuracy: null,
        },
        ...{ mapAgreement: null, launderings: [], folds: [] },
        sources: [
          { name: 'quiet', ...source, falseHits: 0 },
          { name: 'loud', ...source, falseHits },
        ],
      },
    })
    expect(cardLlr(withFalse(2))).toBe(hitLlr(withFalse(2)))
    expect(cardLlr(withFalse(2))).toBeGreaterThan(1)
    expect(cardLlr(withFalse(3))).toBe(0)
  })

  it('grows with more of the same evidence', () => {
    const few = hitLlr({ positives: 10, hits: 9, negatives: 10, falseHits: 0 })
    const many = hitLlr({ positives: 1000, hits: 900, negatives: 1000, falseHits: 0 })
    expect(many).toBeGreaterThan(few)
  })
})
