import { beforeAll, describe, expect, test } from 'vitest'
import { jpeg, zip } from '../support/media-bytes'
import { type Ask, call, desk, detect, detectAndWait } from './client'
import { type Refusal, refuse } from './refuse'
import { png, sample } from './samples'

const nobodys = '0f1e2d3c4b5a49788796a5b4c3d2e1f0'
let theirs: string
let own: string

beforeAll(async () => {
  theirs = (await detectAndWait({ key: desk.keys.stranger, file: await png() })).uuid
  own = (await detectAndWait({ file: await png() })).uuid
})

/** What is nobody's: malformed, unknown, and another team's, which must answer alike. */
const nobodysSpellings: [name: string, uuid: () => string][] = [
  ['a word', () => 'nonsense'],
  ['SQL', () => "'--"],
  ['a digit', () => '0'],
  ['null', () => 'null'],
  ['a NUL', () => '%00'],
  ['one unknown', () => nobodys],
  ['a digit too many', () => `${nobodys}0`],
  ['another team’s', () => theirs],
  ['another team’s in capitals', () => theirs.toUpperCase()],
]

const notFound = [
  ['GET', (uuid: string) => `/detect/${uuid}`, /^Detect not found$/],
  ['DELETE', (uuid: string) => `/detect/${uuid}`, /^Detect not found$/],
  ['GET', (uuid: string) => `/detect/${uuid}/feedback`, /not found/i],
  ['POST', (uuid: string) => `/detect/${uuid}/feedback`, /^Detect not found$/],
  ['DELETE', (uuid: string) => `/detect/${uuid}/feedback`, /^Detect not found$/],
  ['GET', (uuid: string) => `/detect/batch/${uuid}`, /not found/i],
  ['GET', (uuid: string) => `/intelligences/${uuid}`, /^Not found$/],
  ['POST', (uuid: string) => `/detects/${uuid}/intelligence`, /^Detect not found$/],
  ['GET', (uuid: string) => `/detects/${uuid}/intelligence/${nobodys}`, /not found$/],
  ['GET', (uuid: string) => `/audio_source_tracings/${uuid}`, /^Not found$/],
] as const

const bodyOf = (method: string, path: string): Ask =>
  method !== 'POST' ? {} : { json: path.endsWith('feedback') ? { type: 'correct' } : { query: 'Is it edited?' } }

