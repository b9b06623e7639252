import '../../support/data-folder'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { revokeApiKey } from '@/lib/access/revoke-api-key'
import { finishDetection } from '@/lib/detect/finish-detection'
import { one } from '@/lib/detect/item-answers'
import { DetectionItem } from '@/lib/detect/item-detection'
import { env } from '@/lib/env'
import { changeTeam } from '@/lib/teams/change-team'
import { type Caller, detectUrl, makeCaller, readOne, submit, submitJson } from '../../support/api'
import { mediaFiles } from '../../support/data-folder'
import { useTestDatabase } from '../../support/database'
import { png, wav } from '../../support/media-bytes'
import { boundary, multipartBody, multipartRequest, uploadRequest } from '../../support/multipart'
import { analysis } from '../../support/rows'

const db = useTestDatabase()
let caller: Caller
let picture: Buffer

beforeAll(async () => {
  env().DATABASE_APP_URL = db.appUrl
  env().ALLOWED_PRIVATE_HOSTS.push('nas.local')
  caller = await makeCaller()
  picture = await png()
})

// A key of its own for each test: none may make more than 40 requests a second.
beforeEach(async () => {
  caller = await makeCaller(['read', 'submit'], caller.team)
})

const file = (change: object = {}) => ({ filename: 'photo.png', type: 'image/png', body: picture, ...change })
const post = (fields: Record<string, string> = {}, headers: Record<string, string> = {}, change: object = {}) =>
  submit(uploadRequest(detectUrl, file(change), fields, { ...caller.auth, ...headers }))
const counts = async () => {
  const [row] = await db.owner<
    { cases: number; media: number; detections: number; jobs: number }[]
  >`select (select count(*)::int from cases) as cases, (select count(*)::int from media) as media,
    (select count(*)::int from detections) as detections, (select count(*)::int from pgboss.job) as jobs`
  return { ...row, files: mediaFiles().length }
}

