import '../../support/data-folder'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { GET as getBatch, DELETE as noDelete } from '@/app/api/v2/detect/batch/[uuid]/route'
import { GET as noGet, POST as postBatch } from '@/app/api/v2/detect/batch/route'
import { env } from '@/lib/env'
import { batchLimits } from '@/lib/media/receive-batch'
import { type Answer, type Caller, detectUrl, makeCaller, readOne } from '../../support/api'
import { mediaFiles } from '../../support/data-folder'
import { useTestDatabase } from '../../support/database'
import { jpeg, png, wav } from '../../support/media-bytes'
import { boundary, multipartBody, multipartRequest } from '../../support/multipart'
import { makeZip } from '../../support/zip'

const db = useTestDatabase()
const batchUrl = `${detectUrl}/batch`
let caller: Caller
let picture: Buffer

beforeAll(async () => {
  env().DATABASE_APP_URL = db.appUrl
  env().ALLOWED_PRIVATE_HOSTS.push('nas.local')
  picture = await png()
})
beforeEach(async () => {
  caller = await makeCaller()
})

interface Part {
  name: string
  filename?: string
  type?: string
  body: Buffer | string
}

const image = (filename = 'a.png'): Part => ({ name: 'files[]', filename, type: 'image/png', body: picture })
const archive = (body: Buffer): Part => ({ name: 'file', filename: 'all.zip', type: 'application/zip', body })
const field = (name: string, body: string): Part => ({ name, body })

async function answer(answering: Promise<Response>): Promise<Answer> {
  const response = await answering
  return { status: response.status, headers: response.headers, body: await response.json() }
}

const send = (request: Request) => answer(postBatch(request, { params: Promise.resolve({}) }))
const post = (parts: Part[], headers: Record<string, string> = {}, search = '') =>
  send(multipartRequest(batchUrl + search, multipartBody(parts), { ...caller.auth, ...headers }))
const read = (uuid: string, by: Caller = caller) =>
  answer(getBatch(new Request(`${batchUrl}/${uuid}`, { headers: by.auth }), { params: Promise.resolve({ uuid }) }))
const counts = async () => {
  const [row] = await db.owner`select (select count(*)::int from cases) as cases,
    (select count(*)::int from media) as media, (select count(*)::int from batches) as batches,
    (select count(*)::int from detections) as detections, (select count(*)::int from callbacks) as callbacks,
    (select count(*)::int from audit_events where type in ('batch.opened', 'case.opened')) as events,
    (select count(*)::int from pgboss.job) as jobs`
  return { ...row, files: mediaFiles() }
}

/** Asserts the refusal, and that nothing of the batch is left anywhere. */
async function refused(sending: () => Promise<Answer>, status: number, says: RegExp): Promise<Answer> {
  const before = await counts()
  const answered = await sending()
  expect(answered).toMatchObject({ status, body: { success: false } })
  expect(answered.body.message).toMatch(says)
  expect(answered.body.error).toBe(answered.body.message)
  expect(await counts()).toEqual(before)
  return answered
}

test('files are acknowledged at once, each as a case of the team', async () => {
  const sound = { name: 'files[]', filename: 'b.wav', type: 'audio/wav', body: wav() }
  const { status, body } = await post([field('frame_length', '3'), image('a.png'), sound, image('a.png')])
  expect(status).toBe(202)
  const { item, ...envelope } = body
  expect(envelope).toEqual({ success: true })
  expect(item).toEqual({
    uuid: expect.stringMatching(/^[0-9a-f]{32}$/),
    status: 'processing',
    total_files: 3,
    completed_count: 0,
    failed_count: 0,
    created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    detect_uuids: [expect.any(String), expect.any(String), expect.any(String)],
  })
  expect((await read(item.uuid)).body).toEqual({ success: true, item })
  const items = []
  for (const uuid of item.detect_uuids) items.push((await readOne(caller, uuid)).body.item)
  expect(items).toMatchObject([
    { filename: 'a.png', media_type: 'image', visualize: true, status: 'processing' },
    { filename: 'b.wav', media_type: 'audio', visualize: true },
    { filename: 'a.png', media_type: 'image', visualize: true },
  ])
  const rows = await db.owner`select c.source, d.parameters->'frameLength' as length, m.store_key from cases c
    join detections d on d.case_id = c.id join media m on m.case_id = c.id where c.team_id = ${caller.team.teamId}`
  expect(rows).toHaveLength(3)
  for (const row of rows) {
    expect(row).toMatchObject({ source: 'api', length: 3 })
    expect(mediaFiles()).toContain(row.store_key)
  }
  const events = await db.owner`select type, facts from audit_events where team_id = ${caller.team.teamId}
    and type in ('batch.opened', 'case.opened') order by type`
  expect(events.map(({ type }) => type)).toEqual(['batch.opened', 'case.opened', 'case.opened', 'case.opened'])
  expect(events[0]!.facts).toMatchObject({ files: 3 })
  const [queued] = await db.owner`select count(*)::int as jobs from pgboss.job where name = 'detection.run'
    and data->>'teamId' = ${caller.team.teamId}`
  expect(queued).toEqual({ jobs: 3 })
})

