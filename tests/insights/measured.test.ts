import { expect, test } from 'vitest'
import { aucInterval } from '@/lib/evaluation/auc-interval'
import { measuredIn, type ScoredMet } from '@/lib/insights/measured'
import { shareOf } from '@/lib/insights/wilson'

const met = (finding: ScoredMet['finding'], score: number | null, n: number): ScoredMet => ({
  ...{ label: null, finding, score, n },
})
const none = { auc: null, eer: null, foundAt1: null, foundAt5: null, calibrationError: null }

test('what can be worked out by hand', () => {
  // 100 made: 80 at 0.9, 20 at 0.5. 100 authentic: 4 at 0.9, 16 at 0.5, 80 at 0.1.
  const measured = measuredIn([
    ...[met('synthetic', 0.9, 50), met('manipulated', 0.9, 30), met('synthetic', 0.5, 20)],
    ...[met('authentic', 0.9, 4), met('authentic', 0.5, 16), met('authentic', 0.1, 80)],
  ])
  expect(measured).toMatchObject({ scoredMade: 100, scoredReal: 100 })
  // Made at 0.9 win over 96 and tie with 4; made at 0.5 win over 80 and tie with 16.
  const auc = (80 * (96 + 2) + 20 * (80 + 8)) / 10_000
  const [low, high] = aucInterval(auc, 100, 100)
  expect(measured.auc).toEqual({ value: expect.closeTo(auc, 12), low, high })
  // Between the points (0.04, 0.8) and (0.2, 1): 1 - 0.8 - 1.25 (x - 0.04) = x.
  expect(measured.eer?.value).toBeCloseTo(0.25 / 2.25, 12)
  const { low: eerLow, high: eerHigh } = shareOf(measured.eer!.value * 100, 100)
  expect(measured.eer).toMatchObject({ low: eerLow, high: eerHigh })
  // 4 of 100 authentic ones reach 0.9, and there is nothing above.
  const { low: noneLow, high: noneHigh } = shareOf(0, 100)
  expect(measured.foundAt1).toEqual({ value: 0, low: noneLow, high: noneHigh })
  const { low: mostLow, high: mostHigh } = shareOf(80, 100)
  expect(measured.foundAt5).toEqual({ value: 0.8, low: mostLow, high: mostHigh })
  // 84 were given 0.9 and 80 came true; 36 were given 0.5 and 20 did; 80 were given 0.1 and none did.
  const error = (Math.abs(0.9 * 84 - 80) + Math.abs(0.5 * 36 - 20) + 0.1 * 80) / 200
  expect(measured.calibrationError?.value).toBeCloseTo(error, 12)
})

test('the range of the calibration error goes from the nearest to the farthest that each tenth’s interval allows', () => {
  // All were given 0.9 and 45 of 100 came true: one tenth, one interval.
  const { calibrationError: error } = measuredIn([met('synthetic', 0.9, 45), met('authentic', 0.9, 55)])
  const { low, high } = shareOf(45, 100)
  expect(error).toEqual({
    ...{ value: expect.closeTo(0.45, 12), low: expect.closeTo(0.9 - high, 12), high: expect.closeTo(0.9 - low, 12) },
  })
  // Where what was said lies within the interval, it may be right.
  expect(measuredIn([met('synthetic', 0.5, 52), met('authentic', 0.5, 48)]).calibrationError?.low).toBe(0)
})

test('too few cases say nothing, up to each bound', () => {
  expect(measuredIn([])).toEqual({ scoredMade: 0, scoredReal: 0, ...none })
  expect(measuredIn([met('synthetic', 0.9, 29), met('authentic', 0.1, 70)])).toEqual({
    ...{ scoredMade: 29, scoredReal: 70, ...none },
  })
  const enough = measuredIn([met('synthetic', 0.9, 30), met('authentic', 0.1, 30)])
  expect(enough).toMatchObject({ auc: { value: 1, high: 1 }, eer: { value: 0, low: 0 }, foundAt5: { value: 1 } })
  expect(enough.auc!.low).toBeLessThan(0.95)
  expect(enough).toMatchObject({ foundAt1: null, calibrationError: null })
  const one = (n: number) => measuredIn([met('synthetic', 0.9, 30), met('authentic', 0.1, n)]).foundAt1
  expect(one(99)).toBeNull()
  expect(one(100)).toMatchObject({ value: 1 })
  const calibrated = (n: number) => measuredIn([met('synthetic', 0.9, n)]).calibrationError
  expect(calibrated(99)).toBeNull()
  expect(calibrated(100)?.value).toBeCloseTo(0.1, 12)
})

test('only findings that say made or real count, and only scores that were given', () => {
  const others = [met('cheap_edit', 0.9, 50), met('inconclusive', 0.9, 50), met('synthetic', null, 50)]
  expect(measuredIn(others)).toEqual({ scoredMade: 0, scoredReal: 0, ...none })
})

test('ten thousand cases are measured in a moment', () => {
  const many = Array.from({ length: 10_000 }, (_, i) => met(i % 2 === 0 ? 'synthetic' : 'authentic', i / 10_000, 1))
  const begun = process.cpuUsage()
  expect(measuredIn(many).auc?.value).toBeCloseTo(0.5, 2)
  expect(process.cpuUsage(begun).user / 1e6).toBeLessThan(2)
})
