import { describe, expect, test } from 'vitest'
import { kindNames, kindOf } from '@/components/case/timeline-kinds'
import { timelineWords, withWords } from '@/components/case/timeline-words'
import { eventNames } from '@/lib/audit/event-names'
import type { AuditEventType } from '@/lib/audit/events'
import { lookTypes } from '@/lib/audit/looks'
import type { RailNote } from '@/lib/cases/read-rail'

describe('kindOf', () => {
  test('every event is of a kind that is offered', () => {
    const types = Object.keys(eventNames) as AuditEventType[]
    expect(types.filter((type) => !kindNames.includes(kindOf(type)))).toEqual([])
    expect(lookTypes.map(kindOf)).toEqual(lookTypes.map(() => 'looks'))
  })

  test.each<[AuditEventType, string]>([
    ['case.decided', 'decisions'],
    ['review.asked', 'decisions'],
    ['case.noted', 'notes'],
    ['exhibit.pinned', 'notes'],
    ['source.judged', 'notes'],
    ['source.traced', 'analyses'],
    ['detection.completed', 'analyses'],
    ['case.claimed', 'handling'],
    ['case.purged', 'retention'],
    ['erasure.requested', 'retention'],
    ['callback.delivered', 'sent'],
    ['media.unblurred', 'looks'],
    ['of.tomorrow' as AuditEventType, 'handling'],
  ])('%s: %s', (type, kind) => {
    expect(kindOf(type)).toBe(kind)
  })
})

describe('withWords', () => {
  const note = (id: string, body: string | null, mentions: string[] = [], removedAt: Date | null = null) =>
    ({ id, body, mentions, removedAt }) as RailNote
  const words = timelineWords({
    notes: [
      note('n1', 'Look at the hand.', ['m1']),
      note('n2', null, [], new Date(0)),
      note('n3', 'Plain.'),
      note('n4', null),
    ],
    names: { m1: 'Ada' },
    queueNames: { q1: 'Main', q2: 'Elections' },
  })
  const plain = { title: 'Note written', detail: 'It mentions one colleague.', quote: null }

  test('a note is told in its own words, a removed one is not', () => {
    const of = (noteId: string) => withWords(plain, { type: 'case.noted', facts: { noteId } }, words)
    expect(of('n1')).toEqual({ title: 'Note written', detail: 'To Ada.', quote: 'Look at the hand.' })
    expect(of('n2')).toEqual({ title: 'Note written', detail: 'It was removed since.', quote: null })
    expect(of('n4').detail).toBe('Its words were deleted with the media.')
    expect(of('n3')).toMatchObject({ quote: 'Plain.' })
    // Not there for this reader: an impression is owed, or the words are gone.
    expect(of('gone')).toEqual(plain)
    expect(of('toString')).toEqual(plain)
  })

  test('queues are told by their names: where it went, and from where, which older entries leave out', () => {
    const by = { title: 'Put in a queue', detail: 'By a routing rule.', quote: null }
    const of = (facts: Record<string, unknown>) => withWords(by, { type: 'case.queued', facts }, words).detail
    expect(of({ queueId: 'q2', before: 'q1' })).toBe('From “Main” to “Elections”. By a routing rule.')
    expect(of({ queueId: 'q2' })).toBe('To “Elections”. By a routing rule.')
    expect(of({ queueId: 'q2', before: 'gone' })).toBe('To “Elections”. By a routing rule.')
    expect(of({ queueId: 'toString', before: 'q1' })).toBe('From “Main”. By a routing rule.')
    expect(of({ queueId: 'gone' })).toBe('By a routing rule.')
  })

  test('people are told by their names, where they are known', () => {
    const sentence = { title: 'x', detail: null, quote: 'Why.' }
    const returned = (to: string) => withWords(sentence, { type: 'case.returned', facts: { to } }, words)
    expect(returned('m1')).toEqual({ title: 'x', detail: 'To Ada.', quote: 'Why.' })
    expect(returned('m9')).toEqual(sentence)
    const lapsed = { type: 'case.claim_lapsed' as const, facts: { memberId: 'm1' } }
    expect(withWords(sentence, lapsed, words).detail).toBe('Ada had it and showed no sign of life.')
    expect(withWords(sentence, { type: 'case.decided', facts: {} }, words)).toBe(sentence)
  })
})
