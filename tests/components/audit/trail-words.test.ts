import { expect, test } from 'vitest'
import { facetActor, throughWords, trailActor, trailSentence } from '@/components/audit/trail-words'
import type { AuditEntry } from '@/lib/audit/list-events'

const memberId = '871cc023-ccf7-4163-a88b-7d6a49ac850e'
const names = { [memberId]: 'Mo Moderator' }

function entry(change: Partial<AuditEntry>): AuditEntry {
  return {
    id: 1,
    uid: '5f7b0a52-0c6c-4f0a-9d5c-0f6a3d2b1c4e',
    actorId: null,
    caseId: null,
    leaf: null,
    position: null,
    text: '{}',
    matches: null,
    checkpoint: null,
    type: 'team.created',
    at: new Date('2026-11-22T14:03:09Z'),
    actorKind: 'operator',
    actorName: null,
    channel: 'cli',
    caseNumber: null,
    facts: {},
    ...change,
  }
}

test('a failed sign-in names the account it was for, and why', () => {
  const failed = entry({ type: 'member.sign_in_failed', actorKind: 'visitor', facts: { memberId, why: 'locked' } })
  expect(trailActor(failed, names)).toBe('Mo Moderator')
  expect(trailSentence(failed, names).detail).toMatch(/Too many/)
  expect(trailActor(failed, {})).toBe('A former member')
})

test('who came through the set-up link is told from who worked at the server', () => {
  expect(trailActor(entry({ actorKind: 'visitor' }), names)).toBe('Set-up link')
  expect(trailActor(entry({}), names)).toMatch(/Operator/)
})

test('members and keys are told in words', () => {
  const added = entry({ type: 'member.added', facts: { memberId, role: 'manager' } })
  expect(trailSentence(added, names).detail).toBe('Mo Moderator, as manager.')
  const key = entry({ type: 'key.created', facts: { name: 'importer', scopes: ['read', 'submit'] } })
  expect(trailSentence(key, names).detail).toBe('“importer”, which may read, submit.')
})

test('whom a note names, whom a case goes back to and whose claim lapsed is told by name', () => {
  const noted = entry({ type: 'case.noted', facts: { noteId: 'n', mentions: [memberId, 'gone'] } })
  expect(trailSentence(noted, names).detail).toBe('It mentions Mo Moderator, A former member.')
  const returned = entry({ type: 'case.returned', facts: { to: memberId, reason: 'Yours.' } })
  expect(trailSentence(returned, names)).toMatchObject({ detail: 'To Mo Moderator.', quote: 'Yours.' })
  const lapsed = entry({ type: 'case.claim_lapsed', facts: { memberId } })
  expect(trailSentence(lapsed, names).detail).toMatch(/^Mo Moderator had it/)
})

test('a case that was put in a queue is told with the names of the queues before and after', () => {
  const [late, sound] = ['0b1a6a3e-3a52-4f86-9c1f-d8e7b9f0a111', '0b1a6a3e-3a52-4f86-9c1f-d8e7b9f0a222']
  const queues = { [late]: 'Late', [sound]: 'Sound' }
  const moved = entry({ type: 'case.queued', facts: { caseId: 'c', queueId: sound, before: late, ruleId: 'r' } })
  expect(trailSentence(moved, queues).detail).toBe('From “Late” to “Sound”. By a routing rule.')
  expect(trailSentence(moved, { [sound]: 'Sound' }).detail).toBe('To “Sound”. By a routing rule.')
  expect(trailSentence(moved, {}).detail).toBe('By a routing rule.')
})

test('facts nobody wrote do not break the page', () => {
  const odd = entry({ type: 'member.added', facts: { role: 'toString' } })
  expect(trailSentence(odd, names).detail).toContain('A former member')
  expect(trailSentence(entry({ type: 'key.created', facts: {} }), names).detail).toContain('may do nothing')
})

test('through what somebody acted is said in full', () => {
  expect(throughWords(entry({ channel: 'api', actorKind: 'api-key', actorName: 'importer' }))).toContain('“importer”')
  expect(throughWords(entry({ channel: 'portal', actorKind: 'member' }))).toBe('On the portal, signed in')
  expect(throughWords(entry({ channel: 'portal', actorKind: 'visitor' }))).toContain('not signed in')
  expect(throughWords(entry({}))).toContain('command line')
  expect(facetActor({ kind: 'visitor', name: null })).toBe('Not signed in')
  expect(facetActor({ kind: 'api-key', name: 'importer' })).toBe('API key “importer”')
})
