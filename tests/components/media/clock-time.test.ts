import { expect, it } from 'vitest'
import { clockTime, spokenTime } from '@/components/media/clock-time'

it.each([
  [0, '0:00'],
  [7.9, '0:07'],
  [59.999, '0:59'],
  [60, '1:00'],
  [3600, '1:00:00'],
  [3723, '1:02:03'],
  [-4, '0:00'],
  [Number.NaN, '0:00'],
  [Number.POSITIVE_INFINITY, '0:00'],
])('shows %d seconds as %s', (seconds, shown) => expect(clockTime(seconds)).toBe(shown))

it.each([
  [0, '0 seconds'],
  [1, '1 second'],
  [63, '1 minute 3 seconds'],
  [7200, '2 hours'],
  [Number.NaN, '0 seconds'],
])('reads %d seconds out as %s', (seconds, said) => expect(spokenTime(seconds)).toBe(said))
