import { describe, expect, it } from 'vitest'
import { actorWords, eventSentence } from '@/components/case/event-sentence'
import { eventNames } from '@/lib/audit/event-names'
import type { AuditEventType } from '@/lib/audit/events'
import { DetectionParameters } from '@/lib/detect/request-parameters'

const usual = DetectionParameters.parse({})

describe('eventSentence', () => {
  it.each(Object.keys(eventNames) as AuditEventType[])('has words for %s, even without facts', (type) => {
    expect(eventSentence({ type, facts: {} }).title).toBe(eventNames[type])
  })
  it('tells a decision: finding, reason, and what the engine had said', () => {
    const facts = { finding: 'cheap_edit', reason: 'Cropped.', label: 'Neutral/Uncertain', score: 0.5 }
    expect(eventSentence({ type: 'case.decided', facts })).toEqual({
      title: 'Decided: Cheap edit',
      detail: 'The detector’s verdict then: Neutral/Uncertain, 50%.',
      quote: 'Cropped.',
    })
  })
  it('tells a decision on a case without a verdict', () => {
    const facts = { finding: 'not_assessable', reason: 'Broken.', label: null, score: null }
    expect(eventSentence({ type: 'case.decided', facts }).detail).toBeNull()
  })
  it('tells what a decision rests on and does', () => {
    const facts = {
      ...{ finding: 'manipulated', reason: 'Dubbed.', label: 'Fake', score: 0.9, kind: 'second' },
      ...{ tracks: { picture: 'authentic', sound: 'synthetic' }, action: 'remove', exhibits: ['A', 'C'] },
      ...{ confidence: 'high', policyId: 'p', policyVersion: 2 },
    }
    expect(eventSentence({ type: 'case.decided', facts }).detail).toBe(
      'As a second look. Picture: Authentic. Sound: Synthetic. Action: remove. It rests on exhibits A, C. Sure of it. ' +
        'By version 2 of the policy. The detector’s verdict then: Fake, 90%.',
    )
  })
  it('names exhibits, first impressions, appeals and what became of a queue', () => {
    const title = (type: AuditEventType, facts: object) => eventSentence({ type, facts: { ...facts } }).title
    expect(title('exhibit.pinned', { label: 'B' })).toBe('Exhibit B pinned')
    expect(title('case.judged_first', { finding: 'authentic' })).toBe('First impression: Authentic')
    expect(title('review.asked', { kind: 'appeal' })).toBe('Appeal opened')
    expect(title('queue.changed', { before: null, after: { name: 'Video' } })).toBe('Queue added')
    expect(title('queue.changed', { before: { name: 'Video' }, after: null })).toBe('Queue archived')
  })
  it('says that a reason was erased', () => {
    const facts = { reason: { erased: true } }
    expect(eventSentence({ type: 'case.escalated', facts })).toMatchObject({
      detail: 'Only a manager or an admin can go on with it. The reason given was erased.',
      quote: null,
    })
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
      'Built-in engine, with part analysed: From 0:05 to the end, no maps drawn.',
    )
    expect(started({ nonsense: { deep: true } })).toBe('Built-in engine.')
  })
  it('tells a verdict and a failure', () => {
    const facts = { label: 'Fake', score: 0.999 }
    expect(eventSentence({ type: 'detection.completed', facts }).title).toBe('Analysis completed: Fake, over 99%')
    expect(eventSentence({ type: 'detection.failed', facts: { reason: 'Too large.' } }).detail).toBe('Too large.')
  })
  it.each<[AuditEventType, object, string | null]>([
    [
      'case.purged',
      { because: 'zero_retention', copies: 2 },
      'It was handed in with zero retention. 2 media files, each looked for again and found to be gone.',
    ],
    ['case.purged', { because: 'withdrawn', copies: 0 }, 'It was deleted over the API. No file had ever arrived.'],
    ['case.purge_failed', {}, 'It is tried again every hour, until it works.'],
    ['batch.opened', { files: 1 }, '1 file.'],
    ['batch.opened', { files: 50 }, '50 files.'],
    ['upload.received', { mediaType: 'video', sizeBytes: 1_200_000_000 }, 'Video, 1.2 GB.'],
    ['source.traced', { label: 'Suno' }, 'It points to Suno.'],
    ['source.traced', { label: null }, 'No generator could be named.'],
    ['feedback.given', { feedback: 'should_be_authentic' }, 'It should have said: authentic.'],
    ['callback.delivered', { status: 204, attempts: 1 }, 'Its receiver answered 204.'],
    ['callback.delivered', { status: 200, attempts: 3 }, 'Its receiver answered 200. After 3 attempts.'],
    ['callback.failed', { reason: 'It answered 500.', attempts: 6 }, 'It answered 500. After 6 attempts.'],
    ['callback.failed', { reason: 'It was deleted.', attempts: 0 }, 'It was deleted.'],
    ['intelligence.failed', { reason: 'The analysis failed.' }, 'The analysis failed.'],
    ['detection.sent', { remoteUuid: 'AB-12' }, 'Its id there is AB-12.'],
    ['detection.sent', {}, null],
    ['detector.tested', { host: 'a.example', ok: true }, 'a.example works.'],
    ['detector.tested', { host: 'a.example', ok: false }, 'a.example does not work.'],
    ['detector.tested', { ok: true }, null],
    [
      'detector.changed',
      { before: { use: 'builtin', host: null }, after: { use: 'remote', host: 'a.example' }, keyReplaced: true },
      'It was the built-in engine; now it is the Detect API at a.example. The key was replaced.',
    ],
    [
      'question.failed',
      { reason: 'The evidence cannot answer this. Questions are …' },
      'The evidence cannot answer this.',
    ],
    ['case.media_fetched', { mediaType: 'image', sha256: null }, 'Image.'],
    ['case.skipped', { reason: 'language' }, '“I do not know its language.”'],
    ['case.skipped', { reason: 'toString' }, null],
    ['case.queued', { queueId: 'q', ruleId: 'r' }, 'By a routing rule.'],
    ['case.queued', { queueId: 'q', ruleId: null }, 'By hand, or because no routing rule fits it.'],
    ['case.analysis_waived', {}, 'Its analysis failed; somebody looks at the media and decides without a verdict.'],
    ['case.closed', { because: 'failed' }, 'It could not be analysed.'],
    ['case.closed', { because: 'erased' }, 'It was erased, so nothing could be written on it any more.'],
    ['case.noted', { mentions: [] }, null],
    ['case.noted', { mentions: ['m', 'n'] }, 'It mentions 2 colleagues.'],
    ['source.judged', { judgement: 'derived' }, 'It is made from the same media.'],
    ['source.judged', { judgement: null }, null],
    ['review.asked', { kind: 'second_review' }, 'Somebody else has to look before the decision counts.'],
    ['review.answered', { outcome: 'overruled' }, 'It came to another decision, which stands instead.'],
    ['policy.published', { version: 3 }, 'Version 3.'],
    ['queue.changed', { before: null, after: { name: 'Video' } }, '“Video”.'],
    ['queue.changed', { before: { name: 'Video' }, after: { name: 'Film' } }, '“Video” is now “Film”.'],
    [
      'queue.changed',
      { before: { name: 'Film' }, after: { name: 'Film', isDefault: true } },
      '“Film”. Whatever no rule sends elsewhere goes there now.',
    ],
    [
      'queue.changed',
      { before: { name: 'Main', isDefault: true }, after: { name: 'Main' } },
      '“Main”. Whatever no rule sends elsewhere goes to another now.',
    ],
    ['queue.ordered', { before: ['a', 'b'], after: ['b', 'a'] }, null],
    ['routing.changed', { before: [{}, {}], after: [{}] }, 'One rule now, 2 before.'],
    [
      'desk.changed',
      { before: { blur: false, grey: true }, after: { blur: true, grey: true } },
      'Media blurred, grey and muted until somebody looks.',
    ],
    [
      'desk.changed',
      { before: { policyId: null }, after: { policyId: 'p' } },
      'Policy for whatever has none of its own.',
    ],
    ['webhook.created', { host: 'a.example' }, 'It goes to a.example.'],
    ['webhook.changed', { paused: true, secretReplaced: true }, 'It is paused. Its secret was replaced.'],
    [
      'webhook.changed',
      { before: { paused: true }, after: { paused: false }, addressReplaced: true, secretReplaced: false },
      'It is sent. Its address was replaced.',
    ],
    ['webhook.delivered', { told: 'decision.made', status: 200, attempts: 1 }, 'Decision made. It answered 200.'],
    [
      'webhook.failed',
      { told: 'case.purged', reason: 'The receiver refused the connection.', attempts: 6 },
      'Media deleted. The receiver refused the connection. After 6 attempts.',
    ],
  ])('tells %s with %j', (type, facts, detail) => {
    expect(eventSentence({ type, facts: { ...facts } }).detail).toBe(detail)
  })
  it('says of a case that its media is not kept', () => {
    const facts = { source: 'api', mediaType: 'image', sha256: null, zeroRetention: true }
    expect(eventSentence({ type: 'case.opened', facts }).detail).toBe(
      'API, image. Zero retention: its media is not kept.',
    )
  })
  it.each(['upload.received', 'feedback.given'] as const)('leaves out facts nobody wrote in %s', (type) => {
    expect(eventSentence({ type, facts: { mediaType: 'toString', feedback: 'toString' } }).detail).toBeNull()
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
