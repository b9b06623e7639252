import { expect, test } from 'vitest'
import { callbacksAddress, readCallbackFilter } from '@/components/callbacks/callback-filter'
import { attemptSentence, durationWords, statusDetail, triesWords } from '@/components/callbacks/callback-words'
import type { ListedAttempt, ListedCallback } from '@/lib/callbacks/list-callbacks'

const now = new Date('2026-11-22T14:00:00.000Z')
const later = new Date('2026-11-22T14:03:09.000Z')
const attempt: ListedAttempt = {
  callbackId: '',
  number: 1,
  status: 500,
  failure: 'The receiver did not take it: it answered 500.',
  milliseconds: 132,
  startedAt: now,
}
const callback: ListedCallback = {
  callbackId: '',
  receiver: 'example.com/hook',
  status: 'waiting',
  createdAt: now,
  endedAt: null,
  nextTryAt: null,
  caseNumber: 1,
  ofReport: false,
  batchId: null,
  batchFiles: null,
  attempts: [],
}

test('a state says what it waits for', () => {
  const says = (change: Partial<ListedCallback>) => statusDetail({ ...callback, ...change }, now)
  expect(says({})).toBe('for the outcome')
  expect(says({ nextTryAt: later })).toBe('for the report, until 22 Nov 2026, 14:03:09 UTC at most')
  expect(says({ status: 'due' })).toBeNull()
  expect(says({ status: 'due', nextTryAt: later, attempts: [attempt] })).toBe(
    'not taken yet, next try 22 Nov 2026, 14:03:09 UTC',
  )
  expect(says({ status: 'due', nextTryAt: now, attempts: [attempt] })).toBeNull()
  expect(says({ status: 'due', nextTryAt: later, attempts: [{ ...attempt, milliseconds: null }] })).toBe(
    'being sent now',
  )
  expect(says({ status: 'failed', endedAt: later })).toBe('22 Nov 2026, 14:03:09 UTC')
})

test('a try says what came of it and how long it took', () => {
  expect(attemptSentence(attempt)).toBe('The receiver did not take it: it answered 500.')
  expect(attemptSentence({ ...attempt, status: 204, failure: null })).toBe('The receiver took it (204).')
  expect(attemptSentence({ ...attempt, status: null, failure: null, milliseconds: null })).toBe('It is being sent.')
  expect(durationWords(attempt)).toBe('132 ms')
  expect(durationWords({ ...attempt, milliseconds: 10_004 })).toBe('10.0 s')
  expect(durationWords({ ...attempt, milliseconds: null })).toBeNull()
  expect(durationWords({ ...attempt, status: null, milliseconds: 0 })).toBeNull()
  expect([0, 1, 3].map(triesWords)).toEqual(['No try yet', '1 try', '3 tries'])
})

test('the filter is read from the address and written to it', () => {
  const before = '9b2a4f1e-0c1d-4e2f-8a3b-5c6d7e8f9a0b'
  const filter = readCallbackFilter({ status: 'failed', before })
  expect(filter).toEqual({ status: 'failed', before })
  expect(callbacksAddress(filter)).toBe(`/settings/callbacks?status=failed&before=${before}`)
  expect(readCallbackFilter({ status: 'x', before: "'; drop" })).toEqual({ status: null, before: null })
  expect(readCallbackFilter({ status: ['failed', 'due'] })).toEqual({ status: null, before: null })
  expect(callbacksAddress({ status: null, before: null })).toBe('/settings/callbacks')
})
