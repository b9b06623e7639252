import { beforeAll, describe, expect, test } from 'vitest'
import { call, detectAndWait } from './client'
import { generatedPicture, generatedSound, judgedVideo, sample, splicedPicture } from './samples'

// biome-ignore lint/suspicious/noExplicitAny: items are looked into freely.
type Item = any
const items = {} as Record<'image' | 'fake' | 'splice' | 'audio' | 'song' | 'video', Item>

beforeAll(async () => {
  const visualize = { visualize: 'true' }
  items.image = await detectAndWait({ file: await sample('png') })
  items.fake = await detectAndWait({ file: generatedPicture() })
  items.splice = await detectAndWait({ file: splicedPicture(), fields: visualize })
  items.audio = await detectAndWait({ file: await sample('wav'), fields: { ...visualize, frame_length: '1' } })
  items.song = await detectAndWait({ file: generatedSound(), fields: { audio_source_tracing: 'true' } })
  items.video = await detectAndWait({ file: await sample('mov'), fields: { ...visualize, frame_length: '1' } })
})

/** Section 4, row by row: what each field is in every item. */
const fields: [field: string, holds: (value: unknown) => boolean][] = [
  ['uuid', (value) => /^[0-9a-f]{32}$/.test(String(value))],
  ['status', (value) => value === 'completed'],
  ['media_type', (value) => ['audio', 'video', 'image'].includes(String(value))],
  ['metrics', (value) => typeof value === 'object' && value !== null],
  ['image_metrics', nullable('object')],
  ['video_metrics', nullable('object')],
  ['audio_source_tracing', nullable('object')],
  ['intelligence', (value) => value === null],
  ['c2pa_manifest', (value) => typeof value === 'object' && value !== null],
  ['url', (value) => URL.canParse(String(value))],
  ['audio_url', (value) => URL.canParse(String(value))],
  ['filename', (value) => typeof value === 'string'],
  ['duration', nullable('number')],
  ['modality', (value) => value === 'all'],
  ['face_only', (value) => value === false],
  ['visualize', (value) => typeof value === 'boolean'],
  ['audio_source_tracing_enabled', (value) => typeof value === 'boolean'],
  ['use_ood_detector', (value) => value === false],
  ['extra_params', (value) => typeof value === 'object'],
  ['zero_retention_mode', (value) => value === false],
  ['file_deleted_at', (value) => value === null],
  ['error_message', (value) => value === null],
  ['created_at', isInstant],
  ['updated_at', isInstant],
]

function nullable(type: 'object' | 'number') {
  return (value: unknown) => value === null || (type === 'object' ? typeof value === 'object' : Number.isFinite(value))
}

function isInstant(value: unknown): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(String(value))
}

describe.each(fields)('%s', (field, holds) => {
  test.each(['image', 'audio', 'video'] as const)('is there and right for %s', (kind) => {
    expect(items[kind]).toHaveProperty(field)
    expect(holds(items[kind][field]), JSON.stringify(items[kind][field])).toBe(true)
  })
})

test('url and audio_url are the same, for pictures too', () => {
  for (const item of Object.values(items)) expect(item.audio_url).toBe(item.url)
})

test('a picture: FinalResult, a label of the five, a number', () => {
  const { metrics, image_metrics: found, video_metrics, duration } = items.image
  expect({ metrics, video_metrics, duration }).toEqual({ metrics: {}, video_metrics: null, duration: null })
  expect(found).toMatchObject({ type: 'FinalResult', label: 'Neutral/Uncertain', children: expect.any(Array) })
  expect(found.score).toBeTypeOf('number')
  expect(items.fake.image_metrics).toMatchObject({ label: 'Fake' })
  expect(items.fake.image_metrics.score).toBeGreaterThanOrEqual(0.8)
})

test('a picture with something to map: ifl, and the map as image', () => {
  const { image, ifl, children } = items.splice.image_metrics
  expect(ifl.score).toBeTypeOf('number')
  expect(URL.canParse(ifl.heatmap)).toBe(true)
  expect(image).toBe(ifl.heatmap)
  expect(children.length).toBeGreaterThan(0)
})

test('sound: numbers are strings, one place a window, labels in lower case', () => {
  const { metrics, image_metrics, video_metrics, duration } = items.audio
  expect({ image_metrics, video_metrics }).toEqual({ image_metrics: null, video_metrics: null })
  expect(metrics.label).toBe(metrics.label.toLowerCase())
  expect(metrics.consistency).toBeTypeOf('string')
  expect(metrics.aggregated_score).toMatch(/^-?\d+\.\d+$/)
  expect(metrics.score).toHaveLength(Math.ceil(duration))
  expect(URL.canParse(metrics.image)).toBe(true)
  expect(items.song.metrics).toMatchObject({ label: 'fake' })
  expect(Number(items.song.metrics.aggregated_score)).toBeGreaterThanOrEqual(0.8)
  expect(items.song.metrics).not.toHaveProperty('image')
})

