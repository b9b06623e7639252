import { describe, expect, test } from 'vitest'
import { call, desk } from './client'
import { refuse } from './refuse'
import { png } from './samples'
import { sendRaw } from './send-raw'

const some = '0f1e2d3c4b5a49788796a5b4c3d2e1f0'

/** Every row of section 1: what it takes, and the scope a key needs for it. */
const rows = [
  ['POST', '/detect', 'submit'],
  ['GET', '/detect?page=1', 'read'],
  ['GET', `/detect/${some}`, 'read'],
  ['DELETE', `/detect/${some}`, 'delete'],
  ['POST', '/detect/batch', 'submit'],
  ['GET', `/detect/batch/${some}`, 'read'],
  ['GET', `/detect/${some}/feedback`, 'read'],
  ['POST', `/detect/${some}/feedback`, 'submit'],
  ['DELETE', `/detect/${some}/feedback`, 'submit'],
  ['POST', '/secure_uploads', 'submit'],
  ['POST', '/intelligence', 'submit'],
  ['GET', '/intelligences?page=1', 'read'],
  ['GET', `/intelligences/${some}`, 'read'],
  ['POST', `/detects/${some}/intelligence`, 'submit'],
  ['GET', `/detects/${some}/intelligence/${some}`, 'read'],
  ['GET', '/audio_source_tracings?page=1', 'read'],
  ['GET', `/audio_source_tracings/${some}`, 'read'],
] as const

const strangeKeys: [name: string, header: string | null][] = [
  ['none', null],
  ['an empty one', ''],
  ['Bearer without a key', 'Bearer'],
  ['an unknown key', 'Bearer docket_0000000000000000000000000000000000000000'],
  ['a key without its scheme', desk.keys.read],
  ['Basic', `Basic ${Buffer.from(`${desk.keys.read}:`).toString('base64')}`],
  ['Token without token=', `Token ${desk.keys.read}`],
  ['two keys', `Bearer ${desk.keys.read} ${desk.keys.read}`],
  ['a key with a letter more', `Bearer ${desk.keys.read}x`],
  ['a very long one', `Bearer ${'x'.repeat(4000)}`],
]

describe.each(rows)('%s %s', (method, path, scope) => {
  test('without a key is 401', async () => {
    await refuse(method, path, { name: path, ask: { key: null }, says: /^Unauthorized$/, status: 401 })
  })

  test('with a key of other scopes is 403, and names the scope', async () => {
    const others = { read: desk.keys.submit, submit: desk.keys.read, delete: desk.keys.submit }
    const says = new RegExp(`"${scope}"`)
    await refuse(method, path, { name: path, ask: { key: others[scope] }, says, status: 403 })
  })
})

test.each(strangeKeys)('a key spelled wrong is 401: %s', async (_, authorization) => {
  const headers = authorization === null ? {} : { authorization }
  await refuse('GET', '/detect?page=1', { name: '', ask: { key: null, headers }, says: /^Unauthorized$/, status: 401 })
  await refuse('POST', '/detect', {
    name: '',
    ask: { key: null, headers, file: await png() },
    says: /^Unauth/,
    status: 401,
  })
})

test.each(['Bearer KEY', 'bearer KEY', 'Token token=KEY', 'Token token="KEY"', 'token token=KEY'])(
  'a key may be spelled %s',
  async (spelled) => {
    const headers = { authorization: spelled.replace('KEY', desk.keys.read) }
    expect((await call('GET', '/detect?page=1', { key: null, headers })).status).toBe(200)
  },
)

test('a key in the query or the body is no key', async () => {
  const query = { page: '1', api_key: desk.keys.read, token: desk.keys.read }
  expect((await call('GET', '/detect', { key: null, query })).status).toBe(401)
})

test.each([
  ['PUT', '/detect', 'GET, POST'],
  ['PATCH', '/detect', 'GET, POST'],
  ['DELETE', '/detect', 'GET, POST'],
  ['POST', `/detect/${some}`, 'GET, DELETE'],
  ['PUT', `/detect/${some}`, 'GET, DELETE'],
  ['PUT', `/detect/${some}/feedback`, 'GET, POST, DELETE'],
  ['GET', '/detect/batch', 'POST'],
  ['POST', `/detect/batch/${some}`, 'GET'],
  ['DELETE', `/detect/batch/${some}`, 'GET'],
  ['GET', '/secure_uploads', 'POST'],
  ['GET', '/intelligence', 'POST'],
  ['POST', '/intelligences', 'GET'],
  ['DELETE', `/intelligences/${some}`, 'GET'],
  ['GET', `/detects/${some}/intelligence`, 'POST'],
  ['POST', `/detects/${some}/intelligence/${some}`, 'GET'],
  ['POST', '/audio_source_tracings', 'GET'],
  ['DELETE', `/audio_source_tracings/${some}`, 'GET'],
  ['POST', '/openapi.json', 'GET'],
])('%s %s is 405 and says what is offered', async (method, path, offered) => {
  const answer = await refuse(method, path, { name: path, ask: {}, says: /./, status: 405 })
  const allowed = (answer.headers.get('allow') ?? '').split(',').map((one) => one.trim())
  expect(allowed).toEqual(expect.arrayContaining(offered.split(', ')))
  expect(allowed).not.toContain(method)
})

