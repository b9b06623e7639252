import { describe, expect, test } from 'vitest'
import { cursorOf, type Ordered, type orderings, parseCursor, priorityOf } from '@/lib/queues/priority'

const kept: Ordered = {
  queuedAt: new Date('2026-05-01T12:00:00Z'),
  zeroRetention: false,
  purgeAfter: null,
  score: 0,
  source: 'upload',
}
const later = (of: Ordered, seconds: number) => ({ ...of, queuedAt: new Date(of.queuedAt.getTime() + seconds * 1000) })
const comesFirst = (ordering: (typeof orderings)[number], first: Ordered, second: Ordered) =>
  expect(priorityOf(ordering, first)).toBeLessThan(priorityOf(ordering, second))

describe('most urgent first', () => {
  test('the older comes first, and a sure score is worth an hour of waiting', () => {
    comesFirst('deadline', kept, later(kept, 1))
    comesFirst('deadline', later({ ...kept, score: 1 }, 3599), kept)
    comesFirst('deadline', kept, later({ ...kept, score: 1 }, 3601))
  })

  test('what is deleted sooner than the others are due comes before them', () => {
    const inAnHour = { ...kept, zeroRetention: true, purgeAfter: new Date('2026-05-01T13:00:00Z') }
    comesFirst('deadline', inAnHour, kept)
    comesFirst('deadline', later({ ...kept, zeroRetention: true }, 3600), kept)
    const nextWeek = { ...kept, zeroRetention: true, purgeAfter: new Date('2026-05-08T12:00:00Z') }
    comesFirst('deadline', kept, nextWeek)
  })

  test('samples come a day later', () => {
    comesFirst('deadline', later(kept, 86_399), { ...kept, source: 'sample' })
    comesFirst('deadline', { ...kept, source: 'sample' }, later(kept, 86_401))
  })
})

test('highest score first: to the hundredth, then the older; without a verdict last', () => {
  comesFirst('score', later({ ...kept, score: 0.91 }, 86_400 * 365), { ...kept, score: 0.9 })
  comesFirst('score', { ...kept, score: 0.901 }, later({ ...kept, score: 0.904 }, 1))
  comesFirst('score', later({ ...kept, score: 0.01 }, 1), { ...kept, score: null })
  comesFirst('score', later({ ...kept, score: 0.01 }, 1), { ...kept, score: 0.99, source: 'sample' })
})

test('oldest and newest first are each other’s opposite', () => {
  comesFirst('oldest', kept, later(kept, 0.001))
  comesFirst('newest', later(kept, 0.001), kept)
})

test('a page’s end survives its way through an address, and says nothing of where it stands', () => {
  expect(cursorOf({ number: 1_000_000 })).toBe('1000000')
  expect([1, 999_999_999].map((number) => parseCursor(cursorOf({ number })))).toEqual([1, 999_999_999])
})

test.each(['', '0', '01', '-1', '1~1', '1.5', 'NaN', '1e3', "1'; drop", '1234567890'])(
  'an address that says %j is refused',
  (cursor) => {
    expect(() => parseCursor(cursor)).toThrow(expect.objectContaining({ code: 'bad_request' }))
  },
)