test('an archive is unpacked, and what was passed over is said', async () => {
  const bytes = makeZip([
    { name: 'x/a.png', data: picture, method: 8 },
    { name: 'y/a.png', data: picture },
    { name: 'y/z/voice.wav', data: wav(), method: 8 },
    { name: 'notes.txt', data: Buffer.from('hello') },
    { name: 'fake.png', data: Buffer.from('hello') },
  ])
  // Its bytes say that it is one, whatever it is called and sent as.
  const { status, body } = await post([{ ...archive(bytes), filename: 'photos.dat', type: 'image/png' }])
  expect(status).toBe(202)
  expect(body.item).toMatchObject({ total_files: 3, status: 'processing' })
  expect(body.message).toMatch(/Skipped.*: 2\.$/)
  const rows = await db.owner`select title from cases where team_id = ${caller.team.teamId} order by number`
  expect(rows.map(({ title }) => title)).toEqual(['a.png', 'a.png', 'voice.wav'])
  expect(mediaFiles().filter((file) => file.startsWith('incoming'))).toEqual([])
})

test('the part may be called files, files[] or files[0], and options may stand in the query string', async () => {
  const parts = ['files', 'files[]', 'files[0]'].map((name) => ({ ...image(), name }))
  const { status, body } = await post(parts, {}, '?visualize=false')
  expect(status).toBe(202)
  expect((await readOne(caller, body.item.detect_uuids[0])).body.item.visualize).toBe(false)
})

test('fifty files, and not one more', async () => {
  const many = (count: number) => Array.from({ length: count }, (_, index) => image(`${index}.png`))
  const { status, body } = await post(many(50))
  expect(status).toBe(202)
  expect(body.item).toMatchObject({ total_files: 50, detect_uuids: { length: 50 } })
  await refused(() => post(many(51)), 400, /more than 50 files/)
  await refused(() => post(many(60)), 400, /more than 50 files/)
  const zipped = makeZip(many(51).map(({ filename, body }) => ({ name: filename!, data: body as Buffer })))
  await refused(() => post([archive(zipped)]), 400, /more than 50 media files/)
})

