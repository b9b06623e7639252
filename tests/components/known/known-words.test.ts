import { expect, test, vi } from 'vitest'
import { likeness } from '@/components/case/known-match-words'
import { knownSentence } from '@/components/known/known-event'
import { entryState, judgedWords, kindWords } from '@/components/known/known-words'
import { readKept, sendList } from '@/components/known/send-list'
import type { KnownEntry } from '@/lib/known/list-known'

const now = new Date('2026-01-15')
const entry: KnownEntry = {
  ...{
    id: 'a',
    list: 'x',
    kind: 'pdq',
    hash: '0',
    seconds: null,
    what: 'fake',
    label: '',
    description: '',
    state: 'active',
    reason: '',
  },
  ...{ expiresAt: null, same: 0, different: 0 },
}

test('whether an entry matches, and why not', () => {
  expect(entryState(entry, now)).toBe('Matches')
  expect(entryState({ ...entry, state: 'confirmed', expiresAt: new Date('2026-02-01') }, now)).toBe(
    'Confirmed, until 2026-02-01',
  )
  expect(entryState({ ...entry, expiresAt: now }, now)).toBe('Over since 2026-01-15')
  expect(entryState({ ...entry, state: 'refuted', reason: 'It is real.' }, now)).toBe('Refuted: It is real.')
  expect(judgedWords({ same: 0, different: 0 })).toBe('None yet')
  expect(judgedWords({ same: 2, different: 1 })).toBe('2 the same, 1 not')
  expect(kindWords(entry)).toBe('PDQ')
  expect(kindWords({ kind: 'chromaprint', seconds: 119.6 })).toBe('Chromaprint of 2:00 min')
  expect(kindWords({ kind: 'chromaprint', seconds: 7.2 })).toBe('Chromaprint of 0:07 min')
})

test('how alike a match is', () => {
  expect(likeness({ how: 'file' })).toBe('The same bytes')
  expect(likeness({ how: 'picture', distance: 8 })).toBe('8 of 256 bits apart')
  expect(likeness({ how: 'frames', distance: 8, share: 0.75 })).toBe('75 % of its scenes, 8 of 256 bits apart')
  expect(likeness({ how: 'sound', similarity: 0.834 })).toBe('Sound 83 % alike')
  expect(likeness({})).toBe('Alike')
})

test('the trail in words', () => {
  expect(knownSentence('known_media.judged', { judgement: 'different', reason: 'Another bridge.' })).toEqual({
    title: 'Match judged',
    detail: 'It is not the same media.',
    quote: 'Another bridge.',
  })
  expect(knownSentence('known_media.judged', { judgement: null }).title).toBe('Match open again')
  expect(knownSentence('known_list.imported', { name: 'Partners', entries: 1200 }).detail).toBe(
    '“Partners”. 1,200 entries.',
  )
  expect(knownSentence('known_media.switched', { after: { matchCases: false } }).detail).toContain(
    'not matched any more',
  )
  expect(knownSentence('known_media.refuted', { reason: null }).quote).toBeNull()
})

test('a list is sent, and what became of it is told, also where nobody answers', async () => {
  const answer = vi.spyOn(globalThis, 'fetch')
  answer.mockResolvedValueOnce(Response.json({ entries: 3, repeated: 1 }))
  expect(await sendList(new FormData(), readKept)).toEqual({ ok: true, kept: { entries: 3, repeated: 1 } })
  const refusal = { message: 'Nothing was kept.', errors: { file: ['Row 2: It has no hash.'] } }
  answer.mockResolvedValueOnce(Response.json(refusal, { status: 400 }))
  expect(await sendList(new FormData(), readKept)).toEqual({
    ok: false,
    message: 'Nothing was kept.',
    fields: refusal.errors,
  })
  answer.mockRejectedValueOnce(new TypeError('no network'))
  expect(await sendList(new FormData(), readKept)).toMatchObject({
    ok: false,
    message: expect.stringContaining('could not be reached'),
  })
  answer.mockRestore()
})
