import { describe, expect, test } from 'vitest'
import { eventGroups } from '@/components/audit/event-groups'
import {
  firstPage,
  isNarrowed,
  narrowingOf,
  periodOf,
  readTrailFilter,
  toggled,
  trailAddress,
  trailQuery,
  wholeTrail,
} from '@/components/audit/trail-filter'
import { eventNames } from '@/lib/audit/event-names'

const member = 'member:871cc023-ccf7-4163-a88b-7d6a49ac850e'
const key = 'api-key:0b6e5f0c-0000-4163-a88b-7d6a49ac850e'
const now = new Date('2026-11-23T12:00:00Z')

describe('the filter in the address', () => {
  test('survives the way there and back', () => {
    const query = {
      type: ['case.decided', 'case.opened'],
      who: [member, key, 'worker'],
      via: 'api',
      case: '12',
      from: '2026-11-01',
      to: '2026-11-22',
      about: '1c6e5f0c-0000-4163-a88b-7d6a49ac850e',
      entry: '0b6e5f0c-0000-4163-a88b-7d6a49ac850e',
      looks: 'no',
      before: '99',
    }
    const filter = readTrailFilter(query)
    expect(filter).toEqual({
      types: ['case.decided', 'case.opened'],
      actors: [member, key, 'worker'],
      channels: ['api'],
      caseNumber: 12,
      period: null,
      from: '2026-11-01',
      to: '2026-11-22',
      about: '1c6e5f0c-0000-4163-a88b-7d6a49ac850e',
      entry: '0b6e5f0c-0000-4163-a88b-7d6a49ac850e',
      looks: false,
      before: 99,
      after: null,
    })
    const again = new URL(trailAddress(filter), 'http://x').searchParams
    const record = Object.fromEntries([...new Set(again.keys())].map((name) => [name, again.getAll(name)]))
    // As Next hands it on: one value is a text.
    const asNext = Object.fromEntries(
      Object.entries(record).map(([name, values]) => [name, values.length > 1 ? values : (values[0] ?? '')]),
    )
    expect(trailQuery(readTrailFilter(asNext))).toBe(trailQuery(filter))
    expect(trailAddress(wholeTrail)).toBe('/audit')
  })

  test('is the same text whatever order it was chosen in', () => {
    const one = readTrailFilter({ type: ['case.opened', 'case.decided'], via: ['cli', 'api'] })
    const other = readTrailFilter({ via: ['api', 'cli', 'api'], type: ['case.decided', 'case.opened'] })
    expect(trailQuery(one)).toBe(trailQuery(other))
  })

  test('leaves out what cannot be meant', () => {
    const filter = readTrailFilter({
      type: ['toString', '__proto__'],
      who: ["' or 1=1", 'member:1', 'root'],
      via: 'telegram',
      case: '99999999999',
      period: 'century',
      from: '2026-02-31',
      to: 'soon',
      about: 'a queue',
      entry: '1',
      looks: 'perhaps',
      before: '-1',
    })
    expect(filter).toEqual(wholeTrail)
    expect(isNarrowed(filter)).toBe(false)
    expect(readTrailFilter({ case: '#7' }).caseNumber).toBe(7)
  })

  test('days win over a period', () => {
    expect(readTrailFilter({ period: 'week' }).period).toBe('week')
    expect(readTrailFilter({ period: 'week', from: '2026-11-01' })).toMatchObject({ period: null, from: '2026-11-01' })
  })

  test('days that were swapped are put right', () => {
    expect(readTrailFilter({ from: '2026-11-15', to: '2026-11-01' })).toMatchObject({
      ...{ from: '2026-11-01', to: '2026-11-15', period: null },
    })
  })

  test('holds at most a handful of values of one facet', () => {
    const who = Array.from({ length: 500 }, (_, n) => `member:871cc023-ccf7-4163-a88b-${String(n).padStart(12, '0')}`)
    expect(readTrailFilter({ who }).actors.length).toBeLessThanOrEqual(100)
  })
})

test('the page is no narrowing, and choosing anew starts at the newest', () => {
  expect(isNarrowed(readTrailFilter({ before: '5' }))).toBe(false)
  expect(isNarrowed(readTrailFilter({ looks: 'no' }))).toBe(true)
  expect(firstPage(readTrailFilter({ before: '5', via: 'api' }))).toMatchObject({ before: null, channels: ['api'] })
})

test('the last day is in the period; a period counts back from now', () => {
  expect(periodOf(readTrailFilter({ from: '2026-11-22', to: '2026-11-22' }), now)).toEqual({
    since: new Date('2026-11-22T00:00:00Z'),
    until: new Date('2026-11-23T00:00:00Z'),
  })
  expect(periodOf(readTrailFilter({ period: 'day' }), now)).toEqual({
    since: new Date('2026-11-22T12:00:00Z'),
    until: null,
  })
  expect(narrowingOf(wholeTrail, now)).toMatchObject({ types: [], looks: true, since: null, until: null })
})

test('a value is chosen, and chosen again is left out', () => {
  expect(toggled(['a'], 'b')).toEqual(['a', 'b'])
  expect(toggled(['a', 'b'], 'a')).toEqual(['b'])
})

describe('the kinds of events', () => {
  test('are each offered once, under a heading', () => {
    const offered = eventGroups().flatMap(({ types }) => types)
    expect(offered.toSorted()).toEqual(Object.keys(eventNames).toSorted())
    expect(eventGroups().every(({ types }) => types.length > 0)).toBe(true)
  })

  test('stand where people look for them', () => {
    const under = (label: string) => eventGroups().find((group) => group.label === label)?.types
    expect(under('Looks')).toContain('case.viewed')
    expect(under('Cases')).not.toContain('case.viewed')
    expect(under('Retention')).toContain('case.purged')
  })
})
