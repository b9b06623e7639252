import { expect, test } from 'vitest'
import { longestRun, nextAskIn, nextSendIn } from '@/lib/detect/poll-schedule'

test('asked after 5 s doubling to 60 for a quarter of an hour, then every five minutes for two hours', () => {
  const asked: number[] = []
  for (let at = 0, asks = 0; ; asks++) {
    const pause = nextAskIn(asks, at)
    if (pause === null) break
    at += pause
    asked.push(pause)
  }
  expect(asked.slice(0, 6)).toEqual([5, 10, 20, 40, 60, 60])
  expect(Math.max(...asked)).toBe(300)
  const total = asked.reduce((sum, pause) => sum + pause, 0)
  expect(total).toBeGreaterThanOrEqual(longestRun)
  expect(total).toBeLessThan(longestRun + 300)
  expect(asked.length).toBeLessThan(45)
})

test('the borders', () => {
  expect(nextAskIn(50, 899)).toBe(60)
  expect(nextAskIn(50, 900)).toBe(300)
  expect(nextAskIn(50, longestRun - 1)).toBe(300)
  expect(nextAskIn(50, longestRun)).toBeNull()
})

test('a submission is tried again later and later, no sooner than the API said, and not without end', () => {
  const pauses: (number | null)[] = []
  for (let at = 0; at < longestRun; at += pauses.at(-1) ?? longestRun) pauses.push(nextSendIn(at, at))
  expect(pauses.slice(0, 9)).toEqual([5, 5, 10, 20, 40, 80, 160, 300, 300])
  expect(nextSendIn(0, 600)).toBe(5)
  expect(nextSendIn(0, 0, 42)).toBe(42)
  expect(nextSendIn(400, 0, 42)).toBe(300)
  expect(nextSendIn(20, longestRun, 42)).toBeNull()
})
