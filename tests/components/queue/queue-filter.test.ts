import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ageEdges } from '@/components/queue/age-span'
import { labelSlugs, queueModes, sources } from '@/components/queue/queue-choices'
import {
  listedPart,
  mediaTypes,
  orderOf,
  parseQueueFilter,
  partOf,
  type QueueFilter,
  queueTabs,
  statesOf,
  wholeQueue,
} from '@/components/queue/queue-filter'
import { caseHref, countOf, goOnHref, playHref, queueHref, searchOf } from '@/components/queue/queue-places'
import { caseStates } from '@/lib/cases/case-states'
import { QueuePart } from '@/lib/cases/queue-part'
import { cursorOf, queueOrders } from '@/lib/queues/priority'

describe('parseQueueFilter', () => {
  it('reads an address without a question as what is open', () => {
    expect(parseQueueFilter({})).toEqual(wholeQueue)
  })
  it('takes what it cannot read as not said', () => {
    expect(parseQueueFilter({ state: 'nonsense', type: 'text', after: '0' })).toEqual(wholeQueue)
    expect(parseQueueFilter({ after: '99999999999' })).toEqual(wholeQueue)
    expect(parseQueueFilter({ after: '-1', q: '   ', lang: ' ' })).toEqual(wholeQueue)
    expect(parseQueueFilter({ queue: "1' or '1", source: 'fax', label: 'Fake,x', zero: '1' })).toEqual(wholeQueue)
    // Of the form of a uuid, and none: the query would refuse it.
    expect(parseQueueFilter({ queue: '11111111-1111-1111-1111-111111111111' })).toEqual(wholeQueue)
    expect(parseQueueFilter({ min: '-1', max: '101', order: 'random', view: 'map', play: '1' })).toEqual(wholeQueue)
    expect(parseQueueFilter({ policy: 'strict', older: '2h', younger: '-1d' })).toEqual(wholeQueue)
    expect(parseQueueFilter({ policy: '11111111-1111-1111-1111-111111111111', older: '60' })).toEqual(wholeQueue)
    expect(parseQueueFilter({ min: '4.5', max: '', mine: 'no', skipped: 'show', escalated: '' })).toEqual(wholeQueue)
  })
  it('takes the first of a repeated question, and all of its labels', () => {
    expect(parseQueueFilter({ state: ['failed', 'waiting'] }).tab).toBe('failed')
    expect(parseQueueFilter({ label: ['real', 'fake'] }).labels).toEqual(['Fake', 'Real'])
  })
  it('turns a span of scores the right way round', () => {
    expect(parseQueueFilter({ min: '70', max: '20' })).toMatchObject({ minScore: 20, maxScore: 70 })
    expect(parseQueueFilter({ min: '70' })).toMatchObject({ minScore: 70, maxScore: null })
    expect(parseQueueFilter({ max: '0' })).toMatchObject({ minScore: null, maxScore: 0 })
  })
  it('reads how long cases wait, turned the right way round and never empty', () => {
    expect(parseQueueFilter({ older: '1h', younger: '1d' })).toMatchObject({ olderThan: 60, youngerThan: 1440 })
    expect(parseQueueFilter({ older: '7d', younger: '4h' })).toMatchObject({ olderThan: 240, youngerThan: 10_080 })
    expect(parseQueueFilter({ older: '1d', younger: '1d' })).toMatchObject({ olderThan: 1440, youngerThan: null })
  })
  it('cuts a search that is too long to be one', () => {
    expect(parseQueueFilter({ q: 'x'.repeat(5000) }).search).toHaveLength(200)
  })
})

