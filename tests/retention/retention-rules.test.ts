import { expect, test } from 'vitest'
import { purgeDeadline, splitWindow, usualRules, windowInWords } from '@/lib/retention/retention-rules'

test('a window is entered in the largest unit that fits', () => {
  expect([0, 1, 59, 60, 90, 1440, 10_080].map(splitWindow)).toEqual([
    { amount: 0, unit: 'minutes' },
    { amount: 1, unit: 'minutes' },
    { amount: 59, unit: 'minutes' },
    { amount: 1, unit: 'hours' },
    { amount: 90, unit: 'minutes' },
    { amount: 1, unit: 'days' },
    { amount: 7, unit: 'days' },
  ])
})

test('and said in words', () => {
  expect([1, 90, 60, 1440, 2880, 10_080].map(windowInWords)).toEqual([
    '1 minute',
    '90 minutes',
    '1 hour',
    '24 hours',
    '2 days',
    '7 days',
  ])
})

test('the deadline: none over the API without a window, always one on the portal', () => {
  const at = new Date('2026-01-01T00:00:00Z')
  expect(purgeDeadline(usualRules, true, at)).toBeNull()
  expect(purgeDeadline({ ...usualRules, apiWindow: 1 }, true, at)).toEqual(new Date('2026-01-01T00:01:00Z'))
  expect(purgeDeadline(usualRules, false, at)).toEqual(new Date('2026-01-02T00:00:00Z'))
  expect(purgeDeadline({ ...usualRules, portalWindow: 0 }, false, at)).toEqual(at)
})