test.each(['/nowhere', '', '/detect/x/y/z', '/detects', `/detects/${some}`, '/v3/detect', '/detect.json', '/DETECT'])(
  'an unknown path is 404 in JSON: %s',
  async (path) => {
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
      await refuse(method, path, { name: path, ask: {}, says: /./, status: 404 })
    }
  },
)

test.each([
  ['/watermark/apply', /watermark/i],
  ['/watermark/detect', /watermark/i],
  ['/identity', /identity/i],
  ['/identity/search', /identity/i],
  ['/signal', /signal/i],
  ['/text_detect', /text/i],
  ['/agents', /agent/i],
  ['/stream', /stream/i],
])('the vendor’s own product at %s is 403 and named', async (path, says) => {
  for (const method of ['GET', 'POST']) {
    await refuse(method, path, { name: path, ask: {}, says, status: 403 })
  }
})

test('every answer has a request id of its own', async () => {
  const ids = await Promise.all(
    [
      call('GET', '/detect?page=1'),
      call('GET', `/detect/${some}`),
      call('GET', '/nowhere'),
      call('GET', '/detect', { key: null }),
    ].map(async (asked) => (await asked).headers.get('x-request-id')),
  )
  expect(new Set(ids).size).toBe(4)
})

test('past 40 requests a second a key is told when to come back, and no other key notices', async () => {
  const key = desk.keys.rate
  const ask = () => call('GET', `/detect/${some}`, { key, withoutPatience: true })
  const answers = await Promise.all(Array.from({ length: 200 }, ask))
  const statuses = answers.map(({ status }) => status)
  expect(statuses.filter((status) => status === 404).length).toBeGreaterThanOrEqual(40)
  expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(0)
  expect(statuses.every((status) => status === 404 || status === 429)).toBe(true)
  expect((await call('GET', '/detect?page=1', { key: desk.keys.read, withoutPatience: true })).status).toBe(200)
  const refused = answers.find(({ status }) => status === 429)!
  expect(refused.body.message).toMatch(/40 requests a second/)
  await new Promise((resolve) => setTimeout(resolve, Number(refused.headers.get('retry-after')) * 1000))
  expect((await ask()).status).toBe(404)
})

test('the server’s own document is there to read, and names itself', async () => {
  const { status, body } = await call('GET', '/openapi.json', { key: desk.keys.read })
  expect(status).toBe(200)
  expect(body.openapi).toMatch(/^3\.1/)
  expect(body.servers[0].url).toMatch(/\/api\/v2$/)
  const documented = Object.entries(body.paths as Record<string, object>).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  )
  for (const [method, path] of rows) {
    const template = path
      .replace(/\?.*/, '')
      .replaceAll(some, '{uuid}')
      .replace(/\{uuid\}(.*)\{uuid\}/, '{uuid}$1{question_uuid}')
    expect(documented).toContain(`${method} ${template}`)
  }
})

const auth = `Authorization: Bearer ${desk.keys.read}\r\n`
test.each([
  ['a path whose percent-encoding is broken', `GET /api/v2/detect/%zz HTTP/1.1\r\nHost: x\r\n${auth}\r\n`, 404],
  ['a path that is no UTF-8', `GET /api/v2/detect/%ff%fe HTTP/1.1\r\nHost: x\r\n${auth}\r\n`, 404],
  [
    'a header of 40 KB',
    `GET /api/v2/detect?page=1 HTTP/1.1\r\nHost: x\r\n${auth}X-Long: ${'x'.repeat(40_000)}\r\n\r\n`,
    431,
  ],
  ['a method nobody knows', `BREW /api/v2/detect HTTP/1.1\r\nHost: x\r\n${auth}\r\n`, 400],
  ['a length that is no number', `POST /api/v2/detect HTTP/1.1\r\nHost: x\r\n${auth}Content-Length: many\r\n\r\n`, 400],
  [
    'two lengths',
    `POST /api/v2/detect HTTP/1.1\r\nHost: x\r\n${auth}Content-Length: 1\r\nContent-Length: 2\r\n\r\nx`,
    400,
  ],
  ['no HTTP at all', `hello\r\n\r\n`, 400],
])('broken HTTP is refused in JSON too: %s', async (_, bytes, status) => {
  const answer = await sendRaw(desk.port, bytes)
  expect(answer.status).toBe(status)
  const body = JSON.parse(answer.body)
  expect(body).toEqual({ success: false, message: expect.any(String), error: body.message })
})