const percents = fc.option(fc.integer({ min: 0, max: 100 }))
const answer = fc.option(fc.boolean())
const edge = fc.constantFrom(null, ...ageEdges.map(({ minutes }) => minutes))
const filters: fc.Arbitrary<QueueFilter> = fc
  .record({
    queueId: fc.option(fc.uuid()),
    tab: fc.constantFrom(...queueTabs),
    mediaType: fc.constantFrom(null, ...mediaTypes),
    source: fc.constantFrom(null, ...sources),
    labels: fc.subarray(labelSlugs.map(({ label }) => label)),
    minScore: percents,
    maxScore: percents,
    zeroRetention: answer,
    language: fc.constantFrom('', 'en', 'pt-BR'),
    policyId: fc.option(fc.uuid()),
    olderThan: edge,
    youngerThan: edge,
    mine: fc.boolean(),
    escalated: answer,
    hideSkipped: fc.boolean(),
    search: fc.string({ maxLength: 60 }).map((text) => text.trim()),
    order: fc.constantFrom(null, ...queueOrders),
    mode: fc.constantFrom(...queueModes),
    play: fc.boolean(),
    after: fc.option(fc.integer({ min: 1, max: 999_999_999 }).map((number) => cursorOf({ number }))),
  })
  .filter(({ minScore, maxScore }) => minScore === null || maxScore === null || minScore <= maxScore)
  .filter(({ olderThan, youngerThan }) => olderThan === null || youngerThan === null || olderThan < youngerThan)

describe('addresses', () => {
  it('are read back as they were written, and make a part that the server takes', () => {
    fc.assert(
      fc.property(filters, (given) => {
        const params = Object.fromEntries(new URLSearchParams(searchOf(given)))
        expect(parseQueueFilter(params)).toEqual(given)
        const { order, ...part } = listedPart(given)
        expect(QueuePart.parse(part)).toEqual(part)
        expect(queueOrders).toContain(order)
      }),
    )
  })
  it('say only what differs from the usual', () => {
    expect(queueHref({})).toBe('/queue')
    expect(queueHref({ olderThan: 60, youngerThan: 240 })).toBe('/queue?older=1h&younger=4h')
    expect(queueHref({ tab: 'failed', mediaType: 'video', after: '9' })).toBe('/queue?state=failed&type=video&after=9')
  })
  it('carry the part of the queue to a case, but not the page', () => {
    expect(caseHref(12, { tab: 'waiting', search: 'a b', after: '40' })).toBe('/cases/12?state=waiting&q=a+b')
    expect(caseHref(12, { play: true })).toBe('/cases/12?play=yes')
  })
  it('of lists and of the play page are not in play', () => {
    expect(queueHref({ play: true, tab: 'failed' })).toBe('/queue?state=failed')
    expect(playHref({ play: true, mediaType: 'image', after: '40' })).toBe('/queue/play?type=image')
  })
  it('go on with the next case as this one was reached, and without one back where it was begun', () => {
    expect(goOnHref(7, '?type=image&play=yes')).toBe('/cases/7?type=image&play=yes')
    expect(goOnHref(null, '?type=image&play=yes')).toBe('/queue/play?type=image')
    expect(goOnHref(null, '?play=yes')).toBe('/queue/play')
    expect(goOnHref(null, '?type=image')).toBe('/queue?type=image')
    expect(goOnHref(null, '')).toBe('/queue')
  })
})

describe('parts', () => {
  it('that wait for a second look ask for those alone', () => {
    expect(listedPart(parseQueueFilter({ state: 'review' }))).toMatchObject({
      toReview: true,
      deadline: false,
      states: ['waiting', 'claimed'],
      order: 'priority',
    })
    expect(partOf(wholeQueue).toReview).toBe(false)
  })
  it('have scores as probabilities, and a deadline where they are asked for by it', () => {
    expect(partOf({ ...wholeQueue, minScore: 20, maxScore: 70, tab: 'deadline' })).toMatchObject({
      minScore: 0.2,
      maxScore: 0.7,
      deadline: true,
      language: null,
    })
  })
  it('are in the order of their queues while they are worked on, and by number when they are over', () => {
    expect(queueTabs.filter((tab) => orderOf({ tab, order: null }) === 'newest')).toEqual(['decided', 'all'])
    expect(orderOf({ tab: 'open', order: 'newest' })).toBe('newest')
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
    expect(countOf('deadline', counts, { deadline: 3, review: 5 })).toBe(3)
    expect(countOf('review', counts, { deadline: 3, review: 5 })).toBe(5)
  })
})
