import { describe, expect, test } from 'vitest'
import { eventSentence } from '@/components/case/event-sentence'
import { ruleValue } from '@/components/case/proof-words'

const rules = { portalDefault: false, portalRule: false, portalWindow: 1440, apiWindow: 0, keepSeenHash: false }

describe('the trail’s own events', () => {
  test('say what a check found', () => {
    const facts = { ok: true, entries: 1200, checkpoints: 1, problems: 0 }
    expect(eventSentence({ type: 'trail.verified', facts })).toMatchObject({
      title: 'Trail verified: nothing was changed',
      detail: '1,200 entries and 1 signed checkpoint.',
    })
    expect(eventSentence({ type: 'trail.verified', facts: { ...facts, ok: false, problems: 2 } }).title).toBe(
      'Trail verified: 2 problems found',
    )
  })

  test('say what was exported', () => {
    const facts = { entries: 1, format: 'csv', query: 'via=api' }
    expect(eventSentence({ type: 'trail.exported', facts }).detail).toBe('1 entry as CSV. Narrowed by via=api.')
    expect(eventSentence({ type: 'trail.exported', facts: { ...facts, query: { erased: true } } }).detail).toBe(
      '1 entry as CSV. The filter was erased.',
    )
  })
})

describe('what was erased', () => {
  test('is said plainly, and nothing of it is shown', () => {
    const told = eventSentence({ type: 'case.decided', facts: { finding: 'authentic', reason: { erased: true } } })
    expect(told).toMatchObject({ quote: null, detail: 'The reason given was erased.' })
    expect(told.title).toContain('Authentic')
    expect(eventSentence({ type: 'case.opened', facts: { sha256: { erased: true } } }).detail).toContain('was erased')
  })
})

describe('retention', () => {
  test('tells which rules changed, and to what', () => {
    const facts = { before: rules, after: { ...rules, portalRule: true, portalWindow: 2880 } }
    expect(eventSentence({ type: 'retention.changed', facts }).detail).toBe(
      'Zero retention required on the portal: on; Deleted after hand-in on the portal: 2 days.',
    )
    expect(eventSentence({ type: 'retention.changed', facts: { before: rules, after: rules } }).detail).toMatch(
      /Nothing/,
    )
  })

  test('reads windows as people say them', () => {
    expect([0, 1, 60, 90, 1440, 2880].map((minutes) => ruleValue('apiWindow', minutes))).toEqual([
      'as soon as the analysis has ended',
      '1 minute',
      '1 hour',
      '90 minutes',
      '1 day',
      '2 days',
    ])
  })

  test('has words for every reason of a purge', () => {
    for (const because of ['zero_retention', 'withdrawn', 'manual', 'erasure', 'key_lost']) {
      expect(
        eventSentence({ type: 'case.purged', facts: { because, copies: 2, receipt: 'ab'.repeat(32) } }).detail,
      ).toMatch(/2 media files, each looked for again and found to be gone\. Receipt abababababab…$/)
      expect(eventSentence({ type: 'case.purge_asked', facts: { because } }).detail).toBeTruthy()
    }
  })
})
