import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { zip } from '../support/media-bytes'
import { boundary, multipartBody } from '../support/multipart'
import { type Ask, call, desk, type Part } from './client'
import { type Refusal, refuse } from './refuse'
import { accepted, picture, png, sample } from './samples'

/** Of a team in which nothing may ever be kept. */
const key = desk.keys.refused
const url = 'https://example.com/photo.jpg'
const multipart = { 'content-type': `multipart/form-data; boundary=${boundary}` }

const withFile =
  (part: Partial<Part>, more: Ask = {}) =>
  async (): Promise<Ask> => ({
    file: { ...(await png()), ...part },
    ...more,
  })
const raw = (parts: Parameters<typeof multipartBody>[0]) => ({ body: multipartBody(parts), headers: multipart })

const sources: Refusal[] = [
  { name: 'an empty JSON object', ask: { json: {} }, says: /file.*url/ },
  { name: 'no body at all', ask: {}, says: /file.*url/ },
  { name: 'an empty form', ask: { form: {} }, says: /file.*url/ },
  { name: 'multipart without a source', ask: { fields: { visualize: 'true' } }, says: /file.*url/ },
  { name: 'an empty url', ask: { json: { url: '' } }, says: /file.*url/ },
  { name: 'a null url', ask: { json: { url: null } }, says: /file.*url/ },
  { name: 'a file as a text field', ask: { fields: { file: 'photo' } }, says: /./ },
  { name: 'file and url', ask: withFile({}, { fields: { url } }), says: /exactly one/ },
  { name: 'file and media_token', ask: withFile({}, { fields: { media_token: 'x' } }), says: /exactly one/ },
  { name: 'file and url in the query', ask: withFile({}, { query: { url } }), says: /exactly one/ },
  { name: 'url and media_token', ask: { json: { url, media_token: 'x' } }, says: /exactly one/ },
  {
    name: 'url in JSON, media_token in the query',
    ask: { json: { url }, query: { media_token: 'x' } },
    says: /exactly/,
  },
  { name: 'all three', ask: withFile({}, { fields: { url, media_token: 'x' } }), says: /exactly one/ },
  {
    name: 'two files',
    ask: async () => ({ files: [await png('a.png'), await png('b.png')] }),
    says: /more than one file/,
  },
  { name: 'a file in another part', ask: withFile({ name: 'image' }), says: /“image”.*“file”/ },
  {
    name: 'a url behind the file',
    ask: async () =>
      raw([
        { name: 'file', ...(await png()) },
        { name: 'url', body: url },
      ]),
    says: /exactly one/,
  },
]

const names: Refusal[] = [
  ...['exe', 'svg', 'html', 'txt', 'pdf', 'zip', 'bmp', 'tiff', 'psd', 'm3u8', 'mpd', 'mka', 'wma', 'wmv'].map(
    (extension) => ({
      name: `.${extension}`,
      ask: withFile({ filename: `photo.${extension}`, type: 'application/octet-stream' }),
      says: new RegExp(`“photo.${extension}”`),
    }),
  ),
  { name: 'no extension', ask: withFile({ filename: 'photo' }), says: /no extension/ },
  { name: 'a dot alone', ask: withFile({ filename: 'photo.' }), says: /no extension/ },
  { name: 'two extensions, the last unknown', ask: withFile({ filename: 'photo.png.exe' }), says: /\.exe/ },
  { name: 'no name', ask: withFile({ filename: '' }), says: /./ },
  { name: 'a name of a folder', ask: withFile({ filename: 'photo.png/' }), says: /./ },
]

const types: Refusal[] = [
  ...['text/html', 'application/json', 'application/zip', 'audio/wav', 'video/mp4', 'application/pdf'].map((type) => ({
    name: `a picture as ${type}`,
    ask: withFile({ type }),
    says: /was sent as/,
  })),
  {
    name: 'sound as image/png',
    ask: async () => ({ file: { ...(await sample('wav')), type: 'image/png' } }),
    says: /sent as/,
  },
  {
    name: 'video as text/css',
    ask: async () => ({ file: { ...(await sample('mp4')), type: 'text/css' } }),
    says: /sent as/,
  },
]

const bytes: Refusal[] = [
  ...Object.keys(accepted).map((extension) => ({
    name: `an empty .${extension}`,
    ask: withFile({ filename: `a.${extension}`, type: 'application/octet-stream', body: '' }),
    says: /is empty/,
  })),
  ...[
    ['png', 'jpg', /PNG picture/],
    ['jpg', 'png', /JPEG picture/],
    ['gif', 'webp', /GIF picture/],
    ['wav', 'mp3', /WAV sound/],
    ['wav', 'mp4', /WAV sound/],
    ['mp3', 'wav', /MP3 sound/],
    ['ogg', 'flac', /Ogg/],
    ['mkv', 'avi', /Matroska|WebM/],
    ['mp4', 'png', /MP4 video/],
    ['avi', 'mov', /AVI video/],
    ['png', 'wav', /PNG picture/],
  ].map(([holds, named, says]) => ({
    name: `${holds} named .${named}`,
    ask: async () => ({
      file: { ...(await sample(String(holds), `a.${named}`)), type: 'application/octet-stream' },
    }),
    says: says as RegExp,
  })),
  { name: 'a web page', ask: withFile({ body: '<!doctype html><p>hello' }), says: /web page/ },
  {
    name: 'a drawing of text',
    ask: withFile({ body: '<svg xmlns="http://www.w3.org/2000/svg"/>' }),
    says: /made of text/,
  },
  { name: 'a PDF', ask: withFile({ body: '%PDF-1.7\n' }), says: /PDF/ },
  { name: 'an archive', ask: withFile({ body: zip() }), says: /archive/ },
  { name: 'a playlist', ask: withFile({ filename: 'a.mp4', type: 'video/mp4', body: '#EXTM3U\n' }), says: /playlist/ },
  {
    name: 'a DASH manifest',
    ask: withFile({
      filename: 'a.mp4',
      type: 'video/mp4',
      body: '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011">',
    }),
    says: /playlist/,
  },
  { name: 'noise', ask: withFile({ body: Buffer.alloc(2000, 0x5a) }), says: /no kind of media/ },
  { name: 'three bytes', ask: withFile({ body: Buffer.from([1, 2, 3]) }), says: /no kind of media/ },
  {
    name: 'a picture with a web page behind it',
    ask: async () => ({
      file: { ...(await png()), body: Buffer.concat([await picture(), Buffer.from('<script>1</script>')]) },
    }),
    says: /also be opened as a web page/,
  },
  {
    name: 'a picture with an archive behind it',
    ask: async () => ({ file: { ...(await png()), body: Buffer.concat([await picture(), zip()]) } }),
    says: /also be opened as/,
  },
]

