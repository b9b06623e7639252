import { describe, expect, test } from 'vitest'
import { DetectionParameters } from '@/lib/detect/request-parameters'
import { type DetectionRecord, detectionItem, type KeptEvidence } from '@/lib/detect/response'
import { consistencyOf } from '@/lib/detect/response-metrics'
import type { DetectionResult } from '@/lib/detect/result'
import { banner } from '@/lib/engine/analysis'
import { analysis } from '../support/rows'

const addressOf = (id: string) => `http://docket.test/api/media/${id}`

const piece: KeptEvidence = {
  check: 'edit.ghost',
  title: 'JPEG ghosts',
  family: 'edit',
  points: 'manipulated',
  status: 'hit',
  llr: 1.23456,
  strong: false,
  explain: 'Part of the picture was saved differently.',
  doesNotShow: 'It does not show who did it.',
  facts: { quality: 80 },
  region: { left: 0.1, top: 0.2, width: 0.3, height: 0.4 },
  time: null,
  mapMediaId: 'map-1',
  mapCaption: 'Brighter: more likely saved twice.',
}

function result(change: Parameters<typeof analysis>[0] = {}): DetectionResult {
  const { evidence: _evidence, preview: _preview, ...kept } = analysis(change)
  return kept
}

function record(change: Partial<DetectionRecord> = {}): DetectionRecord {
  return {
    id: '0F1E2D3C-4b5a-4978-8796-a5b4c3d2e1f0'.toLowerCase(),
    status: 'completed',
    parameters: DetectionParameters.parse({ visualize: false }),
    result: result({
      verdict: { label: 'Likely fake', score: 0.71239, synthetic: 0.5, manipulated: 0.71239, summary: 'Edited.' },
    }),
    errorMessage: null,
    progress: 1,
    stage: null,
    createdAt: new Date('2026-03-04T05:06:07.089Z'),
    updatedAt: new Date('2026-03-04T05:06:08Z'),
    case: { number: 7, title: 'photo.png', mediaType: 'image', zeroRetention: false, fileDeletedAt: null },
    original: { id: 'orig-1', filename: 'photo.png', durationSeconds: null },
    intelligence: null,
    sourceTracing: null,
    evidence: [piece],
    copies: [],
    ...change,
  }
}

const visualized = { parameters: DetectionParameters.parse({ visualize: true }) }

test('a completed picture, field for field', () => {
  expect(detectionItem(record(), addressOf)).toEqual({
    uuid: '0f1e2d3c4b5a49788796a5b4c3d2e1f0',
    status: 'completed',
    media_type: 'image',
    metrics: {},
    image_metrics: {
      type: 'FinalResult',
      label: 'Likely fake',
      score: 0.7124,
      image: addressOf('orig-1'),
      ifl: null,
      children: [
        {
          type: 'Evidence',
          check: 'edit.ghost',
          title: 'JPEG ghosts',
          family: 'edit',
          points: 'manipulated',
          status: 'hit',
          llr: 1.2346,
          strong: false,
          explain: piece.explain,
          does_not_show: piece.doesNotShow,
          facts: { quality: 80 },
          region: piece.region,
          time: null,
          image: null,
          caption: null,
        },
      ],
    },
    video_metrics: null,
    audio_source_tracing: null,
    intelligence: null,
    c2pa_manifest: {
      validation_state: 'NotPresent',
      active_manifest: null,
      manifests: {},
      validation_results: { success: [], failure: [] },
      message: 'None.',
    },
    url: addressOf('orig-1'),
    audio_url: addressOf('orig-1'),
    filename: 'photo.png',
    duration: null,
    modality: 'all',
    face_only: false,
    visualize: false,
    audio_source_tracing_enabled: false,
    use_ood_detector: false,
    extra_params: {},
    zero_retention_mode: false,
    file_deleted_at: null,
    error_message: null,
    created_at: '2026-03-04T05:06:07.089Z',
    updated_at: '2026-03-04T05:06:08.000Z',
    docket: {
      case_number: 7,
      banner,
      summary: 'Edited.',
      coverage: '1 of 2 checks applied.',
      doubts: [],
      stage: null,
      progress: 1,
    },
  })
})