test('a fake recording whose generator was asked for has a tracing; others have none', () => {
  expect(items.song.audio_source_tracing).toEqual({ label: expect.any(String), error_message: null })
  expect(items.audio.audio_source_tracing).toBeNull()
  expect(items.song.audio_source_tracing_enabled).toBe(true)
})

test('video: three levels, with their places in time, of the frames that were judged', async () => {
  expect(items.video.video_metrics.children).toMatchObject([{ type: 'VideoResult', children: [] }])
  const judged = await detectAndWait({ file: judgedVideo(), fields: { visualize: 'true', frame_length: '1' } })
  const { video_metrics: found, image_metrics, duration } = judged
  expect(image_metrics).toBeNull()
  expect(duration).toBeGreaterThan(0)
  for (const key of ['score', 'certainty']) expect(found[key]).toBeTypeOf('number')
  expect(found.treeview).toBeTypeOf('string')
  const [whole] = found.children
  expect(whole.type).toBe('VideoResult')
  expect(whole['certainty (%)']).toMatch(/^\d+\.\d%?$/)
  expect(whole.children).toHaveLength(2)
  for (const chunk of whole.children) {
    expect(chunk).toMatchObject({ type: 'VideoChunkResult', timestamp: expect.any(Number) })
    expect(chunk.children).toHaveLength(1)
    for (const frame of chunk.children) {
      expect(frame.type).toBe('VideoFrameResult')
      expect(frame).not.toHaveProperty('children')
    }
  }
})

test('video: its sound track is in metrics, one place a window, and nothing where it has none or none was wanted', async () => {
  const { metrics, duration } = items.video
  expect(metrics.label).toBe(metrics.label.toLowerCase())
  expect(metrics.aggregated_score).toMatch(/^-?\d+\.\d+$/)
  expect(metrics.score).toHaveLength(Math.ceil(duration))
  expect(URL.canParse(metrics.image)).toBe(true)
  const seen = await detectAndWait({ file: await sample('mov', 'seen.mov'), fields: { modality: 'video' } })
  expect(seen).toMatchObject({ metrics: {}, video_metrics: { label: expect.any(String) } })
  const silent = await detectAndWait({ file: await sample('mp4', 'silent.mp4') })
  expect(silent).toMatchObject({ media_type: 'video', metrics: {}, video_metrics: { label: expect.any(String) } })
})

test('a video whose sound alone is judged has metrics and no video_metrics', async () => {
  const item = await detectAndWait({ file: await sample('mp4', 'a.mp4'), fields: { modality: 'audio' } })
  if (item.status === 'failed') expect(item.error_message).toMatch(/sound/)
  const heard = await detectAndWait({ file: await sample('mkv'), fields: { modality: 'audio' } })
  expect(heard).toMatchObject({
    modality: 'audio',
    video_metrics: null,
    metrics: { aggregated_score: expect.any(String) },
  })
})

test('Content Credentials are told for every medium', () => {
  for (const kind of ['image', 'audio', 'video'] as const) {
    expect(items[kind].c2pa_manifest).toMatchObject({ validation_state: 'NotPresent', message: expect.any(String) })
  }
})

test('the same item by every spelling of its uuid', async () => {
  const { uuid } = items.image
  const dashed = uuid.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  for (const spelled of [uuid, uuid.toUpperCase(), dashed, dashed.toUpperCase()]) {
    const answer = await call('GET', `/detect/${spelled}`)
    expect(answer).toMatchObject({ status: 200, body: { item: { uuid } } })
  }
})

test('experts=true makes intelligence a list', async () => {
  const { uuid } = items.image
  for (const spelled of ['true', '1']) {
    const { body } = await call('GET', `/detect/${uuid}`, { query: { experts: spelled } })
    expect(body.item.intelligence).toEqual([])
  }
  const { body } = await call('GET', `/detect/${uuid}`, { query: { experts: 'false' } })
  expect(body.item.intelligence).toBeNull()
})

test('max_video_secs and a segment bound what is looked at', async () => {
  const fields = { max_video_secs: '1', frame_length: '1' }
  const capped = await detectAndWait({ file: judgedVideo(), fields })
  expect(capped.video_metrics.children[0].children).toHaveLength(1)
})
