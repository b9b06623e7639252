import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  caseHref,
  countOf,
  mediaTypes,
  parseQueueFilter,
  queueHref,
  queueTabs,
  searchOf,
  statesOf,
} from '@/components/queue/queue-filter'
import { caseStates } from '@/lib/cases/case-states'

const nothing = { tab: 'open', mediaType: null, search: '', before: null }

describe('parseQueueFilter', () => {
  it('reads an address without a question as what is open', () => {
    expect(parseQueueFilter({})).toEqual(nothing)
  })
  it('takes what it cannot read as not said', () => {
    expect(parseQueueFilter({ state: 'nonsense', type: 'text', before: '0' })).toEqual(nothing)
    expect(parseQueueFilter({ before: '99999999999' })).toEqual(nothing)
    expect(parseQueueFilter({ before: '-1', q: '   ' })).toEqual(nothing)
  })
  it('takes the first of a repeated question', () => {
    expect(parseQueueFilter({ state: ['failed', 'waiting'] }).tab).toBe('failed')
  })
  it('cuts a search that is too long to be one', () => {
    expect(parseQueueFilter({ q: 'x'.repeat(5000) }).search).toHaveLength(200)
  })
  it('reads back every address it writes', () => {
    const filter = fc.record({
      tab: fc.constantFrom(...queueTabs),
      mediaType: fc.constantFrom(null, ...mediaTypes),
      search: fc.string({ maxLength: 60 }).map((text) => text.trim()),
      before: fc.option(fc.integer({ min: 1, max: 999_999_999 })),
    })
    fc.assert(
      fc.property(filter, (given) => {
        const params = Object.fromEntries(new URLSearchParams(searchOf(given)))
        expect(parseQueueFilter(params)).toEqual(given)
      }),
    )
  })
})

describe('addresses', () => {
  it('say only what differs from the usual', () => {
    expect(queueHref({})).toBe('/queue')
    expect(queueHref({ tab: 'failed', mediaType: 'video', before: 9 })).toBe('/queue?state=failed&type=video&before=9')
  })
  it('carry the part of the queue to a case, but not the page', () => {
    expect(caseHref(12, { tab: 'waiting', search: 'a b', before: 40 })).toBe('/cases/12?state=waiting&q=a+b')
  })
})

describe('states', () => {
  it('are all in “all”, and in exactly one of “open” and “decided”', () => {
    expect(statesOf('all')).toEqual([...caseStates])
    expect([...statesOf('open'), ...statesOf('decided')].toSorted()).toEqual([...caseStates].toSorted())
  })
  it('are counted together', () => {
    const counts = { analysing: 1, waiting: 2, claimed: 4, decided: 8, closed: 16, failed: 32 }
    expect(countOf('open', counts)).toBe(39)
    expect(countOf('decided', counts)).toBe(24)
    expect(countOf('claimed', counts)).toBe(4)
    expect(countOf('deadline', counts, 3)).toBe(3)
  })
})
