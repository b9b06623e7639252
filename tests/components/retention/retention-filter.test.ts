import fc from 'fast-check'
import { expect, test } from 'vitest'
import { filterWords } from '@/components/retention/filter-words'
import {
  isNarrowed,
  narrowingOf,
  purgeReasons,
  readRetentionFilter,
  retentionAddress,
  retentionQuery,
  standings,
} from '@/components/retention/retention-filter'
import { daysChosen } from '@/components/shell/days-chosen'
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
    fc.property(filter, (drawn) => {
      const given = { ...drawn, ...daysChosen(drawn.from ?? '', drawn.to ?? '') }
      const query = new URL(retentionAddress(given), 'http://docket.test').searchParams
      expect(readRetentionFilter(Object.fromEntries(query))).toEqual(given)
    }),
  )
})

test('days that were swapped are put right', () => {
  const swapped = readRetentionFilter({ from: '2026-11-15', to: '2026-11-01' })
  expect(swapped).toEqual({ ...nothing, from: '2026-11-01', to: '2026-11-15' })
})

test('what is kept of a filter is from its first page on, and said in a sentence', () => {
  const filter = { ...nothing, standing: 'failed' as const, reason: 'erasure' as const, from: '2026-11-01' }
  expect(retentionQuery({ ...filter, after: '0.12' })).toBe('state=failed&reason=erasure&from=2026-11-01')
  expect(retentionQuery({ ...nothing, after: '0.12' })).toBe('')
  expect(filterWords(filter)).toBe('Failed, Erasure by two people, handed in from 2026-11-01 on.')
  expect(filterWords({ ...nothing, caseNumber: 7, from: '2026-11-01', to: '2026-11-01' })).toBe(
    'Case 7, handed in on 2026-11-01.',
  )
  expect(filterWords({ ...nothing, to: '2026-11-02' })).toBe('Handed in up to 2026-11-02.')
  expect(filterWords(nothing)).toBe('Every case whose media had or has to go.')
})

test('days are whole days of UTC, the last one included', () => {
  const { since, until } = narrowingOf({ ...nothing, from: '2026-11-22', to: '2026-11-22' })
  expect([since, until]).toEqual([new Date('2026-11-22T00:00:00Z'), new Date('2026-11-23T00:00:00Z')])
})

test('the states and reasons are those of the query, in its order', () => {
  expect(standings).toEqual(listed.standings)
  expect(purgeReasons).toEqual(listed.purgeReasons)
})
