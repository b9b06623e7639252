import { expect, it } from 'vitest'
import { calibrationError } from '@/lib/evaluation/calibration'
import { selectiveAccuracy } from '@/lib/evaluation/selective'

const forecast = (probability: number, ...came: boolean[]) => came.map((positive) => ({ probability, positive }))

it('calibration error is the mean distance of the tenths from what came true', () => {
  // Four at 0.75 of which three came true, two at 0.25 of which none did: (4 · 0 + 2 · 0.25) / 6.
  const forecasts = [...forecast(0.75, true, true, true, false), ...forecast(0.25, false, false)]
  expect(calibrationError(forecasts)).toBeCloseTo(0.5 / 6, 12)
  // In one tenth a forecast too high and one too low cancel out; in two they do not.
  expect(calibrationError([...forecast(0.51, false), ...forecast(0.59, true)])).toBeCloseTo(0.05, 12)
  expect(calibrationError([...forecast(0.39, false), ...forecast(0.61, true)])).toBeCloseTo(0.39, 12)
  expect(calibrationError([...forecast(1, true), ...forecast(0, false)])).toBe(0)
  expect(calibrationError([])).toBeNull()
  expect(() => calibrationError(forecast(-0.2, true))).toThrow(/no probability/)
})

it('a forecast counts as much as it weighs', () => {
  const [came, did] = [forecast(0.75, true), forecast(0.75, false, false)]
  // Unweighed one of three came true, 0.75 was said; with half the weight on it, one of two.
  expect(calibrationError([...came, ...did])).toBeCloseTo(0.75 - 1 / 3, 12)
  expect(calibrationError([...came, ...did.map((one) => ({ ...one, weight: 0.5 }))])).toBeCloseTo(0.25, 12)
})

it('coverage is how often something was said, selective accuracy how often that was right', () => {
  const said = (answer: 'positive' | 'negative' | null, truth: 'positive' | 'negative') => ({ said: answer, truth })
  expect(
    selectiveAccuracy([
      said('positive', 'positive'),
      said('positive', 'negative'),
      said('negative', 'negative'),
      said(null, 'positive'),
    ]),
  ).toEqual({ coverage: 0.75, accuracy: 2 / 3 })
  expect(selectiveAccuracy([said(null, 'positive')])).toEqual({ coverage: 0, accuracy: null })
  expect(selectiveAccuracy([])).toEqual({ coverage: 0, accuracy: null })
})
