import { describe, expect, test } from 'vitest'
import { DetectionItem } from '@/lib/detect/item-detection'
import { DetectionParameters } from '@/lib/detect/request-parameters'
import { type DetectionRecord, detectionItem, type KeptEvidence } from '@/lib/detect/response'
import { piece } from '../support/examined'
import { analysis } from '../support/rows'

const addressOf = (id: string) => `http://docket.test/api/media/${id}`

function record(asked: Partial<DetectionParameters>, change: Partial<DetectionRecord> = {}): DetectionRecord {
  const { evidence: _evidence, preview: _preview, peaks: _peaks, ...result } = analysis()
  return {
    id: '0f1e2d3c-4b5a-4978-8796-a5b4c3d2e1f0',
    status: 'completed',
    parameters: DetectionParameters.parse({ visualize: false, ...asked }),
    result,
    errorMessage: null,
    progress: 1,
    stage: null,
    createdAt: new Date('2026-03-04T05:06:07.089Z'),
    updatedAt: new Date('2026-03-04T05:06:08Z'),
    case: { number: 7, title: 'photo.png', mediaType: 'image', zeroRetention: false, fileDeletedAt: null },
    original: { id: 'orig-1', filename: 'photo.png', durationSeconds: null },
    intelligence: null,
    sourceTracing: null,
    evidence: [],
    copies: [],
    ...change,
  }
}

const keptPiece = (check: 'sound.voice'): KeptEvidence => {
  const { carded: _carded, ...rest } = piece(check)
  return { ...rest, region: null, time: null, mapMediaId: null, mapCaption: null }
}

const emitted = (given: DetectionRecord) => {
  const item = JSON.parse(JSON.stringify(detectionItem(given, addressOf)))
  // Nothing beyond what is documented, and all of it.
  expect(DetectionItem.parse(item)).toEqual(item)
  return item
}

test('a base rate is told where scores began from one', () => {
  const result = record({}).result!
  expect(emitted(record({}, { result: { ...result, baseRate: 0.05 } })).docket.base_rate).toBe(0.05)
  expect(emitted(record({})).docket).not.toHaveProperty('base_rate')
})

describe('the family of a robotic voice', () => {
  const hit = {
    status: 'hit',
    points: 'synthetic',
    explain: 'It sounds so.',
    facts: { voiceFamily: 'eSpeak' },
  } as const
  const heard = (change: Partial<KeptEvidence>, asked = true) => {
    const voice = { ...keptPiece('sound.voice'), ...hit, ...change }
    const spoken = { ...record({}).result!, mediaType: 'audio' as const }
    return emitted(record({ audioSourceTracing: asked }, { result: spoken, evidence: [voice] }))
  }

  test('is told where the check fired and it was asked for, although the sound is not judged fake', () => {
    const { docket, metrics, audio_source_tracing } = heard({})
    expect(docket.voice_family).toEqual({ label: 'eSpeak', says: 'It sounds so.' })
    expect([metrics.label, audio_source_tracing]).toEqual(['inconclusive', null])
    expect(heard({ facts: { voiceFamily: null } }).docket.voice_family).toMatchObject({ label: null })
  })

  test('is not told where it was not asked for, where it did not fire, or for what another API heard', () => {
    expect(heard({}, false).docket).not.toHaveProperty('voice_family')
    expect(heard({ status: 'clear' }).docket).not.toHaveProperty('voice_family')
    expect(heard({ check: 'remote.sound' }).docket).not.toHaveProperty('voice_family')
  })
})

describe('reverse search', () => {
  const copies = [
    { url: 'http://docket.test/cases/3', title: 'a.png', finding: 'synthetic', label: 'Real' },
    { url: 'http://docket.test/cases/2', title: 'b.png', finding: null, label: 'Real' },
    { url: 'http://docket.test/cases/1', title: 'c.png', finding: null, label: null },
  ]

  test('names exact copies, a person’s finding before the machine’s label, and says what was searched', () => {
    const item = emitted(record({ useReverseSearch: true }, { copies }))
    const sources = item.image_metrics.reverse_image_search_sources
    expect(sources.map(({ verdict }: { verdict: string }) => verdict)).toEqual(['synthetic', 'Real', null])
    expect(sources[0]).toEqual({
      url: 'http://docket.test/cases/3',
      title: 'a.png',
      reason: expect.stringMatching(/byte for byte.*Nothing was sent out/),
      verdict: 'synthetic',
      similarity: 1,
    })
    expect(item.docket.reverse_search).toEqual({ searched: true, says: expect.stringMatching(/Only this team’s own/) })
  })

  test('an empty list where there is none; nothing at all where it was not asked for, or is no picture', () => {
    expect(emitted(record({ useReverseSearch: true })).image_metrics.reverse_image_search_sources).toEqual([])
    const plain = emitted(record({}))
    expect(plain.image_metrics).not.toHaveProperty('reverse_image_search_sources')
    expect(plain.docket).not.toHaveProperty('reverse_search')
    const running = emitted(record({ useReverseSearch: true }, { status: 'processing', result: null }))
    expect(running.docket).not.toHaveProperty('reverse_search')
  })

  test('under zero retention nothing was compared, and it says so', () => {
    const its = {
      number: 7,
      title: 'redacted_a.png',
      mediaType: 'image',
      zeroRetention: true,
      fileDeletedAt: null,
    } as const
    const item = emitted(record({ useReverseSearch: true }, { case: its }))
    expect(item.image_metrics).toMatchObject({ image: null, reverse_image_search_sources: [] })
    expect(item.docket.reverse_search).toMatchObject({ searched: false })
    expect(item).toMatchObject({ url: null, audio_url: null, zero_retention_mode: true, file_deleted_at: null })
  })
})

