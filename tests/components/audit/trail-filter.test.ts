import { expect, test } from 'vitest'
import { eventGroups, isNarrowed, periodOf, readTrailFilter, trailAddress } from '@/components/audit/trail-filter'
import { eventNames } from '@/lib/audit/events'

const person = '871cc023-ccf7-4163-a88b-7d6a49ac850e'

test('the filter survives the way into the address and back', () => {
  const query = { type: 'case.decided', person, case: '12', from: '2026-11-01', to: '2026-11-22', before: '99' }
  const filter = readTrailFilter(query)
  expect(filter).toEqual({
    type: 'case.decided',
    person,
    caseNumber: 12,
    from: '2026-11-01',
    to: '2026-11-22',
    before: 99,
    after: null,
  })
  const again = new URL(trailAddress(filter), 'http://x').searchParams
  expect(readTrailFilter(Object.fromEntries(again))).toEqual(filter)
  expect(trailAddress(readTrailFilter({}))).toBe('/audit')
})

test('what cannot be meant is left out', () => {
  const nonsense = {
    type: 'toString',
    person: "' or 1=1",
    case: '99999999999',
    from: '2026-02-31',
    to: 'soon',
    before: '-1',
  }
  const filter = readTrailFilter(nonsense)
  expect(Object.values(filter).every((value) => value === null)).toBe(true)
  expect(isNarrowed(filter)).toBe(false)
  expect(readTrailFilter({ type: ['case.opened', 'case.decided'], case: '#7' })).toMatchObject({
    type: null,
    caseNumber: 7,
  })
})

test('the page is no narrowing, the last day is in the period', () => {
  expect(isNarrowed(readTrailFilter({ before: '5' }))).toBe(false)
  expect(isNarrowed(readTrailFilter({ to: '2026-11-22' }))).toBe(true)
  expect(periodOf(readTrailFilter({ from: '2026-11-22', to: '2026-11-22' }))).toEqual({
    since: new Date('2026-11-22T00:00:00Z'),
    until: new Date('2026-11-23T00:00:00Z'),
  })
})

test('every kind of event is offered, once, under a heading', () => {
  const offered = eventGroups().flatMap(({ types }) => types)
  expect(offered.toSorted()).toEqual(Object.keys(eventNames).toSorted())
  expect(eventGroups().every(({ types }) => types.length > 0)).toBe(true)
})
