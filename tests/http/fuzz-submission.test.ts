import '../support/data-folder'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { env } from '@/lib/env'
import { type Caller, detectUrl, makeCaller, submit } from '../support/api'
import { mediaFiles } from '../support/data-folder'
import { useTestDatabase } from '../support/database'
import { gif, jpeg, png, wav, zip } from '../support/media-bytes'
import { boundary, multipartBody, multipartRequest } from '../support/multipart'
import { makeTeam } from '../support/people'

const db = useTestDatabase()
const callers: Caller[] = []
let media: Buffer[] = []
let turn = 0
const statuses = new Map<number, number>()

beforeAll(async () => {
  env().DATABASE_APP_URL = db.appUrl
  env().ALLOWED_PRIVATE_HOSTS.push('nas.local')
  media = [await png(), await jpeg(), await gif(), wav(400), zip(), Buffer.alloc(0), Buffer.from('<svg/>')]
  const team = await makeTeam()
  // Many keys: one may make 40 requests a second, and that is not what is tried here.
  for (let made = 0; made < 24; made++) callers.push(await makeCaller(['read', 'submit'], team))
})

/** Everything a hand-in could leave behind. */
async function kept() {
  const [row] = await db.owner<{ cases: number; media: number; detections: number; jobs: number; loose: number }[]>`
    select (select count(*)::int from cases) as cases, (select count(*)::int from media) as media,
      (select count(*)::int from detections) as detections, (select count(*)::int from pgboss.job) as jobs,
      (select count(*)::int from cases c where not exists (select from detections d where d.case_id = c.id)) as loose`
  return { ...row!, files: mediaFiles().length }
}

/** Sends it; holds that it is answered in the contract's shape, and that only what was taken is kept. */
async function holds(build: (auth: Record<string, string>) => Request): Promise<void> {
  turn += 1
  const before = await kept()
  const { status, body } = await submit(build(callers[turn % callers.length]!.auth))
  const after = await kept()
  statuses.set(status, (statuses.get(status) ?? 0) + 1)
  expect(status).toBeLessThan(500)
  expect(after.loose).toBe(0)
  if (status === 200) {
    expect(body).toMatchObject({ success: true, item: { uuid: expect.stringMatching(/^[0-9a-f]{32}$/) } })
    const isNew = after.cases - before.cases
    expect([0, 1]).toContain(isNew)
    expect(after.detections - before.detections).toBe(isNew)
    expect(after.files - before.files).toBe(after.media - before.media)
  } else {
    expect(body).toMatchObject({ success: false, message: expect.any(String), error: body.message })
    expect(after).toEqual(before)
  }
}

const optionNames = [
  'url',
  'media_token',
  'callback_url',
  'visualize',
  'frame_length',
  'start_region',
  'end_region',
  'max_video_secs',
  'modality',
  'intelligence',
  'zero_retention_mode',
  'signal',
  'detect_watermark',
  'extra_params',
]
const urls = fc.constantFrom(
  'http://nas.local/clip.mp4',
  'http://nas.local/%E4%B8%96%ff.jpg',
  `http://nas.local/${'a'.repeat(1900)}`,
  'http://nas.local/\u0000',
  'https://127.0.0.1/',
  'https://[::1]/',
  'nonsense',
)
const fieldValue = fc.oneof(
  urls,
  fc.constantFrom('true', 'false', '1', '2', '-1', '', 'all'),
  fc.string({ unit: 'binary' }),
)
const fieldName = fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...optionNames) }, fc.string({ unit: 'binary' }))
/** Fields that are right by themselves: a request of none but these may be taken. */
const rightField = fc.constantFrom<[string, string]>(
  ['visualize', 'true'],
  ['frame_length', '3'],
  ['modality', 'audio'],
  ['intelligence', '1'],
  ['zero_retention_mode', 'true'],
  ['end_region', '-1'],
  ['surprise', '\u0000'],
)
const pairs = fc.oneof(
  { weight: 3, arbitrary: fc.array(rightField, { maxLength: 3 }) },
  fc.array(fc.tuple(fieldName, fieldValue), { maxLength: 6 }),
)
const header = fc.record(
  {
    'idempotency-key': fc.oneof(fc.constantFrom('a', 'b'), fc.string({ unit: 'grapheme-ascii', maxLength: 300 })),
    prefer: fc.constantFrom('respond-async', 'wait=0', 'return=minimal', ';;,='),
    'content-length': fc.constantFrom('0', '5', '-1', 'x', '999999999999', '1e3'),
    'content-encoding': fc.constantFrom('identity', '', 'gzip', 'br'),
  },
  { requiredKeys: [] },
)
const headers = fc.oneof({ weight: 2, arbitrary: fc.constant({} as Record<string, string>) }, header)
const filename = fc.oneof(
  fc.constantFrom(
    'a.png',
    'a.jpg',
    'a.gif',
    'a.wav',
    'a.mp4',
    'a.zip',
    'a',
    '.png',
    '',
    '../../a.png',
    'a.png\u0000.exe',
  ),
  fc.string({ unit: 'binary' }).map((text) => `${text}.png`),
)
const quoted = (text: string) => text.replace(/[\r\n"\\]/g, '_')

/** Headers that no request can carry are left out, as a client would fail on them before it sends. */
function headersOf(given: Record<string, string | undefined>): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(given)) {
    try {
      if (value !== undefined) headers.set(name, value)
    } catch {}
  }
  return headers
}