test('a file is acknowledged at once as a case of the team, in the contract’s shape', async () => {
  const { status, body } = await post({ visualize: 'true', frame_length: '3' })
  expect(status).toBe(200)
  expect(body.success).toBe(true)
  const { item } = body
  expect(item.uuid).toMatch(/^[0-9a-f]{32}$/)
  expect(item).toMatchObject({
    status: 'processing',
    media_type: 'image',
    metrics: {},
    image_metrics: null,
    video_metrics: null,
    audio_source_tracing: null,
    intelligence: null,
    filename: 'photo.png',
    duration: null,
    modality: 'all',
    face_only: false,
    visualize: true,
    zero_retention_mode: false,
    file_deleted_at: null,
    error_message: null,
  })
  expect(item.url).toMatch(/^http:\/\/localhost:3000\/api\/media\/[0-9a-f-]{36}$/)
  expect(item.audio_url).toBe(item.url)
  expect(item.created_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  const [row] =
    await db.owner`select c.number, c.title, c.source, c.state, d.parameters, m.size_bytes::int as bytes, m.store_key from cases c
    join detections d on d.case_id = c.id join media m on m.case_id = c.id where c.number = ${item.docket.case_number}
    and c.team_id = ${caller.team.teamId}`
  expect(row).toMatchObject({
    title: 'photo.png',
    source: 'api',
    state: 'analysing',
    bytes: picture.length,
    parameters: { visualize: true, frameLength: 3 },
  })
  expect(mediaFiles()).toContain(row!.store_key)
})

test('the other spellings: a form, JSON, and a query string with an empty body', async () => {
  const url = 'http://nas.local/clip.mp4'
  const form = new Request(detectUrl, {
    method: 'POST',
    body: new URLSearchParams({ url, visualize: '1' }),
    headers: caller.auth,
  })
  const query = new Request(`${detectUrl}?${new URLSearchParams({ url, visualize: 'true' })}`, {
    method: 'POST',
    headers: caller.auth,
  })
  const queryAsJson = new Request(`${detectUrl}?${new URLSearchParams({ url, visualize: 'True' })}`, {
    method: 'POST',
    headers: { ...caller.auth, 'content-type': 'application/json' },
    body: '',
  })
  const token = {
    authorization: `Token token=${caller.key}`,
    'content-type': `multipart/form-data; boundary=${boundary}`,
  }
  const fields = multipartRequest(
    detectUrl,
    multipartBody([
      { name: 'url', body: url },
      { name: 'visualize', body: 'true' },
    ]),
    token,
  )
  for (const answer of [
    await submit(form),
    await submit(query),
    await submit(queryAsJson),
    await submit(fields),
    await submitJson(caller, { url, visualize: true }),
  ]) {
    expect(answer).toMatchObject({
      status: 200,
      body: { item: { status: 'processing', url: null, filename: 'clip.mp4', media_type: null, visualize: true } },
    })
  }
  const [row] = await db.owner`select count(*)::int as jobs from pgboss.job where name = 'media.fetch'`
  expect(row).toEqual({ jobs: 5 })
})

test('Prefer: wait answers the finished item, as soon as it is finished', async () => {
  const began = performance.now()
  const waiting = post({}, { prefer: 'wait=20' }, { filename: 'awaited.png' })
  const worker = { kind: 'worker', teamId: caller.team.teamId } as const
  let found: { id: string } | undefined
  while (!found) {
    ;[found] = await db.owner<{ id: string }[]>`
      select d.id from detections d join cases c on c.id = d.case_id where c.title = 'awaited.png'`
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  await new Promise((resolve) => setTimeout(resolve, 300))
  await finishDetection(worker, { detectionId: found.id, analysis: analysis(), preview: null, maps: new Map() })
  const { body } = await waiting
  expect(body.item).toMatchObject({
    status: 'completed',
    image_metrics: { type: 'FinalResult', label: 'Neutral/Uncertain', score: 0.5 },
  })
  expect(performance.now() - began).toBeLessThan(5000)
})

test('Prefer: wait that has waited long enough answers what there is', async () => {
  const { status, headers, body } = await post({}, { prefer: 'wait=1' })
  expect(status).toBe(200)
  expect(body.item.status).toBe('processing')
  expect(headers.get('preference-applied')).toBe('wait')
  expect((await post({}, { prefer: 'respond-async' })).headers.get('preference-applied')).toBeNull()
})

test('the same Idempotency-Key twice is one detection; with something else it is a conflict', async () => {
  const key = { 'idempotency-key': 'order-66' }
  const first = await post({}, key)
  const before = await counts()
  const [again, twin] = await Promise.all([post({}, key), post({}, key)])
  expect([again.body.item.uuid, twin.body.item.uuid]).toEqual([first.body.item.uuid, first.body.item.uuid])
  expect(await post({}, key, { body: wav(), filename: 'a.wav', type: 'audio/wav' })).toMatchObject({
    status: 409,
    body: { success: false },
  })
  expect(await post({ frame_length: '4' }, key)).toMatchObject({ status: 409 })
  expect(await counts()).toEqual(before)
  const other = await makeCaller()
  const theirs = await submit(uploadRequest(detectUrl, file(), {}, { ...other.auth, ...key }))
  expect(theirs.body.item.uuid).not.toBe(first.body.item.uuid)
})

test('two at once with a new key are one detection', async () => {
  const before = await counts()
  const answers = await Promise.all([1, 2, 3].map(() => post({}, { 'idempotency-key': 'double click' })))
  expect(new Set(answers.map(({ body }) => body.item.uuid)).size).toBe(1)
  const after = await counts()
  expect(after.files - before.files).toBe(1)
  expect(after.cases! - before.cases!).toBe(1)
})

/** Whatever is refused leaves no row, no job and no file. */
async function refused(
  work: () => Promise<{ status: number; body: unknown }>,
  status: number,
  says: RegExp,
  more: object = {},
) {
  const before = await counts()
  const answer = await work()
  const message = expect.stringMatching(says)
  expect(answer).toMatchObject({ status, body: { success: false, message, error: message, ...more } })
  expect(await counts()).toEqual(before)
}

test('files that are no media', async () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"/>'
  await refused(() => post({}, {}, { body: '' }), 400, /“photo.png” is empty/)
  await refused(() => post({}, {}, { body: svg, filename: 'a.svg', type: 'image/svg+xml' }), 400, /made of text/)
  await refused(() => post({}, {}, { body: svg }), 400, /made of text/)
  await refused(() => post({}, {}, { body: '<!doctype html><p>' }), 400, /web page/)
  await refused(() => post({}, {}, { body: '#EXTM3U', filename: 'a.mp4', type: 'video/mp4' }), 400, /playlist/)
  await refused(() => post({}, {}, { body: wav() }), 400, /holds WAV sound/)
  await refused(
    () => post({}, {}, { body: Buffer.concat([picture, Buffer.from('<script>alert(1)</script>')]) }),
    400,
    /also be opened as a web page/,
  )
})

test('uploads that are broken or too large', async () => {
  const cut = multipartBody([{ name: 'file', filename: 'a.wav', body: wav(300_000) }], { open: true })
  await refused(() => submit(multipartRequest(detectUrl, cut, caller.auth)), 400, /broke off/)
  await refused(() => submit(multipartRequest(detectUrl, Buffer.from('x'), caller.auth)), 400, /broke off/)
  const headers = { ...caller.auth, 'content-length': String(200 * 1024 * 1024) }
  await refused(
    () => submit(multipartRequest(detectUrl, Buffer.from('x'), headers)),
    400,
    /150 MB.*POST \/secure_uploads/,
  )
  const two = multipartBody([
    { name: 'file', ...file() },
    { name: 'file', ...file() },
  ])
  await refused(() => submit(multipartRequest(detectUrl, two, caller.auth)), 400, /more than one file/)
})

test('none or several sources', async () => {
  await refused(() => submitJson(caller, {}), 400, /Nothing to analyse/)
  await refused(
    () => submit(new Request(detectUrl, { method: 'POST', headers: caller.auth })),
    400,
    /Nothing to analyse/,
  )
  await refused(() => post({ url: 'https://a.example/x.png' }), 400, /exactly one/)
  await refused(
    () =>
      submit(
        new Request(`${detectUrl}?url=https://a.example/x.png`, uploadRequest(detectUrl, file(), {}, caller.auth)),
      ),
    400,
    /exactly one/,
  )
})

test('bodies that cannot be read', async () => {
  await refused(() => submitJson(caller, '{"url":'), 400, /not valid JSON/)
  await refused(() => submitJson(caller, '[1]'), 400, /no object/)
  await refused(() => submitJson(caller, 'null'), 400, /no object/)
  await refused(() => submitJson(caller, JSON.stringify({ url: 'x'.repeat(70_000) })), 400, /larger than 64 KB/)
  await refused(
    () => submitJson(caller, 'hello', { 'content-type': 'text/plain' }),
    400,
    /“text\/plain” cannot be read/,
  )
  const bytes = new Request(detectUrl, {
    method: 'POST',
    body: Buffer.from([0xff, 0xfe, 0x41]),
    headers: { ...caller.auth, 'content-type': 'application/json' },
  })
  await refused(() => submit(bytes), 400, /not UTF-8/)
})

test('bad parameters, by field, wherever they stand', async () => {
  await refused(() => submitJson(caller, { url: 'https://a.example/x', frame_length: 9 }), 400, /frame_length must/, {
    errors: { frame_length: [expect.any(String)] },
  })
  await refused(() => post({ modality: 'smell' }), 400, /modality must/, { errors: { modality: [expect.any(String)] } })
  const late = multipartBody([
    { name: 'file', ...file() },
    { name: 'max_video_secs', body: '2.5' },
  ])
  await refused(() => submit(multipartRequest(detectUrl, late, caller.auth)), 400, /max_video_secs must/)
})

test('what is too long, in the contract’s words', async () => {
  const long = `https://a.example/${'ß'.repeat(1500)}`
  await refused(() => submitJson(caller, { url: long }), 400, /^The URL is longer than 2,048 characters/, {
    errors: { url: [expect.any(String)] },
  })
  await refused(() => post({}, { 'idempotency-key': 'k'.repeat(201) }), 400, /^The Idempotency-Key has 201 characters/)
})

test('URLs that are not public', async () => {
  for (const url of [
    'http://example.com/a.png',
    'https://127.0.0.1/a.png',
    'https://169.254.169.254/',
    'https://localhost/a',
    'https://u:p@example.com/',
    'nonsense',
  ]) {
    await refused(() => submitJson(caller, { url }), 400, /^The URL/, { errors: { url: [expect.any(String)] } })
  }
})

test('what this server does not have, by name', async () => {
  await refused(() => post({ detect_watermark: 'true' }), 403, /^Watermark/)
  const late = multipartBody([
    { name: 'file', ...file() },
    { name: 'signal', body: 'true' },
  ])
  await refused(() => submit(multipartRequest(detectUrl, late, caller.auth)), 403, /^Signal/)
  await refused(() => post({ detect_watermark: 'maybe' }), 400, /^detect_watermark must be true or false\.$/)
  await refused(() => post({ signal: 'true', zero_retention_mode: 'true' }), 400, /^signal cannot be combined/, {
    errors: { signal: [expect.any(String)] },
  })
})

test('callback addresses that cannot be used, by field', async () => {
  for (const callback_url of [
    'nonsense',
    'ftp://a.example/',
    'http://example.com/done',
    'https://10.0.0.1/done',
    'https://u:p@example.com/',
    `https://a.example/${'x'.repeat(3000)}`,
  ]) {
    await refused(() => post({ callback_url }), 400, /^The callback_url .*[^,.]\.$/, {
      errors: { callback_url: [expect.any(String)] },
    })
  }
})

test('tokens that stand for nothing', async () => {
  for (const media_token of ['x', 'a.b.c', `${'e'.repeat(5000)}`]) {
    await refused(() => submitJson(caller, { media_token }), 400, /^The media_token/, {
      errors: { media_token: [expect.any(String)] },
    })
  }
})

test('whatever JSON may hold is an answer, never a crash', async () => {
  for (const junk of [[], {}, [['x']], { a: { b: [] } }]) {
    for (const field of ['url', 'media_token', 'callback_url', 'frame_length', 'intelligence', 'modality']) {
      const body = field === 'url' ? { url: junk } : { url: 'https://a.example/x.png', [field]: junk }
      await refused(() => submitJson(caller, body), 400, new RegExp(`^${field} must`))
    }
  }
})

test('zero retention holds from the first acknowledgement on', async () => {
  const { status, body } = await post({ zero_retention_mode: 'true' }, {}, { filename: 'jane-doe.png' })
  expect(status).toBe(200)
  expect(body.item).toMatchObject({ url: null, audio_url: null, zero_retention_mode: true, file_deleted_at: null })
  expect(body.item.filename).toMatch(/^redacted_[0-9a-f]{24}\.png$/)
  expect(JSON.stringify(body)).not.toContain('jane')
  const [row] = await db.owner`select title, zero_retention from cases where number = ${body.item.docket.case_number}
    and team_id = ${caller.team.teamId}`
  expect(row).toEqual({ title: body.item.filename, zero_retention: true })
})

test('every option is kept with the detection, and echoed where the contract echoes it', async () => {
  const asked = {
    frame_length: '4',
    start_region: '1.5',
    end_region: '-1',
    max_video_secs: '2.0',
    modality: 'audio',
    face_only: 'true',
    intelligence: 'true',
    infer_from_intelligence: '1',
    audio_source_tracing_enabled: 'True',
    use_reverse_search: 'true',
    use_ood_detector: 'true',
    pipeline: 'x',
    extra_params: '{"a":1}',
  }
  const { body } = await post(asked)
  expect(body.item).toMatchObject({
    modality: 'audio',
    face_only: false,
    audio_source_tracing_enabled: true,
    use_ood_detector: true,
    extra_params: {},
    intelligence: { status: 'processing', description: null, detect_uuid: body.item.uuid },
  })
  const parsed = one(DetectionItem).parse(body)
  expect(parsed).toEqual(body)
  const [row] = await db.owner`select d.parameters from detections d join cases c on c.id = d.case_id
    where c.number = ${body.item.docket.case_number} and c.team_id = ${caller.team.teamId}`
  expect(row?.parameters).toEqual({
    visualize: false,
    frameLength: 4,
    startRegion: 1.5,
    endRegion: null,
    maxVideoSecs: 2,
    modality: 'audio',
    faceOnly: true,
    intelligence: true,
    inferFromIntelligence: true,
    audioSourceTracing: true,
    useReverseSearch: true,
    useOodDetector: true,
  })
})

test('reverse search names other cases, so a key that may not read them cannot ask for it', async () => {
  const submitter = await makeCaller(['submit'], caller.team)
  const asking = () => submit(uploadRequest(detectUrl, file(), { use_reverse_search: 'true' }, submitter.auth))
  await refused(asking, 403, /needs the scope "read"/)
})

test('no key, a bad key, a revoked key, a key without the scope', async () => {
  const send = (auth: Record<string, string>) => () => submit(uploadRequest(detectUrl, file(), {}, auth))
  await refused(send({}), 401, /^Unauthorized$/)
  await refused(send({ authorization: 'Bearer docket_nonsense' }), 401, /^Unauthorized$/)
  const gone = await makeCaller()
  await revokeApiKey(gone.team.admin, { keyId: gone.keyId })
  await refused(send(gone.auth), 401, /^Unauthorized$/)
  const reader = await makeCaller(['read'])
  await refused(send(reader.auth), 403, /needs the scope "submit"/)
})

test('a key that may only submit gets its acknowledgement and reads nothing else', async () => {
  const submitter = await makeCaller(['submit'])
  const { status, body } = await submit(uploadRequest(detectUrl, file(), {}, submitter.auth))
  expect(status).toBe(200)
  expect(await readOne(submitter, body.item.uuid)).toMatchObject({
    status: 403,
    body: { message: expect.stringMatching(/scope "read"/) },
  })
})

afterEach(() => {
  expect(mediaFiles().filter((name) => name.startsWith('incoming'))).toEqual([])
})

test('what a team has set for Submit is asked for by no request that does not say so itself', async () => {
  const other = await makeCaller()
  await changeTeam(other.team.admin, {
    submitDefaults: { visualize: true, intelligence: true, modality: 'audio', frameLength: 4, maxVideoSecs: 30 },
  })
  const { body } = await submit(uploadRequest(detectUrl, file(), {}, other.auth))
  const [row] = await db.owner`select d.parameters from detections d join cases c on c.id = d.case_id
    where c.number = ${body.item.docket.case_number} and c.team_id = ${other.team.teamId}`
  const usual = { visualize: false, intelligence: false, modality: 'all', frameLength: 2, maxVideoSecs: null }
  expect(row?.parameters).toMatchObject(usual)
})