test.each<[string, () => Part[], number, RegExp]>([
  ['no files', () => [field('visualize', 'true')], 400, /No files.*“files\[\]”/],
  ['files as text', () => [field('files[]', 'a.png')], 400, /No files/],
  ['both forms', () => [image(), archive(makeZip([]))], 400, /not both/],
  ['both forms, archive first', () => [archive(makeZip([{ name: 'a.png', data: picture }])), image()], 400, /not both/],
  ['two archives', () => [archive(makeZip([])), archive(makeZip([]))], 400, /more than one archive/],
  ['a part of another name', () => [{ ...image(), name: 'photo' }], 400, /“photo”.*“files\[\]”/],
  [
    'an archive among the files',
    () => [image(), { ...archive(makeZip([])), name: 'files[]' }],
    400,
    /part named “file”/,
  ],
  ['media in the archive’s place', () => [{ ...image(), name: 'file' }], 400, /“a.png” is no ZIP archive/],
  ['an empty archive’s file', () => [archive(Buffer.alloc(0))], 400, /“all.zip” is empty/],
  ['an archive without media', () => [archive(makeZip([{ name: 'a.txt' }]))], 400, /no media/],
  ['a damaged archive', () => [archive(makeZip([{ name: 'a.png', data: picture, crc32: 1 }]))], 400, /damaged/],
  ['one file that is no media', () => [image(), { ...image('b.png'), body: 'hello' }, image()], 400, /“b.png”/],
  ['one file of another kind', () => [image(), { ...image('b.exe') }], 400, /\.exe is not among/],
  ['an empty file', () => [image(), { ...image('b.png'), body: '' }], 400, /“b.png” is empty/],
  [
    'a second reading',
    () => [image(), { ...image('b.png'), body: Buffer.concat([picture, Buffer.from('<script>')]) }],
    400,
    /“b.png” can also be opened/,
  ],
  ['watermarks', () => [field('detect_watermark', 'true'), image()], 400, /detect_watermark.*batches/],
  ['watermarks, said last', () => [image(), field('detect_watermark', 'true')], 400, /detect_watermark.*batches/],
  ['Signal', () => [image(), field('signal', 'true')], 403, /Signal/],
  [
    'Signal with zero retention',
    () => [field('signal', '1'), field('zero_retention_mode', '1'), image()],
    400,
    /signal/,
  ],
  ['a URL', () => [field('url', 'https://a.example/x.png'), image()], 400, /url is not taken/],
  ['a media token', () => [image(), field('media_token', 'x.y.z')], 400, /media_token is not taken/],
  ['a bad option before the files', () => [field('frame_length', '9'), image()], 400, /frame_length/],
  ['a bad option behind the files', () => [image(), field('frame_length', '9')], 400, /frame_length/],
  ['a bad option behind an archive', () => [archive(makeZip([])), field('modality', 'x')], 400, /modality/],
  ['a private callback', () => [image(), field('callback_url', 'http://10.0.0.1/x')], 400, /callback_url/],
  ['too many fields', () => Array.from({ length: 80 }, (_, index) => field(`f${index}`, 'x')), 400, /64 fields/],
])('refused: %s', async (_, parts, status, says) => {
  await refused(() => post(parts()), status, says)
})

test('what cannot be a batch is refused before it is read', async () => {
  await refused(() => post([image()], { prefer: 'wait' }), 400, /not waited for/)
  await refused(() => post([image()], { prefer: 'respond-async, wait=5' }), 400, /not waited for/)
  await refused(() => post([image()], {}, '?detect_watermark=true'), 400, /detect_watermark/)
  const json = { method: 'POST', body: '{"url":"https://a.example/x.png"}' }
  const headers = { ...caller.auth, 'content-type': 'application/json' }
  await refused(() => send(new Request(batchUrl, { ...json, headers })), 400, /multipart\/form-data/)
  await refused(() => send(new Request(batchUrl, { method: 'POST', headers: caller.auth })), 400, /multipart/)
  await refused(() => post([image()], { 'content-length': String(600 * 1024 * 1024) }), 400, /larger than 500 MB/)
  await refused(() => post([image()], { 'idempotency-key': 'x'.repeat(300) }), 400, /Idempotency-Key/)
})

test('more than may be handed in together, though each file is small enough', async () => {
  const { maxBytes } = batchLimits
  batchLimits.maxBytes = 2_000_000
  try {
    const sound = (filename: string) => ({ name: 'files[]', filename, body: wav(900_000) })
    expect((await post([sound('a.wav'), sound('b.wav')])).status).toBe(202)
    await refused(() => post([sound('a.wav'), sound('b.wav'), sound('c.wav')]), 400, /larger than 500 MB/)
    const packed = makeZip(['a', 'b', 'c'].map((name) => ({ name: `${name}.wav`, data: wav(900_000), method: 8 })))
    await refused(() => post([archive(packed)]), 400, /of media, the most one batch may/)
  } finally {
    batchLimits.maxBytes = maxBytes
  }
})

test('a batch that breaks off leaves nothing', async () => {
  const whole = multipartBody([image(), { ...image('b.png'), body: wav(300_000) }])
  const cut = multipartBody([image(), { name: 'files[]', filename: 'b.wav', body: wav(300_000) }], { open: true })
  const sending = (body: Buffer) => () => send(multipartRequest(batchUrl, body, caller.auth))
  await refused(sending(cut), 400, /broke off/)
  await refused(sending(whole.subarray(0, 200)), 400, /broke off/)
  await refused(sending(Buffer.from(`--${boundary}--`)), 400, /broke off|No files/)
})

