import { SignJWT } from 'jose'
import { describe, expect, test } from 'vitest'
import { type Ask, call, desk } from './client'
import { type Refusal, refuse } from './refuse'
import { png } from './samples'

/** Of a team in which nothing may ever be kept. */
const key = desk.keys.refused
const url = 'https://example.com/photo.jpg'

/** A parameter that is wrong by itself. */
const wrong = (field: string, values: unknown[], says: RegExp = new RegExp(`${field} must`)): Refusal[] =>
  values.map((value) => ({
    name: `${field} ${JSON.stringify(value).slice(0, 40)}`,
    ask: { json: { url, [field]: value } },
    says,
    field,
  }))

const flags = [
  'visualize',
  'face_only',
  'intelligence',
  'infer_from_intelligence',
  'wait_for_intelligence',
  'audio_source_tracing',
  'audio_source_tracing_enabled',
  'use_reverse_search',
  'use_ood_detector',
  'detect_watermark',
  'signal',
  'zero_retention_mode',
  'privacy_mode',
]

const parameters: Refusal[] = [
  ...wrong('frame_length', [0, 5, 9, -1, 1.5, '2.5', 'two', true, [], {}, 'NaN', 1e9, '0x2', '2 seconds']),
  ...wrong('start_region', [-2, -0.5, '-3', 'soon', [], {}, 'Infinity', true, '1e3x']),
  ...wrong('end_region', [0, -2, 'late', [], true]),
  ...wrong('max_video_secs', [2.5, '2.5', 0, -1, 'all', true, []]),
  ...wrong('modality', ['smell', 'AUDIO', 'image', 1, true, []]),
  ...flags.flatMap((flag) => wrong(flag, ['yes', 'perhaps', 2, [], {}])),
  {
    name: 'end_region before start_region',
    ask: { json: { url, start_region: 5, end_region: 2 } },
    says: /behind start_region/,
    field: 'end_region',
  },
  {
    name: 'end_region at start_region',
    ask: { form: { url, start_region: '3', end_region: '3' } },
    says: /behind start_region/,
    field: 'end_region',
  },
  {
    name: 'end_region -1 with a wrong start_region',
    ask: { query: { url, start_region: '-7', end_region: '-1' } },
    says: /start_region/,
    field: 'start_region',
  },
  {
    name: 'signal with zero retention',
    ask: { json: { url, signal: true, zero_retention_mode: true } },
    says: /cannot be combined/,
    field: 'signal',
  },
  {
    name: 'signal with privacy mode',
    ask: { json: { url, signal: true, privacy_mode: true } },
    says: /cannot be combined/,
    field: 'signal',
  },
  {
    name: 'frame_length in a form',
    ask: { form: { url, frame_length: '7' } },
    says: /frame_length must/,
    field: 'frame_length',
  },
  {
    name: 'frame_length in the query',
    ask: { query: { url, frame_length: '7' } },
    says: /frame_length must/,
    field: 'frame_length',
  },
  {
    name: 'frame_length beside a file',
    ask: async () => ({ file: await png(), fields: { frame_length: '7' } }),
    says: /frame_length must/,
    field: 'frame_length',
  },
  {
    name: 'frame_length in the query beside a file',
    ask: async () => ({ file: await png(), query: { frame_length: '7' } }),
    says: /frame_length must/,
    field: 'frame_length',
  },
  { name: 'watermark detection', ask: { json: { url, detect_watermark: true } }, says: /Watermark/, status: 403 },
  {
    name: 'watermark detection beside a file',
    ask: async () => ({ file: await png(), fields: { detect_watermark: 'true' } }),
    says: /Watermark/,
    status: 403,
  },
  { name: 'signal', ask: { json: { url, signal: 'true' } }, says: /Signal/, status: 403 },
]

test('several wrong parameters are all named', async () => {
  const { body } = await call('POST', '/detect', { key, json: { url, frame_length: 9, modality: 'smell' } })
  expect(Object.keys(body.errors).sort()).toEqual(['frame_length', 'modality'])
})