function requestOf(url: string, body: Buffer | string | null, given: Record<string, string | undefined>): Request {
  return new Request(url, {
    method: 'POST',
    headers: headersOf(given),
    ...(body !== null && { body: new Uint8Array(Buffer.from(body as string)) }),
  })
}

const searchOf = (query: [string, string][]) => (query.length > 0 ? `?${new URLSearchParams(query)}` : '')

test('multipart of any parts', async () => {
  const right = fc
    .nat(3)
    .map((at) => ({ name: 'file', filename: ['a.png', 'b.jpg', 'c.gif', 'd.wav'][at]!, type: '', at }))
  const wrong = fc.record({
    name: fc.oneof({ weight: 5, arbitrary: fc.constant('file') }, fc.constantFrom('files[]', '', 'url')),
    filename,
    type: fc.constantFrom('image/png', 'application/octet-stream', 'audio/wav', 'text/html', '', 'x'),
    at: fc.nat(),
  })
  const files = fc.oneof(
    { weight: 2, arbitrary: fc.array(right, { minLength: 1, maxLength: 1 }) },
    fc.array(wrong, { maxLength: 2 }),
  )
  await fc.assert(
    fc.asyncProperty(files, pairs, pairs, headers, async (files, fields, query, more) => {
      const parts = [
        ...fields.map(([name, body]) => ({ name: quoted(name), body })),
        ...files.map(({ at, ...part }) => ({
          ...part,
          filename: quoted(part.filename),
          body: media[at % media.length]!,
        })),
      ]
      const body = multipartBody(parts)
      const { 'content-length': length, ...rest } = more
      await holds((auth) =>
        multipartRequest(detectUrl + searchOf(query), body, {
          ...Object.fromEntries(headersOf(rest)),
          ...auth,
          ...(length !== undefined && files.length > 0 && { 'content-length': length }),
        }),
      )
    }),
    { numRuns: 150 },
  )
})

test('multipart that was cut, doubled or damaged on the way', async () => {
  const whole = multipartBody([
    { name: 'visualize', body: 'true' },
    { name: 'file', filename: 'a.png', type: 'image/png', body: await png() },
  ])
  const damage = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 5 })
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length), fc.nat(whole.length), damage, async (from, to, changes) => {
      const body = Buffer.from(whole)
      for (const [at, byte] of changes) body[at] = byte
      const cut = changes.length > 2 ? body.subarray(Math.min(from, to), Math.max(from, to)) : body.subarray(0, to)
      await holds((auth) => multipartRequest(detectUrl, cut, auth))
    }),
    { numRuns: 150 },
  )
})

test('JSON, forms, query strings and bytes of any kind', async () => {
  const type = fc.constantFrom(
    'application/json',
    'application/json; charset=utf-8',
    'application/json; charset=utf-16',
    'application/x-www-form-urlencoded',
    'application/vnd.api+json',
    `multipart/form-data; boundary=${boundary}`,
    'multipart/form-data; boundary=',
    'multipart/form-data',
    'text/plain',
    '',
    undefined,
  )
  const body = fc.oneof(
    fc.json(),
    fc.dictionary(fieldName, fc.oneof(fieldValue, fc.jsonValue())).map((object) => JSON.stringify(object)),
    pairs.map((options) => JSON.stringify({ ...Object.fromEntries(options), url: 'http://nas.local/a.jpg' })),
    pairs.map((options) => new URLSearchParams([...options, ['url', 'http://nas.local/a.jpg']]).toString()),
    pairs.map((form) => new URLSearchParams(form).toString()),
    fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)),
    fc.constantFrom('', '{', '[]', 'null', '{"url":', '{"__proto__":{"url":"http://nas.local/a.jpg"}}', '\ufeff{}'),
  )
  await fc.assert(
    fc.asyncProperty(type, body, pairs, headers, async (contentType, sent, query, more) => {
      await holds((auth) =>
        requestOf(detectUrl + searchOf(query), sent, { ...more, 'content-type': contentType, ...auth }),
      )
    }),
    { numRuns: 250 },
  )
})

test('any Authorization is a key or none', async () => {
  const word = fc.constantFrom('Bearer', 'Token', 'token=', ' ', '"', ',', 'docket_', 'x', '\t', '=')
  const spelled = fc.oneof(
    fc.array(word).map((words) => words.join('')),
    fc.string(),
  )
  await fc.assert(
    fc.asyncProperty(spelled, async (authorization) => {
      await holds(() =>
        requestOf(detectUrl, '{"url":"http://nas.local/a.jpg"}', { authorization, 'content-type': 'application/json' }),
      )
    }),
    { numRuns: 60 },
  )
})

test('nothing lies where files arrive, and every kept file has its row', async () => {
  await expect.poll(() => mediaFiles().filter((name) => name.startsWith('incoming')), { timeout: 10_000 }).toEqual([])
  const rows = await db.owner<{ store_key: string }[]>`select store_key from media`
  expect(mediaFiles().sort()).toEqual(rows.map(({ store_key }) => store_key).sort())
})

test('enough of it was taken, and enough refused, to mean something', () => {
  expect(statuses.get(200)).toBeGreaterThan(20)
  expect(statuses.get(400)).toBeGreaterThan(100)
  expect(statuses.has(429)).toBe(false)
})
