import { describe, expect, test } from 'vitest'
import { readItem, readReply } from '@/lib/detect/detectors/read-reply'
import { RemoteFailure } from '@/lib/detect/detectors/remote-failure'
import { pictureIn } from '@/lib/detect/detectors/reply-analysis'
import { reportInWords } from '@/lib/detect/detectors/reply-report'
import { deepest, mostNodes } from '@/lib/detect/detectors/reply-tree'
import { audioMetrics, heatmapDataUri, imageMetrics, videoMetrics } from '../../support/hosted-items'

const host = 'app.resemble.ai'
const uuid = '3F1C7A52-0B7E-4C58-9D53-2E1C0C8A7B41'
const plainUuid = '3f1c7a520b7e4c589d532e1c0c8a7b41'

function read(item: Record<string, unknown>) {
  return readReply({ success: true, item: { uuid, status: 'completed', ...item } }, host)
}
const sound = (metrics: unknown) => read({ media_type: 'audio', metrics })
const still = (image_metrics: unknown) => read({ media_type: 'image', image_metrics })
const video = (video_metrics: unknown) => read({ media_type: 'video', video_metrics })

describe('envelope', () => {
  test('a uuid with dashes and capitals is kept as spelled, and in a form to compare', () => {
    expect(read({})).toMatchObject({ uuid, plainUuid, status: 'completed', surprises: [] })
    expect(readReply({ item: { uuid: plainUuid, status: 'processing' } }, host).uuid).toBe(plainUuid)
  })

  test('an item by itself is taken, as lists have it', () => {
    expect(readItem({ uuid, status: 'FAILED', error_message: 'No' }, host)).toMatchObject({
      status: 'failed',
      errorMessage: 'No',
    })
    expect(readReply({ uuid, status: 'processing' }, host).status).toBe('processing')
  })

  test.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'ok'],
    ['a list', []],
    ['an empty object', {}],
    ['an item that is none', { success: true, item: 'soon' }],
    ['no uuid', { item: { status: 'completed' } }],
    ['a uuid that is none', { item: { uuid: '../detect', status: 'completed' } }],
    ['a uuid that is a number', { item: { uuid: 7, status: 'completed' } }],
    ['no status', { item: { uuid } }],
    ['an unknown status', { item: { uuid, status: 'enqueued' } }],
  ])('%s is a surprise in the schema', (_, body) => {
    const failure = thrown(() => readReply(body, host))
    expect(failure).toMatchObject({ kind: 'unreadable', permanent: true, maybeDone: true })
    expect(failure.forAdmin).toContain(host)
  })

  test('a refusal that comes as a success is a refusal', () => {
    const failure = thrown(() => readReply({ success: false, message: 'No such plan' }, host))
    expect(failure).toMatchObject({
      kind: 'refused',
      forModerator: `The detector at ${host} refused this: “No such plan”`,
    })
  })

  test('bottomless nesting is refused, not followed', () => {
    const nested = JSON.parse(`${'['.repeat(200_000)}${']'.repeat(200_000)}`)
    expect(thrown(() => read({ c2pa_manifest: nested }))).toMatchObject({ kind: 'unreadable' })
  })
})

describe('absent in every spelling', () => {
  test.each([[undefined], [null], [{}], [[]], ['']])('%j', (absent) => {
    const reply = read({
      metrics: absent,
      image_metrics: absent,
      video_metrics: absent,
      intelligence: absent,
      audio_source_tracing: absent,
      c2pa_manifest: absent,
      watermark: absent,
      duration: absent,
      url: absent,
      filename: absent,
      created_at: absent,
      zero_retention_mode: absent,
      media_type: absent,
    })
    expect(reply).toMatchObject({ sound: null, picture: null, video: null, reports: [], tracing: null, c2pa: null })
    expect(reply).toMatchObject({ watermark: null, durationSeconds: null, url: null, filename: null, createdAt: null })
    expect(reply.surprises).toEqual([])
  })
})