describe.each(notFound)('%s of nobody’s', (method, at, says) => {
  test.each(nobodysSpellings)('%s is 404', async (_, uuid) => {
    const path = at(uuid())
    const { body } = await refuse(method, path, { name: path, ask: bodyOf(method, path), says, status: 404 })
    if (/^\/(intelligences|audio_source_tracings)\//.test(path)) expect(body.item).toBeNull()
  })
})

test('an unknown question of an own detection, and another detection’s, are 404 “Question not found”', async () => {
  for (const question of [nobodys, 'nonsense', theirs]) {
    const path = `/detects/${own}/intelligence/${question}`
    await refuse('GET', path, { name: path, ask: {}, says: /^Question not found$/, status: 404 })
  }
})

const lists = ['/detect', '/intelligences', '/audio_source_tracings']
const pages: [query: Record<string, string>, field: string][] = [
  [{}, 'page'],
  [{ page: '' }, 'page'],
  [{ page: '0' }, 'page'],
  [{ page: '-1' }, 'page'],
  [{ page: '1.5' }, 'page'],
  [{ page: 'x' }, 'page'],
  [{ page: '1e3' }, 'page'],
  [{ page: '99999999999999999999' }, 'page'],
  [{ page_size: '20' }, 'page'],
  [{ page: '1', page_size: '9' }, 'page_size'],
  [{ page: '1', page_size: '0' }, 'page_size'],
  [{ page: '1', page_size: '-10' }, 'page_size'],
  [{ page: '1', page_size: '1001' }, 'page_size'],
  [{ page: '1', page_size: '10.5' }, 'page_size'],
  [{ page: '1', page_size: 'all' }, 'page_size'],
]

describe.each(lists)('GET %s', (list) => {
  test.each(pages)('refuses %j by field', async (query, field) => {
    await refuse('GET', list, { name: list, ask: { query }, says: new RegExp(field), field })
  })
})

const feedback: Refusal[] = [
  { name: 'no body', ask: {}, says: /type/ },
  { name: 'no type', ask: { json: {} }, says: /type/, field: 'type' },
  { name: 'a null type', ask: { json: { type: null } }, says: /type/, field: 'type' },
  { name: 'an unknown type', ask: { json: { type: 'wrong' } }, says: /type/, field: 'type' },
  { name: 'a type in capitals', ask: { json: { type: 'CORRECT' } }, says: /type/, field: 'type' },
  { name: 'a number for a type', ask: { json: { type: 1 } }, says: /type/, field: 'type' },
  {
    name: 'a comment of 1,001 characters',
    ask: { json: { type: 'correct', comment: 'x'.repeat(1001) } },
    says: /comment/,
    field: 'comment',
  },
  { name: 'a number for a comment', ask: { json: { type: 'correct', comment: 5 } }, says: /comment/, field: 'comment' },
  { name: 'broken JSON', ask: { body: '{', headers: { 'content-type': 'application/json' } }, says: /JSON/ },
  { name: 'a JSON list', ask: { json: [] }, says: /object/ },
]

test.each(feedback)('POST /detect/{uuid}/feedback refuses $name', async (refusal) => {
  await refuse('POST', `/detect/${own}/feedback`, refusal)
})

test('feedback and questions before the end are refused', async () => {
  // A fetch that is tried again keeps it waiting.
  const { uuid } = await detect({
    json: { url: `http://127.0.0.1:${desk.receiverPorts.batch}/nobody-listens.jpg` },
  })
  await refuse('POST', `/detect/${uuid}/feedback`, { name: 'early', ask: { json: { type: 'correct' } }, says: /./ })
  await refuse('POST', `/detects/${uuid}/intelligence`, {
    name: 'early',
    ask: { json: { query: 'Is it edited?' } },
    says: /^Detection must be completed before asking questions$/,
    status: 422,
  })
  await call('DELETE', `/detect/${uuid}`)
})

const questions: Refusal[] = [
  { name: 'no body', ask: {}, says: /query is required/ },
  { name: 'no query', ask: { json: {} }, says: /^query is required$/ },
  { name: 'a null query', ask: { json: { query: null } }, says: /^query is required$/ },
  { name: 'an empty query', ask: { json: { query: '' } }, says: /^query is required$/ },
  { name: 'a blank query', ask: { json: { query: '  \n ' } }, says: /^query is required$/ },
  { name: 'a number', ask: { json: { query: 7 } }, says: /query/ },
  { name: 'broken JSON', ask: { body: '{', headers: { 'content-type': 'application/json' } }, says: /JSON/ },
]

test.each(questions)('POST /detects/{uuid}/intelligence refuses $name', async (refusal) => {
  await refuse('POST', `/detects/${own}/intelligence`, refusal)
})

const intelligence: Refusal[] = [
  { name: 'no source', ask: { json: {} }, says: /./ },
  { name: 'no body', ask: {}, says: /./ },
  {
    name: 'two sources',
    ask: () => ({ json: { url: 'https://example.com/a.jpg', detect_id: own } }),
    says: /exactly one/,
  },
  {
    name: 'three sources',
    ask: () => ({ json: { url: 'https://example.com/a.jpg', detect_id: own, media_token: 'x' } }),
    says: /exactly one/,
  },
  { name: 'a closed url', ask: { json: { url: 'https://127.0.0.1/a.jpg' } }, says: /URL/, field: 'url' },
  { name: 'a plain url', ask: { json: { url: 'http://example.com/a.jpg' } }, says: /URL/, field: 'url' },
  { name: 'a bad token', ask: { json: { media_token: 'nonsense' } }, says: /media_token/, field: 'media_token' },
  {
    name: 'an unknown media type',
    ask: () => ({ json: { detect_id: own, media_type: 'smell' } }),
    says: /media_type/,
    field: 'media_type',
  },
  {
    name: 'a closed callback',
    ask: () => ({ json: { detect_id: own, callback_url: 'https://10.0.0.1/' } }),
    says: /callback_url/,
    field: 'callback_url',
  },
  { name: 'an unknown detection', ask: { json: { detect_id: nobodys } }, says: /not found/i, status: 404 },
  { name: 'another team’s detection', ask: () => ({ json: { detect_id: theirs } }), says: /not found/i, status: 404 },
  { name: 'broken JSON', ask: { body: '{', headers: { 'content-type': 'application/json' } }, says: /JSON/ },
]

test.each(intelligence)('POST /intelligence refuses $name', async (refusal) => {
  await refuse('POST', '/intelligence', refusal)
})

const uploads: Refusal[] = [
  { name: 'no body', ask: {}, says: /./ },
  { name: 'no file', ask: { fields: { note: 'x' } }, says: /file/ },
  { name: 'JSON', ask: { json: { url: 'https://example.com/a.jpg' } }, says: /multipart/ },
  { name: 'an empty file', ask: async () => ({ file: { ...(await png()), body: '' } }), says: /empty/ },
  { name: 'an unknown extension', ask: async () => ({ file: await png('a.exe') }), says: /\.exe/ },
  {
    name: 'bytes of another kind',
    ask: async () => ({ file: { ...(await sample('wav')), filename: 'a.png', type: 'image/png' } }),
    says: /WAV/,
  },
  {
    name: 'a content type of another kind',
    ask: async () => ({ file: { ...(await png()), type: 'audio/wav' } }),
    says: /sent as/,
  },
  { name: 'two files', ask: async () => ({ files: [await png(), await png()] }), says: /more than one/ },
  { name: 'another part', ask: async () => ({ file: { ...(await png()), name: 'media' } }), says: /“file”/ },
]

test.each(uploads)('POST /secure_uploads refuses $name', async (refusal) => {
  await refuse('POST', '/secure_uploads', refusal)
})

const several = async (count: number) => ({
  files: await Promise.all(
    Array.from({ length: count }, async (_, n) => ({ ...(await png(`${n}.png`)), name: 'files[]' })),
  ),
})
const archive = (filename: string, body: Buffer) => ({ file: { filename, type: 'application/zip', body } })

const batches: Refusal[] = [
  { name: 'nothing', ask: { fields: { visualize: 'true' } }, says: /file/ },
  { name: 'no body', ask: {}, says: /./ },
  { name: 'JSON', ask: { json: { url: 'https://example.com/a.zip' } }, says: /multipart/ },
  {
    name: 'a zip and files[]',
    ask: async () => ({ ...(await several(1)), ...archive('a.zip', zip('a.png')) }),
    says: /./,
  },
  { name: '51 files', ask: () => several(51), says: /50/ },
  {
    name: 'a file of no known kind',
    ask: async () => ({
      files: [
        { ...(await png()), name: 'files[]' },
        { ...(await png('a.exe')), name: 'files[]' },
      ],
    }),
    says: /\.exe/,
  },
  {
    name: 'an empty file',
    ask: async () => ({ files: [{ ...(await png()), name: 'files[]', body: '' }] }),
    says: /empty/,
  },
  { name: 'an archive that is none', ask: archive('a.zip', Buffer.from('hello')), says: /./ },
  { name: 'an empty archive', ask: archive('a.zip', Buffer.from('PK\x05\x06'.padEnd(22, '\0'), 'latin1')), says: /./ },
  { name: 'an archive without media', ask: archive('a.zip', zip('readme.txt')), says: /media|none/i },
  { name: 'an archive of another kind', ask: archive('a.rar', Buffer.from('Rar!\x1a\x07\0', 'latin1')), says: /./ },
  {
    name: 'a picture that is no archive',
    ask: async () => ({ file: { filename: 'a.zip', body: await jpeg() } }),
    says: /./,
  },
  { name: 'Prefer: wait', ask: async () => ({ ...(await several(1)), headers: { prefer: 'wait' } }), says: /wait/i },
  {
    name: 'watermark detection',
    ask: async () => ({ ...(await several(1)), fields: { detect_watermark: 'true' } }),
    says: /watermark/i,
  },
  {
    name: 'a wrong frame_length',
    ask: async () => ({ ...(await several(1)), fields: { frame_length: '9' } }),
    says: /frame_length/,
    field: 'frame_length',
  },
  {
    name: 'a closed callback',
    ask: async () => ({ ...(await several(1)), fields: { callback_url: 'https://10.0.0.1/' } }),
    says: /callback_url/,
    field: 'callback_url',
  },
]

test.each(batches)('POST /detect/batch refuses $name', async (refusal) => {
  const key = desk.keys.refused
  const { ask, ...rest } = refusal
  const asked = typeof ask === 'function' ? await ask() : ask
  await refuse('POST', '/detect/batch', { ...rest, ask: { ...asked, key } })
  const { body } = await call('GET', '/detect', { key, query: { page: '1' } })
  expect(body.total_count).toBe(0)
})