test('the same Idempotency-Key is the same batch, also twice at once; with another batch it is a conflict', async () => {
  const key = { 'idempotency-key': 'night shift' }
  const [first, twin] = await Promise.all([post([image()], key), post([image()], key)])
  expect([first.status, twin.status]).toEqual([202, 202])
  expect(twin.body.item.uuid).toBe(first.body.item.uuid)
  const before = await counts()
  expect((await post([image()], key)).body.item).toEqual(first.body.item)
  expect(await counts()).toEqual(before)
  await refused(() => post([image(), image()], key), 409, /another batch/)
  await refused(() => post([image(), field('frame_length', '4')], key), 409, /another batch/)
  const other = await jpeg()
  await refused(() => post([{ name: 'files[]', filename: 'a.jpg', body: other }], key), 409, /another batch/)
})

test('zero retention holds for every file', async () => {
  const bytes = makeZip([
    { name: 'Jane Doe/passport.png', data: picture },
    { name: 'voice.wav', data: wav() },
  ])
  const { body } = await post([archive(bytes), field('zero_retention_mode', 'true')])
  const rows = await db.owner`select c.title, c.zero_retention, c.retention, m.filename from cases c
    join media m on m.case_id = c.id where c.team_id = ${caller.team.teamId} order by c.number`
  expect(rows).toHaveLength(2)
  for (const [index, ending] of ['png', 'wav'].entries()) {
    const name = expect.stringMatching(new RegExp(`^redacted_[0-9a-f]{24}\\.${ending}$`))
    expect(rows[index]).toEqual({ title: name, filename: name, zero_retention: true, retention: 'due' })
    const { item } = (await readOne(caller, body.item.detect_uuids[index])).body
    expect(item).toMatchObject({ url: null, audio_url: null, filename: name, zero_retention_mode: true })
  }
})

test('the callback is the batch’s, not each file’s', async () => {
  const options = [field('callback_url', 'http://nas.local/done'), field('wait_for_intelligence', 'false')]
  const { status, body } = await post([...options, image(), image()])
  expect(status).toBe(202)
  const rows = await db.owner`select replace(batch_id::text, '-', '') as batch, detection_id, url,
    wait_for_intelligence as waits, status from callbacks where team_id = ${caller.team.teamId}`
  const waiting = { url: 'http://nas.local/done', waits: false, status: 'waiting' }
  expect([...rows]).toEqual([{ batch: body.item.uuid, detection_id: null, ...waiting }])
})

test('keys: only those that may submit open one, only those that may read see it, and no other team does', async () => {
  const { body } = await post([image()])
  const other = await makeCaller()
  for (const uuid of [body.item.uuid, '0'.repeat(32), 'nonsense', "' or 1=1"]) {
    const by = uuid === body.item.uuid ? other : caller
    const { status, body: said } = await read(uuid, by)
    expect([status, said.message]).toEqual([404, 'Batch not found'])
  }
  const { uuid } = body.item
  const dashed = uuid.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5').toUpperCase()
  expect((await read(dashed)).body.item.uuid).toBe(uuid)
  const submitter = await makeCaller(['submit'], caller.team)
  const reader = await makeCaller(['read'], caller.team)
  expect((await read(body.item.uuid, reader)).status).toBe(200)
  expect((await read(body.item.uuid, submitter)).status).toBe(403)
  expect((await post([image()], submitter.auth)).status).toBe(202)
  await refused(() => post([image()], reader.auth), 403, /submit/)
  await refused(() => post([image(), field('use_reverse_search', '1')], submitter.auth), 403, /read/)
  await refused(() => post([image()], { authorization: 'Bearer nonsense' }), 401, /./)
})

test('other methods', async () => {
  const none = { params: Promise.resolve({ uuid: 'x' }) }
  expect(await answer(noGet(new Request(batchUrl, { headers: caller.auth }), none))).toMatchObject({ status: 405 })
  const deleting = new Request(`${batchUrl}/x`, { method: 'DELETE', headers: caller.auth })
  expect((await answer(noDelete(deleting, none))).headers.get('allow')).toBe('GET')
})
