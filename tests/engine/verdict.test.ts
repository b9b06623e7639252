import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cardLlr } from '@/lib/engine/card'
import declaredCard from '@/lib/engine/cards/provenance.c2pa.declared.json'
import { directions, type Evidence, evidenceStatuses, families } from '@/lib/engine/evidence'
import { decideLabel, fakeThreshold, familyCaps, judge, type LabelGrounds, score } from '@/lib/engine/verdict'

function evidence(more: Partial<Evidence>): Evidence {
  return {
    check: 'test',
    title: 'A test',
    family: 'metadata',
    points: 'synthetic',
    status: 'hit',
    llr: 0,
    strong: false,
    explain: 'A mark was found.',
    doesNotShow: 'Nothing else.',
    facts: {},
    ...more,
  }
}
const declared = evidence({ llr: cardLlr(declaredCard), strong: true })
const capture = evidence({ family: 'provenance', points: 'authentic', llr: -Math.log(9), strong: true })
const logit = (p: number) => Math.log(p / (1 - p))

describe('the label at its threshold', () => {
  const grounds = (more: Partial<LabelGrounds>): LabelGrounds => ({
    synthetic: 0.5,
    manipulated: 0.5,
    strongSynthetic: false,
    strongManipulated: false,
    strongAuthentic: false,
    ...more,
  })

  it('is Fake at exactly 0.9 and not below', () => {
    expect(fakeThreshold).toBe(0.9)
    expect(decideLabel(grounds({ synthetic: 0.9, strongSynthetic: true }))).toBe('Fake')
    expect(decideLabel(grounds({ synthetic: 0.9 - 1e-12, strongSynthetic: true }))).toBe('Neutral/Uncertain')
    expect(decideLabel(grounds({ manipulated: 0.9, strongManipulated: true }))).toBe('Fake')
    expect(decideLabel(grounds({ manipulated: 0.9 - 1e-12, strongManipulated: true }))).toBe('Neutral/Uncertain')
  })

  it('needs a strong hit on the side that has the score', () => {
    expect(decideLabel(grounds({ synthetic: 0.999 }))).toBe('Neutral/Uncertain')
    expect(decideLabel(grounds({ synthetic: 0.999, strongManipulated: true }))).toBe('Neutral/Uncertain')
  })

  it('is Real only for a strong authentic hit that nothing outweighs', () => {
    expect(decideLabel(grounds({ synthetic: 0.1, manipulated: 0.1, strongAuthentic: true }))).toBe('Real')
    expect(decideLabel(grounds({ synthetic: 0.1, manipulated: 0.49, strongAuthentic: true }))).toBe('Real')
    expect(decideLabel(grounds({ synthetic: 0.1, manipulated: 0.5, strongAuthentic: true }))).toBe('Neutral/Uncertain')
    expect(decideLabel(grounds({ synthetic: 0, manipulated: 0 }))).toBe('Neutral/Uncertain')
  })

  it('is uncertain where strong hits contradict each other', () => {
    const both = grounds({ synthetic: 0.99, strongSynthetic: true, strongAuthentic: true })
    expect(decideLabel(both)).toBe('Neutral/Uncertain')
  })
})

