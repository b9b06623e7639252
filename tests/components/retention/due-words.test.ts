import { expect, test } from 'vitest'
import { goesSentence, isPressing, spanLeft } from '@/components/retention/due-words'

const minute = 60_000
const hour = 60 * minute
const now = new Date('2026-11-23T05:00:00Z')
const later = (ms: number) => new Date(now.getTime() + ms)

test.each([
  [0, 'under a minute'],
  [59_999, 'under a minute'],
  [minute, '1 min'],
  [59 * minute + 59_000, '59 min'],
  [hour, '1 h'],
  [3 * hour + 12 * minute, '3 h 12 min'],
  [47 * hour + 59 * minute, '47 h 59 min'],
  [48 * hour, '2 days'],
  [7 * 24 * hour - minute, '6 days 23 h'],
])('%d ms left are said as “%s”', (left, says) => {
  expect(spanLeft(left)).toBe(says)
})

test('what has no moment, or is past it, goes as soon as nothing works on it', () => {
  expect(goesSentence(later(3 * hour + 12 * minute), now)).toBe('Media goes in 3 h 12 min')
  for (const at of [null, now, later(-hour)]) expect(goesSentence(at, now)).toMatch(/as soon as nothing works on it/)
})

test('the last hour is pressing', () => {
  expect([later(hour), later(-hour), null].map((at) => isPressing(at, now))).toEqual([true, true, true])
  expect(isPressing(later(hour + 1), now)).toBe(false)
})
