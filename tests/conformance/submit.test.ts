import { beforeAll, expect, test } from 'vitest'
import { boundary, multipartBody } from '../support/multipart'
import { call, desk, detect, detectAndWait, ended, someKey } from './client'
import { accepted, picture, png, sample } from './samples'

/** Answers at once and fails at the first look: for what is settled when the request is taken. */
const nowhere = `${desk.mediaUrl}missing.jpg`

/** All handed in at once, so that the worker's lanes are never idle. */
const handedIn = new Map<string, string>()
beforeAll(async () => {
  for (const extension of Object.keys(accepted)) {
    const { uuid } = await detect({ file: await sample(extension) })
    handedIn.set(extension, uuid)
  }
})

test.each(Object.keys(accepted))('a .%s file is taken, and analysed as what it is', async (extension) => {
  const { mediaType } = accepted[extension]!
  const item = await ended(handedIn.get(extension)!)
  expect(item).toMatchObject({ status: 'completed', media_type: mediaType, filename: `sample.${extension}` })
})

test.each([
  ['application/octet-stream', 'photo.png'],
  ['image/png', 'PHOTO.PNG'],
  ['', 'photo.png'],
])('a content type %s with a known extension (%s)', async (type, filename) => {
  const item = await detect({ file: { ...(await png(filename)), type } })
  expect(item).toMatchObject({ status: 'processing', media_type: 'image', filename })
})