describe('judge', () => {
  it('is 0.5 and uncertain when nothing decides', () => {
    const verdict = judge([evidence({ status: 'clear' }), evidence({ status: 'not_checked', llr: 9, strong: true })])
    expect(verdict).toMatchObject({ label: 'Neutral/Uncertain', score: 0.5, synthetic: 0.5, manipulated: 0.5 })
    expect(verdict.summary).toContain('Nothing')
    expect(judge([]).score).toBe(0.5)
  })

  it('calls a declared generator fake and names it', () => {
    const verdict = judge([declared])
    expect(verdict.label).toBe('Fake')
    expect(verdict.score).toBeCloseTo(0.979, 3)
    expect(verdict.manipulated).toBe(0.5)
    expect(verdict.summary).toBe('The file itself declares that it was made by AI. A mark was found.')
  })

  it('calls a trusted capture real, with a score to match', () => {
    const verdict = judge([capture])
    expect(verdict.label).toBe('Real')
    expect(verdict.score).toBeCloseTo(0.1, 10)
  })

  it('stays uncertain where a trusted capture carries a generator mark', () => {
    const verdict = judge([capture, declared])
    expect(verdict.label).toBe('Neutral/Uncertain')
    expect(verdict.summary).toContain('contradicts itself')
  })

  it('says "signs of editing" and no more for edit evidence, however much of it', () => {
    const edits = Array.from({ length: 9 }, () => evidence({ family: 'edit', points: 'manipulated', llr: 3 }))
    const verdict = judge(edits)
    expect(verdict.label).toBe('Neutral/Uncertain')
    expect(verdict.manipulated).toBeCloseTo(1 / (1 + Math.exp(-1.4)), 10)
    expect(verdict.synthetic).toBe(0.5)
    expect(verdict.summary).toMatch(/^Signs of editing\./)
  })

  it('caps signals at 1.4 and a model without a card at 0.7, either way', () => {
    expect(logit(score([evidence({ family: 'signal', llr: 50 })], 'synthetic'))).toBeCloseTo(1.4, 9)
    expect(logit(score([evidence({ family: 'model', llr: 50 })], 'synthetic'))).toBeCloseTo(0.7, 9)
    expect(logit(score([evidence({ family: 'model', llr: -50 })], 'synthetic'))).toBeCloseTo(-0.7, 9)
    expect(logit(score([evidence({ family: 'model', llr: 3, carded: true })], 'synthetic'))).toBeCloseTo(3, 9)
  })

  it('takes of several models only the one that moves most, since they err together', () => {
    const tested = evidence({ family: 'model', llr: 2, carded: true })
    const others = [evidence({ family: 'model', llr: 9 }), evidence({ family: 'model', llr: 1.5, carded: true })]
    expect(logit(score([tested, ...others], 'synthetic'))).toBeCloseTo(2, 9)
    expect(logit(score([...others, tested], 'synthetic'))).toBeCloseTo(2, 9)
    expect(logit(score([evidence({ family: 'model', llr: 9 }), tested], 'manipulated'))).toBe(0)
  })

  it('starts from the base rate it is given', () => {
    expect(judge([], Math.log(3)).score).toBeCloseTo(0.75, 10)
    expect(judge([], Math.log(99)).label).toBe('Neutral/Uncertain')
  })
})

const anyEvidence = fc.record({
  family: fc.constantFrom(...families),
  points: fc.constantFrom(...directions),
  status: fc.constantFrom(...evidenceStatuses),
  llr: fc.oneof(fc.double({ min: -20, max: 20, noNaN: true }), fc.constant(Number.NaN), fc.constant(Infinity)),
  strong: fc.boolean(),
  carded: fc.boolean(),
})

describe('whatever the evidence', () => {
  it('a score is a probability, no family exceeds its cap, and the larger score is the verdict’s', () => {
    fc.assert(
      fc.property(fc.array(anyEvidence, { maxLength: 12 }), (items) => {
        const all = items.map(evidence)
        const verdict = judge(all)
        expect(verdict.score).toBe(Math.max(verdict.synthetic, verdict.manipulated))
        for (const p of [verdict.synthetic, verdict.manipulated]) {
          expect(p).toBeGreaterThan(0)
          expect(p).toBeLessThan(1)
        }
        const most = Object.values(familyCaps).reduce((sum, cap) => sum + cap, 0)
        expect(Math.abs(logit(verdict.synthetic))).toBeLessThanOrEqual(most + 1e-6)
        expect(verdict.summary).not.toBe('')
      }),
    )
  })

  it('no label but uncertain without a strong hit, and order does not matter', () => {
    fc.assert(
      fc.property(fc.array(anyEvidence, { maxLength: 12 }), (items) => {
        const weak = items.map((item) => evidence({ ...item, strong: false }))
        expect(judge(weak).label).toBe('Neutral/Uncertain')
        const all = items.map(evidence)
        expect(judge(all.toReversed()).label).toBe(judge(all).label)
        expect(judge(all.toReversed()).score).toBeCloseTo(judge(all).score, 9)
      }),
    )
  })

  it('more evidence for synthesis never lowers that score', () => {
    fc.assert(
      fc.property(fc.array(anyEvidence, { maxLength: 8 }), fc.double({ min: 0, max: 9, noNaN: true }), (items, llr) => {
        const all = items.map(evidence)
        const more = [...all, evidence({ family: 'signal', llr })]
        expect(score(more, 'synthetic')).toBeGreaterThanOrEqual(score(all, 'synthetic') - 1e-12)
        expect(score(more, 'manipulated')).toBe(score(all, 'manipulated'))
      }),
    )
  })
})
