import { expect, test } from 'vitest'
import { relativeTime, utcMinute, utcTime } from '@/components/shell/format-time'

const now = new Date('2026-11-22T14:03:09Z')
const before = (seconds: number) => relativeTime(new Date(now.getTime() - seconds * 1000), now)

test('instants are said in UTC', () => {
  expect(utcTime(now)).toBe('22 Nov 2026, 14:03:09 UTC')
  expect(utcMinute(new Date('2026-01-02T03:04:05Z'))).toBe('2 Jan 2026, 03:04 UTC')
})

test('each step of "ago" at its boundary', () => {
  expect(before(-60)).toBe('just now')
  expect(before(44)).toBe('just now')
  expect(before(45)).toBe('1 min ago')
  expect(before(3599)).toBe('59 min ago')
  expect(before(3600)).toBe('1 h ago')
  expect(before(86_399)).toBe('23 h ago')
  expect(before(86_400)).toBe('yesterday')
  expect(before(2 * 86_400)).toBe('2 days ago')
  expect(before(31 * 86_400)).toBe('22 Oct 2026')
})