const closedDoors = [
  'nonsense',
  'photo.jpg',
  '/photo.jpg',
  '//example.com/photo.jpg',
  'https://',
  'https:///photo.jpg',
  'http://example.com/photo.jpg',
  'ftp://example.com/photo.jpg',
  'file:///etc/passwd',
  'data:image/png;base64,AAAA',
  'javascript:alert(1)',
  'https://127.0.0.1/photo.jpg',
  'https://127.1/photo.jpg',
  'https://2130706433/photo.jpg',
  'https://0x7f000001/photo.jpg',
  'https://0/photo.jpg',
  'https://10.0.0.1/photo.jpg',
  'https://172.16.3.4/photo.jpg',
  'https://192.168.1.1/photo.jpg',
  'https://100.64.0.1/photo.jpg',
  'https://169.254.169.254/latest/meta-data',
  'https://metadata.google.internal/',
  'https://[::1]/photo.jpg',
  'https://[::ffff:127.0.0.1]/photo.jpg',
  'https://[fd00::1]/photo.jpg',
  'https://localhost/photo.jpg',
  'https://printer.local/photo.jpg',
  'https://user:secret@example.com/photo.jpg',
  'https://example.com:8443/photo.jpg',
  'https://exa mple.com/photo.jpg',
  'https://example.com\\@127.0.0.1/',
  `http://127.0.0.1:${desk.port}/api/health`,
  `https://example.com/${'a'.repeat(2100)}`,
]

const addresses: Refusal[] = [
  ...closedDoors.map((door) => ({
    name: `url ${door.slice(0, 50)}`,
    ask: { json: { url: door } },
    says: /URL/,
    field: 'url',
  })),
  ...closedDoors.map((door) => ({
    name: `callback_url ${door.slice(0, 50)}`,
    ask: async (): Promise<Ask> => ({ file: await png(), fields: { callback_url: door } }),
    says: /callback_url/,
    field: 'callback_url',
  })),
  ...[5, true, ['https://example.com/a.jpg'], { href: 'x' }].map((value) => ({
    name: `url ${JSON.stringify(value)}`,
    ask: { json: { url: value } },
    says: /url/,
    field: 'url',
  })),
  { name: 'callback_url 5', ask: { json: { url, callback_url: 5 } }, says: /callback_url/, field: 'callback_url' },
]

const tokens: Refusal[] = [
  ...['nonsense', 'a.b.c', `${'x'.repeat(3000)}`].map((token) => ({
    name: `media_token ${token.slice(0, 12)}`,
    ask: { json: { media_token: token } },
    says: /media_token/,
    field: 'media_token',
  })),
  { name: 'media_token 5', ask: { json: { media_token: 5 } }, says: /media_token/, field: 'media_token' },
  {
    name: 'a token signed by somebody else',
    ask: async () => ({ json: { media_token: await forged() } }),
    says: /media_token/,
    field: 'media_token',
  },
  {
    name: 'a token without a signature',
    ask: async () => {
      const [, claims] = (await forged()).split('.')
      const head = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')
      return { json: { media_token: `${head}.${claims}.` } }
    },
    says: /media_token/,
    field: 'media_token',
  },
  {
    name: 'another team’s token',
    ask: async () => {
      const { body } = await call('POST', '/secure_uploads', { file: await png() })
      return { json: { media_token: body.token } }
    },
    says: /media_token/,
    field: 'media_token',
  },
  {
    name: 'a token whose last letters were changed',
    ask: async () => {
      const { body } = await call('POST', '/secure_uploads', { file: await png() })
      return { json: { media_token: `${body.token.slice(0, -4)}AAAA` } }
    },
    says: /media_token/,
    field: 'media_token',
  },
]

function forged(): Promise<string> {
  return new SignJWT({ team: '0f1e2d3c-4b5a-4978-8796-a5b4c3d2e1f0' })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject('0f1e2d3c-4b5a-4978-8796-a5b4c3d2e1f1')
    .setAudience('docket-secure-upload')
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(new TextEncoder().encode('a secret that is not the server’s own'))
}

describe.each([
  ['parameters', parameters],
  ['addresses', addresses],
  ['tokens', tokens],
])('POST /detect refuses %s', (_, refusals) => {
  test.each(refusals)('$name', async ({ ask, ...refusal }) => {
    const asked = typeof ask === 'function' ? await ask() : ask
    await refuse('POST', '/detect', { ...refusal, ask: { ...asked, key } })
  })
})

test('a token is used up by its first request', async () => {
  const { body } = await call('POST', '/secure_uploads', { file: await png() })
  const ask = { json: { media_token: body.token } }
  expect(await call('POST', '/detect', ask)).toMatchObject({ status: 200 })
  await refuse('POST', '/detect', { name: 'used', ask, says: /media_token.*used/, field: 'media_token' })
})

test('of all that was refused nothing is kept', async () => {
  const { body } = await call('GET', '/detect', { key, query: { page: '1' } })
  expect(body).toMatchObject({ total_count: 0, num_pages: 0, items: [] })
})