test('the first answer has every field of the item, and nothing that is not known yet', async () => {
  const item = await detect({ file: await png() })
  expect(item).toMatchObject({
    status: 'processing',
    media_type: 'image',
    metrics: {},
    image_metrics: null,
    video_metrics: null,
    audio_source_tracing: null,
    intelligence: null,
    filename: 'photo.png',
    modality: 'all',
    face_only: false,
    visualize: false,
    audio_source_tracing_enabled: false,
    use_ood_detector: false,
    zero_retention_mode: false,
    file_deleted_at: null,
    error_message: null,
  })
  expect(item.url).toBe(item.audio_url)
  expect(new URL(item.url).pathname).toMatch(/^\/api\/media\//)
})

test('a url in JSON, in a form, in multipart fields and in the query string', async () => {
  const url = nowhere
  const ways = [{ json: { url } }, { form: { url } }, { fields: { url } }, { query: { url } }]
  for (const way of ways) {
    const item = await detect(way)
    expect(item.filename).toBe('missing.jpg')
    // Nothing is there: a quick worker has found that out before the answer is written.
    expect(['processing', 'failed']).toContain(item.status)
  }
})

test('a url is fetched, also behind a redirect, and analysed', async () => {
  for (const name of ['photograph.jpg', 'moved.jpg']) {
    const item = await detectAndWait({ json: { url: desk.mediaUrl + name } })
    expect(item).toMatchObject({ status: 'completed', media_type: 'image', filename: 'photograph.jpg' })
  }
})

test.each([
  ['missing.jpg', /nothing at the URL/],
  ['private.jpg', /not open to everyone/],
  ['page.jpg', /web page/],
  ['empty.jpg', /empty/],
  ['playlist.mp4', /playlist/],
  ['manifest.mp4', /playlist/],
  ['round.jpg', /redirects more than/],
  ['inwards.jpg', /internal service/],
  ['loopback.jpg', /https|publicly reachable/],
])('a url that leads to no media (%s) fails as a job, not as a request', async (name, says) => {
  const item = await detectAndWait({ json: { url: desk.mediaUrl + name } })
  expect(item).toMatchObject({ status: 'failed', error_message: expect.stringMatching(says), metrics: {} })
})

test('a file the analysis cannot read fails as a job, with its reason', async () => {
  const whole = await picture('png')
  const item = await detectAndWait({ file: { ...(await png()), body: whole.subarray(0, whole.length >> 1) } })
  expect(item).toMatchObject({ status: 'failed', error_message: expect.any(String), image_metrics: null })
})

test('the media_token of a secure upload, in JSON, form, multipart fields and query', async () => {
  for (const way of ['json', 'form', 'fields', 'query'] as const) {
    const { body } = await call('POST', '/secure_uploads', { file: await png('secret.png') })
    const item = await detect({ [way]: { media_token: body.token } })
    expect(item).toMatchObject({ status: 'processing', media_type: 'image', filename: 'secret.png' })
  }
})

test('the body’s parameters win over the query’s', async () => {
  const item = await detect({ query: { modality: 'audio' }, json: { url: nowhere, modality: 'video' } })
  expect(item.modality).toBe('video')
})

test('options before and behind the file, and in the query beside it', async () => {
  const file = { name: 'file', ...(await png()) }
  const options = [
    { name: 'visualize', body: 'true' },
    { name: 'modality', body: 'audio' },
  ]
  const headers = { 'content-type': `multipart/form-data; boundary=${boundary}` }
  for (const parts of [
    [...options, file],
    [file, ...options],
  ]) {
    const item = await detect({ body: multipartBody(parts), headers })
    expect(item).toMatchObject({ visualize: true, modality: 'audio' })
  }
  const item = await detect({ query: { visualize: 'true', modality: 'audio' }, file: await png() })
  expect(item).toMatchObject({ visualize: true, modality: 'audio' })
})

test.each([
  ['visualize', [true, 'true', '1', 1], true],
  ['visualize', [false, 'false', '0', 0, '', null], false],
  ['face_only', [true, 'true', false], false],
  ['modality', ['audio'], 'audio'],
  ['modality', ['video'], 'video'],
  ['modality', ['all', '', null], 'all'],
  ['audio_source_tracing', [true, 'true', '1'], { audio_source_tracing_enabled: true }],
  ['audio_source_tracing_enabled', [true, 'true'], { audio_source_tracing_enabled: true }],
  ['audio_source_tracing', [false, 'false', '', null], { audio_source_tracing_enabled: false }],
  ['use_ood_detector', [false, 'false', ''], false],
  ['use_reverse_search', [false, 'false', ''], {}],
  ['frame_length', [1, 4, '2', '3', ''], {}],
  ['start_region', [0, 1.5, '0', '2.25', -1, '-1', ''], {}],
  ['end_region', [3, '4.5', -1, '-1', null], {}],
  ['max_video_secs', [5, '5', 2.0, '2.0', ''], {}],
  ['detect_watermark', [false, 'false', ''], {}],
  ['signal', [false, 'false'], {}],
  ['infer_from_intelligence', [true, 'false'], {}],
  ['wait_for_intelligence', [true, 'false', ''], {}],
  ['zero_retention_mode', [false, 'false'], false],
  ['privacy_mode', [false, 'false'], { zero_retention_mode: false }],
] as const)('%s may be spelled %j and is echoed', async (name, spellings, echo) => {
  for (const spelled of spellings) {
    const expected = typeof echo === 'object' ? echo : { [name]: echo }
    expect(await detect({ json: { url: nowhere, [name]: spelled } }), `${name}: ${spelled}`).toMatchObject(expected)
  }
})

test('a segment, by its two ends', async () => {
  const file = await sample('wav')
  const item = await detectAndWait({ file, fields: { start_region: '0.25', end_region: '0.75', frame_length: '1' } })
  expect(item).toMatchObject({ status: 'completed', metrics: { score: [null] } })
})

test('what the contract has laid off, and what nobody knows, is ignored', async () => {
  const legacy = {
    model_types: 'image',
    max_video_fps: 'many',
    pipeline: 'general',
    media_type: 'nonsense',
    search_identity: 'perhaps',
    use_llm: [],
    extra_params: { a: 1 },
    surprise: { deep: [1, 2, { three: null }] },
  }
  expect(await detect({ json: { url: nowhere, ...legacy } })).toMatchObject({ status: 'processing' })
})

test('Prefer: wait answers the finished item, for a file, a url and a token', async () => {
  const { body } = await call('POST', '/secure_uploads', { file: await png() })
  const ways = [
    { file: await png() },
    { json: { url: `${desk.mediaUrl}signed-capture.jpg` } },
    { json: { media_token: body.token } },
    { query: { url: `${desk.mediaUrl}signed-capture.jpg` } },
  ]
  const items = await Promise.all(ways.map((way) => detect({ ...way, headers: { prefer: 'wait' } })))
  expect(items.map(({ status }) => status)).toEqual(ways.map(() => 'completed'))
})

test('Prefer: wait in any spelling', async () => {
  const spellings = ['WAIT', 'wait=60', 'wait="60"', 'respond-async, wait', 'wait; foo=1']
  const file = await png()
  const items = await Promise.all(spellings.map((prefer) => detect({ file, headers: { prefer } })))
  expect(items.map(({ status }) => status)).toEqual(spellings.map(() => 'completed'))
})

test.each(['respond-async', 'wait=0', 'waiting', 'return=minimal', ''])('Prefer: %s does not', async (prefer) => {
  const began = performance.now()
  const item = await detect({ file: await sample('mov'), headers: { prefer } })
  expect(item.status).toBe('processing')
  expect(performance.now() - began).toBeLessThan(5000)
})

test('Prefer: wait=1 answers what there is when the time is over', async () => {
  const began = performance.now()
  const item = await detect({ file: await sample('webm'), headers: { prefer: 'wait=1' } })
  expect(performance.now() - began).toBeLessThan(5000)
  expect(['processing', 'completed']).toContain(item.status)
  expect((await ended(item.uuid)).status).toBe('completed')
})

test('the same Idempotency-Key and body is the same detection; another body is a conflict', async () => {
  const key = someKey()
  const headers = { 'idempotency-key': `order ${Math.random()}` }
  const file = await png()
  const first = await detect({ key, file, headers })
  const again = await Promise.all([detect({ key, file, headers }), detect({ key, file, headers })])
  expect(again.map(({ uuid }) => uuid)).toEqual([first.uuid, first.uuid])
  expect(await call('POST', '/detect', { key, file: await png(), headers })).toMatchObject({ status: 409 })
  expect(await call('POST', '/detect', { key, file, fields: { visualize: 'true' }, headers })).toMatchObject({
    status: 409,
  })
  const theirs = await detect({ key: desk.keys.stranger, file, headers })
  expect(theirs.uuid).not.toBe(first.uuid)
})

test('a name is kept as a name: without folders, controls and turned text', async () => {
  const item = await detect({ file: await png('../../etc/Grüße 世界\u202e.png') })
  expect(item.filename).toBe('Grüße 世界.png')
})

test('use_ood_detector says what it can of the recording, and no more', async () => {
  const fields = { use_ood_detector: 'true' }
  const item = await detectAndWait({ file: await sample('amr'), fields })
  expect(item).toMatchObject({ status: 'completed', use_ood_detector: true })
  expect(item.docket.out_of_distribution).toMatchObject({ reasons: expect.any(Array) })
  expect(await detectAndWait({ file: await png(), fields })).toMatchObject({ status: 'completed' })
})

test('use_reverse_search finds the same picture in the team’s own cases, and says what it searched', async () => {
  const file = await png()
  const first = await detectAndWait({ file })
  expect(first.image_metrics).not.toHaveProperty('reverse_image_search_sources')
  const again = await detectAndWait({ file, fields: { use_reverse_search: 'true' } })
  expect(again.image_metrics.reverse_image_search_sources).toMatchObject([
    { url: expect.any(String), title: expect.any(String), reason: expect.any(String), similarity: 1 },
  ])
  const theirs = await detectAndWait({ key: desk.keys.stranger, file, fields: { use_reverse_search: 'true' } })
  expect(theirs.image_metrics.reverse_image_search_sources).toEqual([])
})

test('a key that may only submit gets its acknowledgement, and its waiting answer', async () => {
  const key = desk.keys.submit
  expect(await detect({ key, file: await png() })).toMatchObject({ status: 'processing' })
  expect(await detect({ key, file: await png(), headers: { prefer: 'wait' } })).toMatchObject({ status: 'completed' })
})