test('maps are shown only when they were asked for', () => {
  const { image_metrics: metrics } = detectionItem(record(visualized), addressOf)
  expect(metrics).toMatchObject({
    image: addressOf('map-1'),
    ifl: { score: 0.7124, heatmap: addressOf('map-1') },
    children: [{ image: addressOf('map-1'), caption: piece.mapCaption }],
  })
  expect(JSON.stringify(detectionItem(record(), addressOf))).not.toContain('map-1')
})

test('while it is processing there is nothing to read yet, and nothing is invented', () => {
  const item = detectionItem(
    record({ status: 'processing', result: null, evidence: [], progress: 0.4, stage: 'Reading' }),
    addressOf,
  )
  expect(item).toMatchObject({
    status: 'processing',
    media_type: 'image',
    metrics: {},
    image_metrics: null,
    video_metrics: null,
    c2pa_manifest: { validation_state: 'Unavailable', message: 'Not checked yet.' },
    error_message: null,
    docket: { stage: 'Reading', progress: 0.4, summary: null, coverage: null },
  })
})

test('a URL that has not been fetched has a title and no media', () => {
  const item = detectionItem(
    record({
      status: 'processing',
      result: null,
      original: null,
      case: { number: 1, title: 'clip', mediaType: null, zeroRetention: false, fileDeletedAt: null },
    }),
    addressOf,
  )
  expect(item).toMatchObject({ media_type: null, url: null, audio_url: null, filename: 'clip', duration: null })
})

test('a failure says why', () => {
  const item = detectionItem(
    record({ status: 'failed', result: null, evidence: [], errorMessage: 'Cannot be read.' }),
    addressOf,
  )
  expect(item).toMatchObject({ status: 'failed', error_message: 'Cannot be read.', metrics: {}, image_metrics: null })
})

test('with experts, intelligence is an array', () => {
  expect(detectionItem(record(), addressOf, true).intelligence).toEqual([])
})

