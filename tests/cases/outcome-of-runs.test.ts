import { expect, test } from 'vitest'
import { type JudgedRun, outcomeOfRuns, whySecondDecides } from '@/lib/cases/outcome-of-runs'

const running: JudgedRun = { status: 'processing', label: null, score: null, errorMessage: null }
const fake: JudgedRun = { status: 'completed', label: 'Fake', score: 0.97, errorMessage: null }
const real: JudgedRun = { status: 'completed', label: 'Real', score: 0.03, errorMessage: null }
const failed: JudgedRun = { status: 'failed', label: null, score: null, errorMessage: 'The picture cannot be read.' }

test('the deciding detector’s verdict is the case’s, whatever the second opinion is', () => {
  for (const second of [null, running, real, failed]) {
    expect(outcomeOfRuns(fake, second)).toEqual({
      state: 'waiting',
      label: 'Fake',
      score: 0.97,
      doubts: 0,
      bySecond: false,
    })
    expect(whySecondDecides(fake, second)).toBeNull()
  }
})

test('as long as a verdict can still come, the case is being analysed', () => {
  for (const second of [null, running, real, failed])
    expect(outcomeOfRuns(running, second)).toEqual({ state: 'analysing' })
  expect(outcomeOfRuns(failed, running)).toEqual({ state: 'analysing' })
})

test('where the deciding one failed, the second opinion’s verdict stands, and that is said', () => {
  expect(outcomeOfRuns(failed, real)).toEqual({
    state: 'waiting',
    label: 'Real',
    score: 0.03,
    doubts: 0,
    bySecond: true,
  })
  expect(whySecondDecides(failed, real)).toBe(
    'The verdict is the second opinion’s, because the first detector failed: The picture cannot be read.',
  )
})

test('where both failed, so did the case, with both reasons where they differ', () => {
  const reason = 'The picture cannot be read.'
  expect(outcomeOfRuns(failed, null)).toEqual({ state: 'failed', failure: reason })
  expect(outcomeOfRuns(failed, failed)).toEqual({ state: 'failed', failure: reason })
  expect(outcomeOfRuns(failed, { ...failed, errorMessage: 'The key was refused.' })).toEqual({
    state: 'failed',
    failure: `${reason} The second opinion failed too: The key was refused.`,
  })
})