describe('out of distribution', () => {
  const sound = (facts: object = {}, doubts: object[] = [], asked: Partial<DetectionParameters> = {}) => {
    const plain = record({ useOodDetector: true, ...asked })
    const result = {
      ...plain.result,
      mediaType: 'audio',
      facts: { ...plain.result!.facts, durationSeconds: 12, sampleRate: 44_100, ...facts },
      doubts,
    } as NonNullable<DetectionRecord['result']>
    return emitted({ ...plain, result, case: { ...plain.case, mediaType: 'audio' } })
  }

  test('what is ordinary is not called inside, for nothing here could tell', () => {
    const item = sound()
    expect(item.use_ood_detector).toBe(true)
    expect(item.docket.out_of_distribution).toEqual({
      outside: null,
      reasons: [expect.stringMatching(/has no detector trained on sound/)],
    })
  })

  test.each([
    ['silent', {}, [{ code: 'no_speech', says: 'Silent.' }], /^Silent\.$/],
    ['cut off', {}, [{ code: 'incomplete', says: 'Cut off.' }], /^Cut off\.$/],
    ['mostly without speech', {}, [{ code: 'little_speech', says: 'Little speech.' }], /^Little speech\.$/],
    ['short', { durationSeconds: 0.99 }, [], /^Only 0\.99 seconds/],
    ['of a low rate', { sampleRate: 15_999 }, [], /15,999 Hz/],
  ])('outside where it is %s', (_what, facts, doubts, says) => {
    expect(sound(facts, doubts).docket.out_of_distribution).toEqual({
      outside: true,
      reasons: [expect.stringMatching(says)],
    })
  })

  test('the boundaries, the part asked for, and several reasons at once', () => {
    const at = (facts: object, asked = {}) => sound(facts, [], asked).docket.out_of_distribution
    expect(at({ durationSeconds: 1, sampleRate: 16_000 })).toMatchObject({ outside: null })
    expect(at({}, { startRegion: 2, endRegion: 2.5 })).toMatchObject({ outside: true })
    expect(at({ durationSeconds: 0.5, sampleRate: 8000 }).reasons).toHaveLength(2)
    expect(at({ durationSeconds: null, sampleRate: null })).toMatchObject({ outside: null })
    expect(sound({}, [{ code: 'short', says: 'Short.' }]).docket.out_of_distribution).toMatchObject({ outside: null })
  })

  test('nothing of it where it was not asked for, for pictures, and before the end', () => {
    expect(sound({}, [], { useOodDetector: false }).docket).not.toHaveProperty('out_of_distribution')
    expect(emitted(record({ useOodDetector: true })).docket).not.toHaveProperty('out_of_distribution')
    const running = record({ useOodDetector: true }, { status: 'processing', result: null })
    expect(emitted(running).docket).not.toHaveProperty('out_of_distribution')
  })
})

test('reports and source tracings are emitted as they are documented', () => {
  const createdAt = new Date('2026-03-04T05:06:07Z')
  const ids = {
    id: '7c1d9e0a-5b2f-4d6e-8a3c-0b9f1e2d4c6a',
    detectionId: '0f1e2d3c-4b5a-4978-8796-a5b4c3d2e1f0',
    createdAt,
  }
  const description = {
    authenticity_analysis: 'Nothing decides.',
    digitally_altered: { detected: false, confidence: 0, alterations: '' },
  }
  const item = emitted(
    record(
      { intelligence: true, audioSourceTracing: true },
      {
        intelligence: { ...ids, status: 'completed', description, errorMessage: null },
        sourceTracing: { ...ids, label: null, errorMessage: 'Its marks name none.' },
      },
    ),
  )
  expect(item.intelligence).toEqual({
    uuid: '7c1d9e0a5b2f4d6e8a3c0b9f1e2d4c6a',
    status: 'completed',
    description,
    error_message: null,
    created_at: '2026-03-04T05:06:07.000Z',
    detect_uuid: '0f1e2d3c4b5a49788796a5b4c3d2e1f0',
  })
  expect(item.audio_source_tracing).toEqual({ label: null, error_message: 'Its marks name none.' })
})
