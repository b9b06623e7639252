import { describe, expect, test } from 'vitest'
import * as work from '@/components/wellbeing/work-clock'

const at = Date.parse('2026-11-23T12:00:00Z')
/** Seconds of ticks, one a second. */
const run = (clock: work.WorkClock, seconds: number, counts: boolean): work.WorkClock => {
  let next = clock
  for (let second = 0; second < seconds; second++) next = work.tick(next, next.at + 1000, counts)
  return next
}
const fresh = work.startClock(null, at)

describe('the clock', () => {
  test('counts while media is open before somebody, and nothing else', () => {
    const clock = run(run(run(fresh, 20, true), 40, false), 10, true)
    expect(clock).toMatchObject({ untold: 30, stretch: 30 })
    expect(work.told(clock, 30)).toMatchObject({ untold: 0, stretch: 30 })
  })

  test('a computer that slept did not look', () => {
    const clock = run(fresh, 10, true)
    expect(work.tick(clock, clock.at + 60_000, true)).toMatchObject({ untold: 15, stretch: 15 })
    expect(work.tick(clock, clock.at - 60_000, true)).toMatchObject({ untold: 10, stretch: 10 })
  })

  test('holds no more than one word to the server can say', () => {
    expect(run(fresh, 300, true)).toMatchObject({ untold: work.mostUntold, stretch: 300 })
  })

  test('a rest of five minutes begins a new stretch; a shorter pause does not', () => {
    const worked = run(fresh, 100, true)
    expect(run(worked, work.restSeconds - 1, false).stretch).toBe(100)
    expect(run(worked, work.restSeconds, false).stretch).toBe(0)
    expect(work.tick(worked, worked.at + work.restSeconds * 1000, true).stretch).toBeLessThanOrEqual(5)
  })
})

describe('a break', () => {
  test('is proposed after the minutes the team has set, and never where it has set none', () => {
    expect(work.isBreakDue(run(fresh, 299, true), 5)).toBe(false)
    expect(work.isBreakDue(run(fresh, 300, true), 5)).toBe(true)
    expect(work.isBreakDue(run(fresh, 9999, true), null)).toBe(false)
  })

  test('is proposed again ten minutes after it was put off', () => {
    const later = work.postponed(run(fresh, 1800, true), 30)
    expect(work.isBreakDue(run(later, work.askAgainSeconds - 1, true), 30)).toBe(false)
    expect(work.isBreakDue(run(later, work.askAgainSeconds, true), 30)).toBe(true)
  })
})

test('somebody is there for two minutes after their last sign, with media that plays for a quarter of an hour', () => {
  const after = (playing: boolean) => [0, 119_999, 120_000, 900_000, 900_001].map((ms) => work.isThere(ms, playing))
  expect(after(false)).toEqual([true, true, false, false, false])
  expect(after(true)).toEqual([true, true, true, true, false])
})

test('a break says for how long a case is kept, and when it is not any more', () => {
  expect(work.restMeans).toMatch(/stays yours for 60 minutes, as long as this page stays open\.$/)
  expect([0, 60, 3600].map(work.restWords)).toEqual(['So far: just begun.', 'So far: 1 minute.', 'So far: 1 h.'])
  expect(work.restWords(3610)).toBe('So far: 1 h. Your case is not kept for you any longer, unless you come back.')
})

describe('the next page', () => {
  test('goes on with the stretch of the one before', () => {
    const kept = work.keptOf(run(fresh, 100, true))
    expect(work.startClock(kept, at + 110_000)).toMatchObject({ untold: 0, stretch: 100 })
  })

  test('begins anew after a rest, and with whatever it cannot read', () => {
    const kept = work.keptOf(run(fresh, 100, true))
    const begun = { untold: 0, stretch: 0, lastAt: null }
    expect(work.startClock(kept, at + (100 + work.restSeconds) * 1000)).toMatchObject(begun)
    for (const wrong of ['', 'x', '3', 'null', '{"stretch":"9","lastAt":1}', '{"stretch":-5,"lastAt":1}'])
      expect(work.startClock(wrong, at)).toMatchObject(begun)
    // A clock that was ahead: nothing of it is believed.
    expect(work.startClock(kept, at)).toMatchObject(begun)
  })
})

test('durations in words', () => {
  expect([0, 30, 60, 119, 2520, 3600, 11_400].map(work.durationWords)).toEqual([
    'none',
    'less than a minute',
    '1 minute',
    '1 minute',
    '42 minutes',
    '1 h',
    '3 h 10 min',
  ])
})
