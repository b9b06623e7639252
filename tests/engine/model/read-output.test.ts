import { describe, expect, it } from 'vitest'
import { readOutput } from '@/lib/engine/model/read-output'

describe('readOutput', () => {
  it('reads each kind as what it is', () => {
    expect(readOutput([0.7], { kind: 'sigmoid1', means: 'fake' })).toBe(0.7)
    expect(readOutput([0.7], { kind: 'sigmoid1', means: 'real' })).toBeCloseTo(0.3, 12)
    expect(readOutput([0], { kind: 'logit1', means: 'fake' })).toBe(0.5)
    expect(readOutput([Math.log(3)], { kind: 'logit1', means: 'real' })).toBeCloseTo(0.25, 12)
    expect(readOutput([0.2, 0.8], { kind: 'softmax2', fake: 0 })).toBe(0.2)
    expect(readOutput([1, 1 + Math.log(4)], { kind: 'logits2', fake: 1 })).toBeCloseTo(0.8, 12)
    expect(readOutput([1, 1 + Math.log(4)], { kind: 'logits2', fake: 0 })).toBeCloseTo(0.2, 12)
    expect(readOutput([-900, 900], { kind: 'logits2', fake: 1 })).toBe(1)
  })

  it('never puts one number through softmax, which would make 1 of it', () => {
    expect(() => readOutput([0.2], { kind: 'softmax2', fake: 0 })).toThrow(/1 numbers, but softmax2 has 2/)
    expect(() => readOutput([0.2], { kind: 'logits2', fake: 0 })).toThrow(/logits2 has 2/)
    expect(() => readOutput([0.2, 0.8], { kind: 'sigmoid1', means: 'fake' })).toThrow(/2 numbers, but sigmoid1 has 1/)
    expect(() => readOutput([], { kind: 'logit1', means: 'fake' })).toThrow(/0 numbers/)
  })

  it('refuses what is declared a probability and is none, but allows for rounding', () => {
    expect(() => readOutput([1.2], { kind: 'sigmoid1', means: 'fake' })).toThrow(/no probability/)
    expect(() => readOutput([-0.1], { kind: 'sigmoid1', means: 'fake' })).toThrow(/no probability/)
    expect(() => readOutput([2, 3], { kind: 'softmax2', fake: 1 })).toThrow(/add up to 5/)
    expect(readOutput([1.0004], { kind: 'sigmoid1', means: 'fake' })).toBe(1)
  })

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('refuses %s', (value) => {
    expect(() => readOutput([value], { kind: 'logit1', means: 'fake' })).toThrow(/not a number/)
    expect(() => readOutput([value, 0], { kind: 'logits2', fake: 1 })).toThrow(/not a number/)
  })
})