describe('labels', () => {
  test.each([
    ['fake', 'Fake'],
    ['FAKE', 'Fake'],
    ['Real', 'Real'],
    [' real ', 'Real'],
    ['likely fake', 'Likely fake'],
    ['Likely Fake', 'Likely fake'],
    ['likely_real', 'Likely real'],
    ['LIKELY-REAL', 'Likely real'],
    ['inconclusive', 'Neutral/Uncertain'],
    ['Neutral/Uncertain', 'Neutral/Uncertain'],
    ['neutral / uncertain', 'Neutral/Uncertain'],
    ['Uncertain', 'Neutral/Uncertain'],
  ])('%s is %s, for sound, pictures and videos alike', (label, expected) => {
    expect(sound({ label }).sound?.label).toBe(expected)
    expect(still({ label }).picture?.label).toBe(expected)
    expect(video({ label }).video?.label).toBe(expected)
  })

  test.each([['constructor'], ['genuine'], [true], [{ a: 1 }]])('%j is a surprise', (label) => {
    const reply = sound({ label, aggregated_score: 0.5 })
    expect(reply.sound).toMatchObject({ label: null, score: 0.5 })
    expect(reply.surprises).toEqual(['metrics.label'])
  })
})

describe('numbers', () => {
  test.each([
    ['0.97', 0.97],
    [0.97, 0.97],
    ['97%', 0.97],
    ['97.0 %', 0.97],
    [' 1 ', 1],
    ['1.0000001', 1],
    ['-0.0031', 0],
    [-0.02, 0],
    ['.5', 0.5],
    ['9.7e-1', 0.97],
  ])('a score of %j is %d', (given, expected) => {
    const reply = sound({ aggregated_score: given })
    expect(reply.sound?.score).toBeCloseTo(expected, 6)
    expect(still({ score: given }).picture?.score).toBeCloseTo(expected, 6)
    expect(reply.surprises).toEqual([])
  })

  test.each([['-1.0'], [-1], ['-1']])('%j means that nobody spoke', (given) => {
    const reply = sound({ label: 'real', aggregated_score: given, score: [] })
    expect(reply.sound).toMatchObject({ noSpeech: true, score: null })
    expect(reply.surprises).toEqual([])
  })

  test.each([['97'], [42], ['-2'], ['NaN'], ['high'], [{ value: 1 }], [[0.9]], [true], ['Infinity']])(
    'a score of %j is left out and named',
    (given) => {
      const reply = still({ label: 'Fake', score: given })
      expect(reply.picture).toMatchObject({ label: 'Fake', score: null })
      expect(reply.surprises).toEqual(['image_metrics.score'])
    },
  )

  test('windows as texts, numbers, nulls, percentages and silence, a bad one left out by name', () => {
    const reply = sound({ label: 'fake', score: ['0.9', 0.8, null, '70%', -1, 'x', ''] })
    expect(reply.sound?.windows).toEqual([0.9, 0.8, null, 0.7, null, null, null])
    expect(reply.surprises).toEqual(['metrics.score[5]'])
    expect(sound({ score: '0.4' }).sound?.windows).toEqual([0.4])
  })

  test.each([
    ['97.25%', 0.9725],
    ['97.25', 0.9725],
    [0.5, 0.5],
    ['0.5', 0.5],
  ])('a consistency of %j is %d', (consistency, expected) => {
    expect(sound({ consistency }).sound?.consistency).toBeCloseTo(expected, 6)
  })

  test.each([
    [12.5, 12.5],
    ['12.48', 12.48],
    ['3 s', 3],
    ['3.5 seconds', 3.5],
    [0, 0],
  ])('a duration of %j is %d seconds', (duration, expected) => {
    expect(read({ duration }).durationSeconds).toBe(expected)
  })

  test('a duration that is none', () => {
    expect(read({ duration: -4 })).toMatchObject({ durationSeconds: null, surprises: ['duration'] })
    expect(read({ duration: '5%' })).toMatchObject({ durationSeconds: null, surprises: ['duration'] })
  })
})

