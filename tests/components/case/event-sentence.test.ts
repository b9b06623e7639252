import { describe, expect, it } from 'vitest'
import { actorWords, eventSentence } from '@/components/case/event-sentence'
import { type AuditEventType, eventNames } from '@/lib/audit/events'
import { DetectionParameters } from '@/lib/detect/request'

const usual = DetectionParameters.parse({})

describe('eventSentence', () => {
  it.each(Object.keys(eventNames) as AuditEventType[])('has words for %s, even without facts', (type) => {
    expect(eventSentence({ type, facts: {} }).title).toBe(eventNames[type])
  })
  it('tells a decision: finding, reason, and what the engine had said', () => {
    const facts = { finding: 'cheap_edit', reason: 'Cropped.', label: 'Neutral/Uncertain', score: 0.5 }
    expect(eventSentence({ type: 'case.decided', facts })).toEqual({
      title: 'Decided: Cheap edit',
      detail: 'The engine’s verdict then: Neutral/Uncertain, 50%.',
      quote: 'Cropped.',
    })
  })
  it('tells a decision on a case without a verdict', () => {
    const facts = { finding: 'not_assessable', reason: 'Broken.', label: null, score: null }
    expect(eventSentence({ type: 'case.decided', facts }).detail).toBeNull()
  })
  it('tells how a case came in', () => {
    const facts = { source: 'url', mediaType: null, sha256: null }
    expect(eventSentence({ type: 'case.opened', facts }).detail).toBe('From a URL.')
    const upload = { source: 'upload', mediaType: 'audio', sha256: 'ab'.repeat(32) }
    expect(eventSentence({ type: 'case.opened', facts: upload }).detail).toBe('Upload, audio, SHA-256 abababababab….')
  })
  it('tells only the parameters that differ from the usual', () => {
    const started = (parameters: object) =>
      eventSentence({ type: 'detection.started', facts: { detector: 'builtin', parameters } }).detail
    expect(started(usual)).toBe('Built-in engine.')
    expect(started({ ...usual, visualize: false, startRegion: 5 })).toBe(
      'Built-in engine, with part analysed: From 0:05 to the end, maps drawn: No.',
    )
    expect(started({ nonsense: { deep: true } })).toBe('Built-in engine.')
  })
  it('tells a verdict and a failure', () => {
    const facts = { label: 'Fake', score: 0.999 }
    expect(eventSentence({ type: 'detection.completed', facts }).title).toBe('Analysis completed: Fake, over 99%')
    expect(eventSentence({ type: 'detection.failed', facts: { reason: 'Too large.' } }).detail).toBe('Too large.')
  })
  it('shows an event of a later version by its own name', () => {
    expect(eventSentence({ type: 'case.sealed' as AuditEventType, facts: {} }).title).toBe('case.sealed')
  })
})

describe('actorWords', () => {
  it('names people and keys, and says what else acted', () => {
    expect(actorWords({ actorKind: 'member', actorName: 'Ada' })).toBe('Ada')
    expect(actorWords({ actorKind: 'member', actorName: null })).toBe('A former member')
    expect(actorWords({ actorKind: 'api-key', actorName: null })).toBe('An API key')
    expect(actorWords({ actorKind: 'worker', actorName: null })).toBe('Docket')
    expect(actorWords({ actorKind: 'operator', actorName: null })).toBe('Operator at the server')
  })
})
