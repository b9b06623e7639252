import { describe, expect, it } from 'vitest'
import { weighScore } from '@/lib/engine/model/weigh-score'

const model = { name: 'red', threshold: 0.9, licence: 'MIT' }
const card = { positives: 300, hits: 240, negatives: 300, falseHits: 0, from: 'a test' }

describe('weighScore', () => {
  it('is a hit from the threshold on, and never reads as being at it below', () => {
    expect(weighScore(model, 0.9)).toMatchObject({ status: 'hit', points: 'synthetic' })
    const under = weighScore(model, 0.9 - 1e-6)
    expect(under).toMatchObject({ status: 'clear', points: 'context', llr: 0, facts: { score: 0.8999 } })
    expect(under.explain).toBe('The model “red” gives it 0.8999, below its threshold of 0.9. It is advisory.')
  })

  it('lets a tested model decide where false hits are at most 2 %, by the cautious end', () => {
    const strong = (falseHits: number, negatives: number) =>
      weighScore({ ...model, card: { ...card, falseHits, negatives } }, 0.95).strong
    expect([strong(0, 188), strong(0, 189)]).toEqual([false, true])
    expect([strong(1, 279), strong(1, 280)]).toEqual([false, true])
    expect([strong(3, 436), strong(3, 437)]).toEqual([false, true])
    expect(weighScore({ ...model, card }, 0.89)).toMatchObject({ strong: false, status: 'clear', llr: 0, carded: true })
  })

  it('has the counts of its card by what that is from, hit or not, and none without one', () => {
    const { from: name, ...counts } = card
    for (const score of [0.95, 0.1]) {
      expect(weighScore({ ...model, card }, score).card).toEqual({ name, ...counts })
      expect(weighScore(model, score)).not.toHaveProperty('card')
    }
  })

  it('weighs a tested hit as counted: log of 0.751 over 0.0126', () => {
    expect(weighScore({ ...model, card }, 0.95).llr).toBeCloseTo(4.08, 2)
    // More false hits than found: no weight, and nothing decided by it.
    expect(weighScore({ ...model, card: { ...card, hits: 3, falseHits: 30 } }, 0.95)).toMatchObject({
      llr: 0,
      strong: false,
    })
  })

  it('takes an untested model’s word up to 0.7, and none of it where its threshold is below the middle', () => {
    expect(weighScore(model, 0.95)).toMatchObject({ llr: 0.7, carded: false, strong: false })
    expect(weighScore({ ...model, threshold: 0.5 }, 0.6).llr).toBeCloseTo(Math.log(1.5), 9)
    expect(weighScore({ ...model, threshold: 0.2 }, 0.3)).toMatchObject({ status: 'hit', llr: 0 })
    expect(weighScore(model, 1)).toMatchObject({ llr: 0.7 })
  })
})