describe('pictures', () => {
  test('a picture as the live service words it', () => {
    const { picture, surprises } = still(imageMetrics())
    expect(picture).toMatchObject({ label: 'Likely fake', score: 0.7312, image: heatmapDataUri })
    expect(picture?.ifl).toEqual({ score: 0.42, heatmap: heatmapDataUri })
    expect(picture?.children[0]).toMatchObject({ type: 'ImageResult', children: [{ type: 'Segment', label: 'Fake' }] })
    expect(surprises).toEqual([])
  })

  test('heatmaps as address, data URI or bare base64; others are named', () => {
    const ifl = (heatmap: unknown) => still({ label: 'Fake', ifl: { heatmap, score: '12%' } })
    expect(ifl('https://cdn.example.org/a.jpg').picture?.ifl).toEqual({
      score: 0.12,
      heatmap: 'https://cdn.example.org/a.jpg',
    })
    expect(ifl('/9j/4AAQSkZJRgABAQ==').picture?.ifl?.heatmap).toBe('data:;base64,/9j/4AAQSkZJRgABAQ==')
    expect(ifl('file:///etc/passwd')).toMatchObject({ surprises: ['image_metrics.ifl.heatmap'] })
    expect(ifl('javascript:alert(1)').picture?.ifl?.heatmap).toBeNull()
    expect(ifl(`https://cdn.example.org/${'a'.repeat(5000)}`).surprises).toEqual(['image_metrics.ifl.heatmap'])
    expect(still({ label: 'Fake', ifl: null }).picture?.ifl).toBeNull()
    expect(still({ label: 'Fake', ifl: {} })).toMatchObject({ picture: { ifl: null }, surprises: [] })
  })

  test('the picture to fetch is the map of edits, else the one beside it, else the spectrogram', () => {
    expect(pictureIn(still(imageMetrics()))).toEqual({ kind: 'heatmap', address: heatmapDataUri })
    expect(pictureIn(still({ label: 'Fake', image: 'https://a.example/b.png' }))).toMatchObject({ kind: 'heatmap' })
    expect(pictureIn(sound(audioMetrics('https://a.example')))).toEqual({
      kind: 'spectrogram',
      address: 'https://a.example/pictures/spectrogram.png',
    })
    expect(pictureIn(read({}))).toBeNull()
  })

  test('sources on the web', () => {
    const sources = [{ url: 'https://a.example/1', title: 'One', verdict: null, similarity: '93%' }, 'nonsense', null]
    const reply = still({ label: 'Fake', reverse_image_search_sources: sources })
    expect(reply.picture?.sources).toEqual([
      { url: 'https://a.example/1', title: 'One', reason: null, verdict: null, similarity: 0.93 },
    ])
    expect(reply.surprises).toEqual(['image_metrics.reverse_image_search_sources[1]'])
  })
})

