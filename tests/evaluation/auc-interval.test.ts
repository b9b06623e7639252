import fc from 'fast-check'
import { expect, it } from 'vitest'
import { wilsonInterval } from '@/lib/engine/card'
import { aucInterval } from '@/lib/evaluation/auc-interval'
import { auc } from '@/lib/evaluation/roc'

/** Hanley's and McNeil's variance with (m + n) / 2 - 1 for both sides, as Newcombe's method 5 has it. */
function variance(area: number, m: number, n: number): number {
  const star = (m + n) / 2 - 1
  return (area * (1 - area) * (1 + (star * (1 - area)) / (2 - area) + (star * area) / (1 + area))) / (m * n)
}

it('is Wilson’s interval where there is one of each', () => {
  for (const area of [0, 1]) {
    const [low, high] = aucInterval(area, 1, 1)
    const [wilsonLow, wilsonHigh] = wilsonInterval(area, 1)
    expect([low, high]).toEqual([expect.closeTo(wilsonLow, 3), expect.closeTo(wilsonHigh, 3)])
  }
})

it('ends where the area is 1.96 of its own standard errors away', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.01, max: 0.99, noNaN: true }),
      fc.integer({ min: 2, max: 400 }),
      fc.integer({ min: 2, max: 400 }),
      (area, m, n) => {
        const [low, high] = aucInterval(area, m, n)
        for (const end of [low, high]) {
          expect(Math.abs(end - area)).toBeCloseTo(1.959964 * Math.sqrt(variance(end, m, n)), 8)
        }
        expect(low).toBeLessThan(area)
        expect(high).toBeGreaterThan(area)
        // Turned round it is the same.
        const [turnedLow, turnedHigh] = aucInterval(1 - area, m, n)
        expect([1 - turnedHigh, 1 - turnedLow]).toEqual([expect.closeTo(low, 8), expect.closeTo(high, 8)])
      },
    ),
  )
})

it('stays inside 0-1, says little of few, and more of many', () => {
  expect(aucInterval(1, 10, 10)[1]).toBe(1)
  expect(aucInterval(1, 10, 10)[0]).toBeLessThan(0.9)
  expect(aucInterval(1, 1000, 1000)[0]).toBeGreaterThan(0.99)
  expect(aucInterval(0, 10, 10)[0]).toBe(0)
})

it('holds the truth about 95 times in 100', () => {
  let state = 11
  // mulberry32
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return (((mixed ^ (mixed >>> 14)) >>> 0) + 0.5) / 2 ** 32
  }
  // Exponential scores, those of positives three times as large: the area is 3 / (3 + 1).
  const exponential = (mean: number) => -mean * Math.log(uniform())
  const rounds = 1000
  let held = 0
  for (let round = 0; round < rounds; round += 1) {
    const positives = Array.from({ length: 50 }, () => exponential(3))
    const negatives = Array.from({ length: 50 }, () => exponential(1))
    const [low, high] = aucInterval(auc(positives, negatives) ?? 0, 50, 50)
    if (low <= 0.75 && 0.75 <= high) held += 1
  }
  expect(held / rounds).toBeGreaterThan(0.93)
  expect(held / rounds).toBeLessThan(0.975)
})