describe('sound', () => {
  const sound = (verdict: Partial<DetectionResult['verdict']>, more: object = {}) =>
    record({
      result: result({
        mediaType: 'audio',
        verdict: { label: 'Fake', score: 0.97, synthetic: 0.97, manipulated: 0.5, summary: 'x', ...verdict },
        facts: { ...result().facts, durationSeconds: 12.5 },
        ...more,
      }),
      case: { number: 1, title: 'a.wav', mediaType: 'audio', zeroRetention: false, fileDeletedAt: null },
    })

  test('numbers are strings, and a window that was not judged is null', () => {
    const item = detectionItem(sound({}), addressOf)
    expect(item).toMatchObject({ media_type: 'audio', duration: 12.5, image_metrics: null, video_metrics: null })
    expect(item.metrics).toEqual({
      label: 'fake',
      score: Array(7).fill(null),
      consistency: '',
      aggregated_score: '0.97',
    })
    expect(detectionItem({ ...sound({}), ...visualized }, addressOf).metrics).toHaveProperty(
      'image',
      addressOf('map-1'),
    )
  })

  test.each([
    [{ frameLength: 4 }, 4],
    [{ frameLength: 1, startRegion: 3, endRegion: 5.5 }, 3],
    [{ startRegion: 10 }, 2],
    [{ endRegion: 100 }, 7],
    [{ startRegion: 20 }, 0],
    [{ maxVideoSecs: 1 }, 7],
  ])('of the part that was analysed: %o', (parameters, windows) => {
    const asked = { parameters: DetectionParameters.parse({ visualize: false, ...parameters }) }
    expect(detectionItem({ ...sound({}), ...asked }, addressOf).metrics).toHaveProperty(
      'score',
      Array(windows).fill(null),
    )
  })

  test('windows have the scores they were given, in their places, and agree as far as they do', () => {
    const windows = [0.9, 0.5, null, 0.7, 0.7, null].map((score, i) => ({
      ...{ start: 3 + i * 2, end: 5 + i * 2, score, speech: null },
    }))
    const asked = { parameters: DetectionParameters.parse({ visualize: false, startRegion: 3, endRegion: 12 }) }
    const { metrics } = detectionItem({ ...sound({}, { windows }), ...asked }, addressOf)
    expect(metrics).toHaveProperty('score', ['0.9', '0.5', null, '0.7', '0.7'])
    // Mean 0.7, deviation sqrt(0.08 / 4).
    expect(metrics).toHaveProperty('consistency', '0.7172')
  })

  test.each([
    [[null, 0.4], ''],
    [[0.3, 0.3, null], '1.0'],
    [[0, 1], '0.0'],
  ])('the consistency of %j is %j', (scores, consistency) => expect(consistencyOf(scores)).toBe(consistency))

  test('a length that is not known makes no windows', () => {
    const item = detectionItem(sound({}, { facts: result().facts }), addressOf)
    expect(item.metrics).toHaveProperty('score', [])
  })

  test.each([
    ['Fake', 'fake'],
    ['Likely fake', 'likely fake'],
    ['Neutral/Uncertain', 'inconclusive'],
    ['Likely real', 'likely real'],
    ['Real', 'real'],
  ] as const)('%s is %s', (label, spelled) => {
    expect(detectionItem(sound({ label, score: 1 }), addressOf).metrics).toMatchObject({
      label: spelled,
      aggregated_score: '1.0',
    })
  })

  test('no speech is -1.0, unless something moved the score or decided', () => {
    const aggregated = (verdict: Parameters<typeof sound>[0], more: object = {}) => {
      const doubts = [{ code: 'no_speech' as const, says: 'No speech.' }]
      return detectionItem(sound(verdict, { doubts, ...more }), addressOf).metrics.aggregated_score
    }
    const uncertain = { label: 'Neutral/Uncertain' as const }
    expect(aggregated({ ...uncertain, score: 0.5 })).toBe('-1.0')
    expect(aggregated({})).toBe('0.97')
    // A model without a counted test, and evidence of editing by the most it may move.
    expect(aggregated({ ...uncertain, score: 0.6682 })).toBe('0.6682')
    expect(aggregated({ ...uncertain, score: 0.8022 })).toBe('0.8022')
    expect(aggregated({ ...uncertain, score: 0.1 })).toBe('0.1')
    // From a base rate on: nothing moved it, or a mark of a generator did, back to about a half.
    expect(aggregated({ ...uncertain, score: 1 / (1 + 19) }, { baseRate: 0.05 })).toBe('-1.0')
    expect(aggregated({ ...uncertain, score: 0.5 }, { baseRate: 0.05 })).toBe('0.5')
  })

  test('so is that of a video’s sound by itself', () => {
    const doubts = [{ code: 'no_speech' as const, says: 'No speech.' }]
    const aggregated = (score: number) => {
      const own = { mediaType: 'video', doubts, sound: { label: 'Neutral/Uncertain', score } }
      return detectionItem(sound({ label: 'Neutral/Uncertain', score: 0.8 }, own), addressOf).metrics.aggregated_score
    }
    expect([aggregated(0.5), aggregated(0.6682)]).toEqual(['-1.0', '0.6682'])
  })

  test('of a part of a long recording, four hours from its beginning on have windows', () => {
    const hours = (of: number) => of * 3600
    const windows = [0, 1, 7199].map((at) => ({ start: 3600 + at * 2, end: 3602 + at * 2, score: 0.25, speech: true }))
    const facts = { ...result().facts, durationSeconds: hours(6) }
    const asked = { parameters: DetectionParameters.parse({ visualize: false, startRegion: hours(1) }) }
    const { score } = detectionItem({ ...sound({}, { windows, facts }), ...asked }, addressOf).metrics
    expect(score).toHaveLength(hours(4) / 2)
    expect([score?.[0], score?.[1], score?.[2], score?.at(-1)]).toEqual(['0.25', '0.25', null, '0.25'])
  })
})