describe('videos', () => {
  test('a video as the live service words it: three levels, texts, percentages, an empty level', () => {
    const reply = video(videoMetrics())
    expect(reply.surprises).toEqual([])
    expect(reply.video).toMatchObject({ label: 'Fake', score: 0.9034, certainty: 0.81 })
    const [whole] = reply.video?.children ?? []
    expect(whole).toMatchObject({ type: 'VideoResult', score: 0.9034 })
    expect(whole?.children.map(({ timestamp, children }) => [timestamp, children.length])).toEqual([
      [0, 2],
      [2, 1],
      [4, 0],
    ])
  })

  test.each([
    ['90.0', 0.9],
    ['90%', 0.9],
    [90, 0.9],
    ['0.9%', 0.009],
  ])('a certainty in per cent of %j is %d', (given, expected) => {
    const reply = video({ label: 'Fake', children: [{ type: 'X', conclusion: 'fake', 'certainty (%)': given }] })
    expect(reply.video?.children[0]?.certainty).toBeCloseTo(expected, 6)
  })

  test('nodes of any type, one object for a list, labels under either name', () => {
    const reply = video({
      children: { type: 'ImageResult', label: 'Real', children: { type: 'Segment', score: '0.1' } },
    })
    expect(reply.video?.children).toMatchObject([{ label: 'Real', children: [{ type: 'Segment', score: 0.1 }] }])
  })

  test('a tree that is too deep or too large is cut, and that is named', () => {
    let node: Record<string, unknown> = { type: 'X', score: 0.5 }
    for (let i = 0; i < 30; i++) node = { type: 'X', score: 0.5, children: [node] }
    const deep = video({ label: 'Fake', children: [node] })
    let depth = 0
    for (let at = deep.video?.children[0]; at; at = at.children[0]) depth++
    expect(depth).toBe(deepest)
    expect(deep.surprises).toHaveLength(1)

    const wide = video({ label: 'Fake', children: Array(mostNodes + 5).fill({ type: 'X', score: 0.5 }) })
    expect(wide.video?.children).toHaveLength(mostNodes)
    expect(wide.surprises).toEqual(['video_metrics.children'])
  })
})

describe('words', () => {
  test('a report as a text, an object, in a list, or bare', () => {
    const described = { uuid: 'r', status: 'completed', description: { language: 'English', message: 'Send money' } }
    expect(read({ intelligence: described }).reports).toMatchObject([{ sections: { language: 'English' } }])
    expect(read({ intelligence: [described, described] }).reports).toHaveLength(2)
    expect(read({ intelligence: { status: 'completed', description: 'All in one' } }).reports[0]?.sections).toEqual({
      '': 'All in one',
    })
    expect(read({ intelligence: 'Bare' }).reports).toMatchObject([{ status: 'completed', sections: { '': 'Bare' } }])
    expect(read({ intelligence: { status: 'processing', description: null } }).reports).toMatchObject([
      { status: 'processing', sections: {} },
    ])
  })

  test('what a report finds, in the headings kept here', () => {
    const reply = read({
      media_type: 'audio',
      intelligence: {
        status: 'completed',
        description: {
          language: 'English',
          abnormalities: ['A click', 'A cut'],
          fraud: { type: 'tech_support_scam', confidence: '80', reasoning: 'Asks for a code' },
          liveness: { assessment: 'not_real_person', confidence: 61 },
          digitally_altered: { detected: 'true', confidence: 73, alterations: 'Cloned voice' },
        },
      },
    })
    expect(reportInWords(reply)).toEqual({
      abnormalities: 'A click; A cut',
      context:
        'Language: English\nFraud: tech support scam; 80% sure; Asks for a code\nLiveness: not real person; 61% sure',
      digitally_altered: { detected: true, confidence: 73, alterations: 'Cloned voice' },
    })
    expect(reportInWords(read({ intelligence: null }))).toBeNull()
    expect(reportInWords(read({ intelligence: { status: 'processing' } }))).toBeNull()
    expect(reportInWords(read({ media_type: 'image', intelligence: { description: { subjects: 'A cat' } } }))).toEqual({
      context_and_setting: 'Subjects: A cat',
    })
  })

  test('source tracing, as an object or a word', () => {
    expect(read({ audio_source_tracing: { label: 'elevenlabs', error_message: null } }).tracing).toEqual({
      label: 'elevenlabs',
      errorMessage: null,
    })
    expect(read({ audio_source_tracing: 'resemble' }).tracing?.label).toBe('resemble')
  })

  test('a watermark', () => {
    const metrics = {
      overall_status: 'present',
      confidence: 0.8,
      detected_model_versions: ['perth_v2'],
      synthid: false,
    }
    expect(read({ watermark: { status: 'completed', metrics } }).watermark).toEqual({
      status: 'completed',
      overall: 'present',
      confidence: 0.8,
      versions: ['perth_v2'],
      synthid: false,
      errorMessage: null,
    })
  })

  test.each([
    [{ validation_state: 'Valid', manifests: null, validation_results: null }, 'Valid'],
    [{ validation_state: 'trusted' }, 'Valid'],
    [{ validation_state: 'NotPresent', message: null }, 'NotPresent'],
    [{ validation_state: 'not_present' }, 'NotPresent'],
    [{ validation_state: 'Invalid' }, 'Unavailable'],
    [{ message: 'later' }, 'Unavailable'],
  ])('Content Credentials: %j is %s', (c2pa_manifest, state) => {
    expect(read({ c2pa_manifest }).c2pa?.validation_state).toBe(state)
  })

  test('results of Content Credentials as list, by outcome, and one level down', () => {
    const result = { code: 'claimSignature.mismatch', explanation: 'no' }
    const results = (validation_results: unknown) =>
      read({ c2pa_manifest: { validation_results } }).c2pa?.validation_results
    expect(results([{ ...result, success: false }])).toEqual([{ ...result, success: false }])
    expect(results({ success: [], failure: [result] })).toEqual([{ ...result, success: false }])
    expect(results({ activeManifest: { success: [result], failure: [] } })).toEqual([{ ...result, success: true }])
  })

  test('manifests that are too large are left out', () => {
    const reply = read({ c2pa_manifest: { validation_state: 'Valid', manifests: { a: 'x'.repeat(300_000) } } })
    expect(reply).toMatchObject({ c2pa: { manifests: {} }, surprises: ['c2pa_manifest.manifests'] })
  })
})

