import { expect, test } from 'vitest'
import { actsFor } from '@/components/retention/case-acts'

type Found = Parameters<typeof actsFor>[0]
const kept: Found = { retention: 'keep', zeroRetention: false, reason: null, held: null, request: null }
const all = { purge: true, erase: true, hold: true }
const held = { at: new Date(), byName: 'Max', reason: null }
const request = { requestId: 'r', reason: 'x', requestedBy: 'm', requestedByName: 'Max', createdAt: new Date() }
const offered = (found: Partial<Found>, may = all) =>
  actsFor({ ...kept, ...found }, may).map(({ act, not }) => (not ? `(${act})` : act))

test('nothing is offered to whoever may do nothing', () => {
  expect(offered({}, { purge: false, erase: false, hold: false })).toEqual([])
})
test('what is kept may be deleted, erased or held', () => {
  expect(offered({})).toEqual(['purge', 'erase', 'hold'])
})
test('under a hold only lifting it is possible, and why is said', () => {
  expect(offered({ held })).toEqual(['(purge)', '(erase)', 'endHold'])
})
test('zero retention cannot be held', () => {
  expect(offered({ retention: 'due', zeroRetention: true, reason: 'zero_retention' })).toEqual([
    'purge',
    'erase',
    '(hold)',
  ])
})
test('what was ordered is not ordered again, and an erasure is asked for once', () => {
  expect(offered({ retention: 'due', reason: 'manual' })).toEqual(['erase'])
  expect(offered({ retention: 'purging', reason: 'zero_retention', zeroRetention: true })).toEqual(['erase'])
  expect(offered({ retention: 'purged', reason: 'erasure' })).toEqual([])
  expect(offered({ request })).toEqual(['purge', 'hold'])
})
test('what is gone can still be erased with what people wrote', () => {
  expect(offered({ retention: 'purged', zeroRetention: true, reason: 'zero_retention' })).toEqual(['erase'])
})
