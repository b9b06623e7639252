import { describe, expect, test } from 'vitest'
import { now } from '@/lib/clock'
import { type Placeable, placeNewCase, placeOf, type Routing } from '@/lib/queues/placement'
import { priorityOf } from '@/lib/queues/priority'

const routing: Routing = {
  queues: new Map([
    ['main', { ordering: 'deadline' }],
    ['sound', { ordering: 'oldest' }],
    ['late', { ordering: 'newest' }],
  ]),
  defaultQueueId: 'main',
  rules: [
    { id: 'aged', queueId: 'late', conditions: { minAgeMinutes: 120 } },
    { id: 'audio', queueId: 'sound', conditions: { mediaTypes: ['audio'] } },
  ],
}
const minutesAgo = (minutes: number) => new Date(now().getTime() - minutes * 60_000)
const at = minutesAgo(30)
const waiting: Placeable = {
  mediaType: 'image',
  source: 'upload',
  zeroRetention: false,
  purgeAfter: null,
  language: null,
  policyId: null,
  verdictLabel: 'Fake',
  verdictScore: 0.8,
  createdAt: at,
  queuedAt: at,
  queueId: 'main',
  queueChosen: false,
}

describe('a case goes', () => {
  test('where the first rule sends it, with its place by that queue’s order', () => {
    const placed = placeOf(routing, { ...waiting, mediaType: 'audio' })
    expect(placed).toMatchObject({ queueId: 'sound', ruleId: 'audio', priority: at.getTime() / 1000 })
  })

  test('to the default where none fits', () => {
    const priority = priorityOf('deadline', { ...waiting, score: 0.8 })
    expect(placeOf(routing, waiting)).toMatchObject({ queueId: 'main', ruleId: null, priority })
  })

  test('where a person put it, as long as that queue is in use', () => {
    const chosen = { ...waiting, mediaType: 'audio' as const, queueId: 'late', queueChosen: true }
    expect(placeOf(routing, chosen)).toEqual({
      queueId: 'late',
      ruleId: null,
      priority: -at.getTime() / 1000,
      lookAgainSeconds: null,
    })
    expect(placeOf(routing, { ...chosen, queueId: 'given-up' })).toMatchObject({ queueId: 'sound', ruleId: 'audio' })
  })

  test('nowhere without a default queue', () => {
    expect(placeOf({ ...routing, defaultQueueId: null }, waiting).queueId).toBeNull()
  })
})

test('it is looked at again when it is old enough for another rule', () => {
  const { lookAgainSeconds } = placeOf(routing, waiting)
  expect(lookAgainSeconds).toBeGreaterThan(90 * 60 - 5)
  expect(lookAgainSeconds).toBeLessThanOrEqual(90 * 60)
  const old = { ...waiting, createdAt: minutesAgo(121) }
  expect(placeOf(routing, old)).toMatchObject({ queueId: 'late', ruleId: 'aged', lookAgainSeconds: null })
})

test('one that is being handed in has no age, score or language that was not said', () => {
  const handedIn = { source: 'api', zeroRetention: true, language: null, queuedAt: now() } as const
  expect(placeNewCase(routing, { ...handedIn, mediaType: 'audio' })).toMatchObject({
    queueId: 'sound',
    ruleId: 'audio',
  })
  expect(placeNewCase(routing, { ...handedIn, mediaType: null })).toMatchObject({ queueId: 'main', ruleId: null })
})
