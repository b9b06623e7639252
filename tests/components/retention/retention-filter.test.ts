import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  isNarrowed,
  narrowingOf,
  purgeReasons,
  readRetentionFilter,
  retentionAddress,
  standings,
} from '@/components/retention/retention-filter'
import * as listed from '@/lib/retention/list-retention'

const nothing = { standing: null, reason: null, caseNumber: null, from: null, to: null, after: null }

test('an address without a question, or with one that cannot be meant, shows everything', () => {
  expect(readRetentionFilter({})).toEqual(nothing)
  expect(
    readRetentionFilter({ state: 'gone', reason: '', case: '0', from: '2026-02-31', to: '1', after: '9.1' }),
  ).toEqual(nothing)
  expect(isNarrowed({ ...nothing, after: '2.7' })).toBe(false)
  expect(isNarrowed({ ...nothing, standing: 'failed' })).toBe(true)
})

test('every address that is written is read back', () => {
  const day = fc.option(
    fc
      .date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
      .map((at) => at.toISOString().slice(0, 10)),
  )
  const filter = fc.record({
    standing: fc.constantFrom(null, ...standings),
    reason: fc.constantFrom(null, ...purgeReasons),
    caseNumber: fc.option(fc.integer({ min: 1, max: 999_999_999 })),
    from: day,
    to: day,
    after: fc.constantFrom(null, '0.12', '3.1'),
  })
  fc.assert(
    fc.property(filter, (given) => {
      const query = new URL(retentionAddress(given), 'http://docket.test').searchParams
      expect(readRetentionFilter(Object.fromEntries(query))).toEqual(given)
    }),
  )
})

test('days are whole days of UTC, the last one included', () => {
  const { since, until } = narrowingOf({ ...nothing, from: '2026-11-22', to: '2026-11-22' })
  expect([since, until]).toEqual([new Date('2026-11-22T00:00:00Z'), new Date('2026-11-23T00:00:00Z')])
})

test('the states and reasons are those of the query, in its order', () => {
  expect(standings).toEqual(listed.standings)
  expect(purgeReasons).toEqual(listed.purgeReasons)
})
