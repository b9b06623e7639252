import { expect, test } from 'vitest'
import { accuracyIn, agreedIn, sayOf } from '@/lib/insights/compared'
import { takenBetween } from '@/lib/insights/threshold-counts'
import { shareOf } from '@/lib/insights/wilson'

test('a share has its Wilson interval: the values of the tables', () => {
  // Newcombe, Statistics in Medicine 17 (1998), table I: score method without correction.
  const known = [
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ] as const
  for (const [of, n, low, high] of known) {
    const share = shareOf(of, n)
    expect(share.share).toBeCloseTo(of / n, 10)
    expect(share.low).toBeCloseTo(low, 4)
    expect(share.high).toBeCloseTo(high, 4)
  }
  expect(shareOf(29, 29)).toMatchObject({ share: 1, high: 1 })
  expect(shareOf(0, 0)).toEqual({ of: 0, n: 0, share: null, low: 0, high: 1 })
})

test('what people and the machine said is summed by one rule', () => {
  const met = [
    { label: 'Fake', finding: 'synthetic', n: 5 },
    { label: 'Likely fake', finding: 'manipulated', n: 2 },
    { label: 'Fake', finding: 'authentic', n: 1 },
    { label: 'Real', finding: 'authentic', n: 4 },
    { label: 'Real', finding: 'synthetic', n: 3 },
    { label: 'Neutral/Uncertain', finding: 'synthetic', n: 6 },
    { label: 'Fake', finding: 'cheap_edit', n: 7 },
    { label: null, finding: 'authentic', n: 8 },
  ] as const
  expect(agreedIn(met)).toMatchObject({ agrees: 11, overrides: 4, neither: 21, agreement: { of: 11, n: 15 } })
  expect(accuracyIn(met)).toMatchObject({
    right: { of: 11, n: 15 },
    made: { of: 7, n: 10 },
    real: { of: 4, n: 5 },
    // Of all 13 found authentic, those of which the machine said nothing among them.
    falsely: { of: 1, n: 13 },
    // A cheap edit is not a question that the machine answers.
    undecided: 14,
  })
  expect(agreedIn([])).toMatchObject({ agrees: 0, agreement: { share: null } })
  expect([sayOf('manipulated'), sayOf('authentic'), sayOf('cheap_edit'), sayOf('inconclusive')]).toEqual([
    ...['made', 'real', null, null],
  ])
})

test('a threshold takes what lies on it, from below and from above', () => {
  const none = { made: 0, real: 0, other: 0 }
  const buckets = [
    { ...none, floor: 79, ceil: 80, real: 1 },
    { ...none, floor: 80, ceil: 80, made: 2 },
    { ...none, floor: 80, ceil: 81, made: 4 },
    { ...none, floor: 100, ceil: 100, other: 8 },
  ]
  expect(takenBetween(buckets, 80)).toMatchObject({ takes: 14, of: 15, made: 6, real: 0, other: 8 })
  expect(takenBetween(buckets, 0, 80)).toMatchObject({ takes: 3, made: 2, real: 1, recall: { of: 2, n: 6 } })
  expect(takenBetween(buckets, 80, 80)).toMatchObject({ takes: 2, precision: { of: 2, n: 2, share: 1 } })
  expect(takenBetween([], 80)).toMatchObject({ takes: 0, precision: { share: null }, recall: { share: null } })
})