describe('the rest', () => {
  test('moments, flags, names, addresses', () => {
    const reply = read({
      created_at: '2026-01-02T03:04:05.678Z',
      updated_at: 1_767_323_045,
      file_deleted_at: null,
      zero_retention_mode: 'true',
      media_type: 'Video',
      filename: 'a\u0000b.mp4',
      url: null,
      audio_url: 'https://cdn.example.org/a.mp4',
    })
    expect(reply.createdAt?.toISOString()).toBe('2026-01-02T03:04:05.678Z')
    expect(reply.updatedAt?.getUTCFullYear()).toBe(2026)
    expect(reply).toMatchObject({ zeroRetention: true, mediaType: 'video', filename: 'ab.mp4' })
    expect(reply).toMatchObject({ url: 'https://cdn.example.org/a.mp4', fileDeletedAt: null, surprises: [] })
  })

  test('what is none of it is named, and the rest is read all the same', () => {
    const reply = read({
      created_at: 'yesterday',
      zero_retention_mode: 'maybe',
      media_type: 'text',
      metrics: 'pending',
      image_metrics: 7,
      video_metrics: [1],
      filename: { a: 1 },
      duration: 4,
    })
    expect(reply.durationSeconds).toBe(4)
    expect(reply.surprises.toSorted()).toEqual([
      'created_at',
      'filename',
      'image_metrics',
      'media_type',
      'metrics',
      'video_metrics',
      'zero_retention_mode',
    ])
  })

  test('a reply full of surprises names fifty of them at most', () => {
    expect(sound({ label: 'fake', score: Array(5000).fill('x') }).surprises).toHaveLength(50)
  })

  test('texts are cut to a length', () => {
    expect(read({ filename: 'a'.repeat(5000) })).toMatchObject({ surprises: ['filename'] })
    expect(read({ error_message: 'e'.repeat(5000) }).errorMessage).toHaveLength(500)
  })
})

function thrown(run: () => unknown): RemoteFailure {
  try {
    run()
  } catch (error) {
    if (error instanceof RemoteFailure) return error
    throw error
  }
  throw new Error('nothing was thrown')
}