describe('video', () => {
  const verdict = (score: number) => ({
    label: 'Likely real' as const,
    score,
    synthetic: score,
    manipulated: 0,
    summary: '',
  })
  const frames = [0, 1, 2, 3, 4].map((second) => ({ second, verdict: verdict(second / 10), hits: [] }))
  const video = (parameters: object = {}) =>
    record({
      parameters: DetectionParameters.parse({ visualize: false, ...parameters }),
      result: result({ mediaType: 'video', frames, verdict: { ...verdict(0.25), label: 'Likely real' } }),
      case: { number: 1, title: 'a.mp4', mediaType: 'video', zeroRetention: false, fileDeletedAt: null },
    })

  test('certainty counts from the base rate, where one was set: a score that nothing moved is certain of nothing', () => {
    const given = video()
    const from = (baseRate: number, score: number) => {
      const judged = {
        ...given.result!,
        baseRate,
        verdict: verdict(score),
        frames: [{ ...frames[0]!, verdict: verdict(score) }],
      }
      const { certainty, children } = detectionItem({ ...given, result: judged }, addressOf).video_metrics!
      const [chunk] = children[0]!.children
      expect([children[0], chunk, chunk?.children[0]].map((node) => node?.certainty)).toEqual(Array(3).fill(certainty))
      return certainty
    }
    expect([from(0.05, 0.05), from(0.8, 0.8), from(0.5, 0.5)]).toEqual([0, 0, 0])
    expect([from(0.2, 0.6), from(0.2, 0.1), from(0.2, 1), from(0.2, 0)]).toEqual([0.5, 0.5, 1, 1])
  })

  test('three levels, with chunks of frame_length seconds judged by their worst frame', () => {
    const item = detectionItem(video(), addressOf)
    expect(item).toMatchObject({ metrics: {}, image_metrics: null })
    expect(item.video_metrics).toMatchObject({ label: 'Likely real', score: 0.25, certainty: 0.5 })
    expect(item.video_metrics).not.toHaveProperty('treeview')
    const [whole] = item.video_metrics!.children
    expect(whole).toMatchObject({
      type: 'VideoResult',
      conclusion: 'Likely real',
      score: 0.25,
      certainty: 0.5,
      'certainty (%)': '50.0',
    })
    expect(whole!.children.map(({ timestamp, score, children }) => [timestamp, score, children.length])).toEqual([
      [0, 0.1, 2],
      [2, 0.3, 2],
      [4, 0.4, 1],
    ])
    expect(whole!.children[0]).toMatchObject({ type: 'VideoChunkResult' })
    expect(whole!.children[0]!.children[1]).toEqual({
      type: 'VideoFrameResult',
      conclusion: 'Likely real',
      score: 0.1,
      certainty: 0.8,
      'certainty (%)': '80.0',
      timestamp: 1,
    })
  })

  test.each([
    [{ startRegion: 1 }, [1, 3, 5]],
    [{ startRegion: 0.5, frameLength: 3 }, [0.5, 3.5]],
    [{ frameLength: 1 }, [1, 2, 3, 4, 5]],
    [{ frameLength: 4, maxVideoSecs: 6 }, [0, 4]],
  ])('chunks count from the part asked for: %o', (parameters, starts) => {
    const part = video(parameters)
    part.result!.frames = [1, 2, 3, 4, 5.04].map((second) => ({ second, verdict: verdict(0.5), hits: [] }))
    const [whole] = detectionItem(part, addressOf).video_metrics!.children
    expect(whole!.children.map(({ timestamp }) => timestamp)).toEqual(starts)
    for (const { timestamp, children } of whole!.children) {
      const frameLength = part.parameters.frameLength
      for (const frame of children) {
        expect(frame.timestamp).toBeGreaterThanOrEqual(timestamp!)
        expect(frame.timestamp).toBeLessThan(timestamp! + frameLength)
      }
    }
  })

  test('frames that nothing judged are left out, with chunks that have no other; models stand side by side', () => {
    const some = video({ visualize: true })
    const models = [
      { model: 'a', score: 0.12345 },
      { model: 'b', score: 0.9 },
    ]
    some.result!.frames = frames.map((frame) =>
      frame.second === 3 ? { ...frame, models } : { ...frame, verdict: null },
    )
    const [whole] = detectionItem(some, addressOf).video_metrics!.children
    expect(whole!.children).toMatchObject([{ timestamp: 2, score: 0.3, children: [{ timestamp: 3, score: 0.3 }] }])
    expect(whole!.children[0]!.children[0]!.models).toEqual([{ model: 'a', score: 0.1235 }, models[1]])
    some.result!.frames = some.result!.frames.map((frame) => ({ ...frame, verdict: null }))
    expect(detectionItem(some, addressOf).video_metrics!.children).toMatchObject([{ children: [] }])
  })

  test('a level can be empty, and the tree is drawn when asked for', () => {
    const empty = video()
    empty.result!.frames = []
    expect(detectionItem(empty, addressOf).video_metrics!.children).toMatchObject([{ children: [] }])
    expect(detectionItem(video({ visualize: true }), addressOf).video_metrics!.treeview).toContain(
      '2 s: Likely real (0.3)',
    )
  })

  test('its sound has a verdict of its own in metrics, with its windows, and never takes that of the whole', () => {
    const heard = video({ visualize: true })
    const windows = [0, 2].map((start) => ({ start, end: start + 2, score: 0.75, speech: true }))
    heard.result = {
      ...heard.result!,
      facts: { ...heard.result!.facts, durationSeconds: 5 },
      sound: { label: 'Neutral/Uncertain', score: 0.5 },
      windows,
    }
    expect(detectionItem(heard, addressOf)).toMatchObject({
      metrics: {
        label: 'inconclusive',
        score: ['0.75', '0.75', null],
        consistency: '1.0',
        aggregated_score: '0.5',
        image: addressOf('map-1'),
      },
      video_metrics: { label: 'Likely real', score: 0.25 },
    })
    heard.result.doubts = [{ code: 'no_speech', says: 'No speech.' }]
    expect(detectionItem(heard, addressOf).metrics).toHaveProperty('aggregated_score', '-1.0')
    heard.result.sound = { label: 'Fake', score: 0.97 }
    expect(detectionItem(heard, addressOf).metrics).toMatchObject({ label: 'fake', aggregated_score: '0.97' })
    heard.result.sound = null
    expect(detectionItem(heard, addressOf).metrics).toEqual({})
  })

  test('judged by its sound alone, the verdict is in metrics', () => {
    const item = detectionItem(video({ modality: 'audio' }), addressOf)
    expect(item.video_metrics).toBeNull()
    expect(item.metrics).toMatchObject({ label: 'likely real', aggregated_score: '0.25' })
  })
})

test('validation results are an object that keeps what failed apart', () => {
  const c2pa = {
    validation_state: 'Unavailable' as const,
    active_manifest: 'urn:1',
    manifests: { 'urn:1': {} },
    validation_results: [
      { code: 'claimSignature.validated', explanation: 'ok', success: true },
      { code: 'assertion.dataHash.mismatch', explanation: 'changed', success: false },
    ],
    message: 'Changed.',
  }
  expect(detectionItem(record({ result: result({ c2pa }) }), addressOf).c2pa_manifest.validation_results).toEqual({
    success: [{ code: 'claimSignature.validated', explanation: 'ok', success: true }],
    failure: [{ code: 'assertion.dataHash.mismatch', explanation: 'changed', success: false }],
  })
})