const bodies: Refusal[] = [
  { name: 'broken JSON', ask: json('{"url":'), says: /not valid JSON/ },
  { name: 'a JSON list', ask: json('[1]'), says: /no object/ },
  { name: 'a JSON null', ask: json('null'), says: /no object/ },
  { name: 'a JSON text', ask: json('"https://example.com/a.jpg"'), says: /no object/ },
  { name: 'a JSON number', ask: json('5'), says: /no object/ },
  { name: 'JSON of 70 KB', ask: json(JSON.stringify({ url: 'x'.repeat(70_000) })), says: /larger than 64 KB/ },
  { name: 'JSON that is not UTF-8', ask: json(Buffer.from([0x7b, 0xff, 0xfe, 0x7d])), says: /UTF-8/ },
  { name: 'plain text', ask: { body: 'hello', headers: { 'content-type': 'text/plain' } }, says: /text\/plain/ },
  { name: 'XML', ask: { body: '<a/>', headers: { 'content-type': 'application/xml' } }, says: /application\/xml/ },
  { name: 'a body of no type', ask: { body: Buffer.from('url=x') }, says: /cannot be read/ },
  {
    name: 'a picture as the body',
    ask: async () => ({ body: await picture(), headers: { 'content-type': 'image/png' } }),
    says: /image\/png/,
  },
  {
    name: 'multipart without a boundary',
    ask: { body: 'x', headers: { 'content-type': 'multipart/form-data' } },
    says: /multipart/,
  },
  { name: 'multipart of noise', ask: { body: 'x'.repeat(500), headers: multipart }, says: /multipart|broke off/ },
  { name: 'an empty multipart', ask: { body: '', headers: multipart }, says: /./ },
  {
    name: 'multipart that breaks off',
    ask: async () => ({
      body: multipartBody([{ name: 'file', ...(await sample('wav')) }], { open: true }),
      headers: multipart,
    }),
    says: /broke off/,
  },
  {
    name: 'a hundred fields',
    ask: { fields: Object.fromEntries(Array.from({ length: 100 }, (_, n) => [`f${n}`, '1'])) },
    says: /more than 64 fields/,
  },
  { name: 'a field of 70 KB', ask: { fields: { url: 'x'.repeat(70_000) } }, says: /64 KB/ },
  {
    name: 'an Idempotency-Key of 201 characters',
    ask: withFile({}, { headers: { 'idempotency-key': 'k'.repeat(201) } }),
    says: /201 characters/,
    field: 'Idempotency-Key',
  },
]

function json(body: string | Buffer): Ask {
  return { body, headers: { 'content-type': 'application/json' } }
}

describe.each([
  ['sources', sources],
  ['names', names],
  ['content types', types],
  ['bytes', bytes],
  ['bodies', bodies],
])('POST /detect refuses %s', (_, refusals) => {
  test.each(refusals)('$name', async ({ ask, ...refusal }) => {
    const asked = typeof ask === 'function' ? await ask() : ask
    await refuse('POST', '/detect', { ...refusal, ask: { ...asked, key } })
  })
})

test('POST /detect refuses one byte more than 150 MiB, and names the way out', async () => {
  const { body } = await sample('wav')
  const large = Buffer.concat([body as Buffer, Buffer.alloc(150 * 1024 * 1024 + 1 - (body as Buffer).length)])
  await refuse('POST', '/detect', {
    name: 'too large',
    ask: { key, file: { filename: 'long.wav', type: 'audio/wav', body: large } },
    says: /150 MB.*POST \/secure_uploads/,
  })
})

test('of all that was refused nothing is kept: no detection, no file', async () => {
  const { body } = await call('GET', '/detect', { key, query: { page: '1' } })
  expect(body).toMatchObject({ total_count: 0, num_pages: 0, items: [] })
  await expect.poll(() => incoming(), { timeout: 10_000 }).toEqual([])
  // One folder a team; the third team has nothing.
  const folders = fs.readdirSync(path.join(desk.dataFolder, 'media')).filter((name) => /^[0-9a-f-]{36}$/.test(name))
  expect(folders.length).toBeLessThanOrEqual(2)
})

/** Files anywhere below it; the folders for uploads in pieces stay. */
function incoming(): string[] {
  const folder = path.join(desk.dataFolder, 'media/incoming')
  if (!fs.existsSync(folder)) return []
  const found = fs.readdirSync(folder, { recursive: true, withFileTypes: true })
  return found.filter((one) => one.isFile()).map(({ name }) => name)
}
