import http from 'node:http'
import net, { type AddressInfo } from 'node:net'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sendRaw } from '../conformance/send-raw'

let port: number
const server = http.createServer({ requireHostHeader: false })

/** Stands where Next stands, and answers as it does where it has no route, or one that breaks. */
function answerLikeNext(request: http.IncomingMessage, response: http.ServerResponse) {
  const { searchParams, pathname } = new URL(request.url ?? '/', 'http://x')
  const status = Number(searchParams.get('status') ?? 200)
  response.statusCode = status
  if (pathname.endsWith('/flushed')) {
    response.setHeader('content-type', 'text/html')
    response.flushHeaders()
    response.write('<p>page</p>')
    response.end()
  } else if (pathname.endsWith('/head')) {
    response.writeHead(status, 'Words', { 'Content-Type': 'text/plain', Allow: 'GET' }).end('Words')
  } else if (pathname.endsWith('/json')) {
    response.setHeader('content-type', 'application/json; charset=utf-8')
    response.end('{"own":true}')
  } else if (pathname.endsWith('/method')) {
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify([request.method, request.headers['x-docket-method'] ?? null]))
  } else if (pathname.endsWith('/url')) response.end(request.url)
  else response.end('words')
}

beforeAll(async () => {
  // Plain JavaScript, outside the type check, as bin/web.mjs runs it.
  const bare = await import(path.resolve('bin/bare-answers.mjs'))
  server.on('request', (request, response) => {
    if (!bare.answerEarly(request, response)) answerLikeNext(request, response)
  })
  server.on('clientError', bare.answerBrokenRequest)
  server.on('connect', (_, socket) => bare.answerBrokenRequest({}, socket))
  server.on('checkExpectation', (request, response) => bare.answerBare(request, response, 417))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

function expectContract(answer: { status: number; head: string; body: string }, status: number, says: RegExp) {
  expect(answer.status).toBe(status)
  expect(answer.head).toMatch(/content-type: application\/json/i)
  expect(answer.head).toMatch(/x-request-id: [0-9a-f-]{36}/i)
  const body = JSON.parse(answer.body)
  expect(body).toEqual({ success: false, message: expect.stringMatching(says), error: body.message })
}

const get = (asked: string) => sendRaw(port, `GET ${asked} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)

test.each([
  ['a header of 40 KB', `GET / HTTP/1.1\r\nHost: x\r\nA: ${'a'.repeat(40_000)}\r\n\r\n`, 431, /16 KB/],
  ['an address of 20 KB', `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`, 431, /address/],
  ['a method nobody knows', 'FOO /api/v2/detect HTTP/1.1\r\nHost: x\r\n\r\n', 400, /method/],
  ['a version nobody speaks', 'GET / HTTP/7.1\r\nHost: x\r\n\r\n', 400, /well-formed/],
  ['no HTTP', 'hello\r\n\r\n', 400, /well-formed/],
  ['two lengths', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx', 400, /well-formed/],
  ['no Host', 'GET /api/v2/detect HTTP/1.1\r\nConnection: close\r\n\r\n', 400, /no Host header/],
  ['an address that is none', 'OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 400, /well-formed/],
  ['a tunnel', 'CONNECT a.test:443 HTTP/1.1\r\nHost: x\r\n\r\n', 400, /method/],
  ['an expectation', 'GET / HTTP/1.1\r\nHost: x\r\nExpect: magic\r\nConnection: close\r\n\r\n', 417, /Expect/],
])('%s', async (_, bytes, status, says) => {
  expectContract(await sendRaw(port, bytes), status, says)
})

test('a huge header is answered although its sender goes on sending, and cut in the end', async () => {
  const socket = net.connect(port, '127.0.0.1')
  let text = ''
  socket.on('data', (chunk) => {
    text += chunk
  })
  socket.on('error', () => {})
  socket.write('GET / HTTP/1.1\r\nHost: x\r\nA: ')
  const sending = setInterval(() => socket.write('a'.repeat(20_000)), 20)
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  await closed
  clearInterval(sending)
  expect(text).toMatch(/^HTTP\/1\.1 431 Request Header Fields Too Large\r\n/)
  expect(text.match(/HTTP\/1\.1/g)).toHaveLength(1)
})

test.each(['/api/v2/x', '/api/v2/x/flushed', '/api/v2/x/head', '/api/v2', '/api/nowhere', 'http://evil.test/api/v2/x'])(
  'what is refused in another shape under /api is put into the contract’s: %s',
  async (asked) => {
    for (const status of [400, 404, 405, 413, 500, 501]) {
      expectContract(await get(`${asked}?status=${status}`), status, /./)
    }
  },
)

test('an answer to HEAD has the head alone', async () => {
  const answer = await sendRaw(port, 'HEAD /api/v2/x?status=404 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')
  expect([answer.status, answer.body]).toEqual([404, ''])
  expect(answer.head).toMatch(/content-type: application\/json/i)
})

test('a crash tells the number under which it was logged', async () => {
  const { head, body } = await get('/api/v2/x?status=500')
  const requestId = /x-request-id: (\S+)/i.exec(head)?.[1] ?? 'none'
  expect(JSON.parse(body).message).toContain(requestId)
})

test('what is in JSON, what succeeds and what is elsewhere stays as it is', async () => {
  expect(await get('/api/v2/json?status=422')).toMatchObject({ status: 422, body: '{"own":true}' })
  expect(await get('/api/v2/x?status=204')).toMatchObject({ status: 204 })
  expect((await get('/api/v2/x/flushed')).body).toContain('<p>page</p>')
  expect((await get('/api/v2/x/head')).body).toBe('Words')
  expect((await get('/cases/7?status=404')).body).toBe('words')
  expect((await get('/apiary/x?status=404')).body).toBe('words')
  expect((await get('http://evil.test/cases/url')).body).toBe('/cases/url')
  expect((await get('http://evil.test')).body).toBe('words')
})

test('an address of the API that ends with a slash is the one without; elsewhere it stays', async () => {
  expect((await get('/api/v2/x/url/')).body).toBe('/api/v2/x/url')
  expect((await get('/api/v2/x/url//?page=1&from=/')).body).toBe('/api/v2/x/url?page=1&from=/')
  expect((await get('/api/v2/x/url?from=/')).body).toBe('/api/v2/x/url?from=/')
  expect((await get('/cases/url/')).body).not.toBe('/cases/url')
})

test('an odd method reaches its route as one that no route offers; its name cannot be forged', async () => {
  const send = (method: string, headers = '') =>
    sendRaw(port, `${method} /api/v2/method HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${headers}\r\n`)
  for (const odd of ['OPTIONS', 'TRACE', 'PROPFIND', 'PURGE', 'QUERY']) {
    expect(JSON.parse((await send(odd)).body)).toEqual(['PUT', odd])
  }
  for (const usual of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
    expect(JSON.parse((await send(usual, 'X-Docket-Method: FORGED\r\n')).body)).toEqual([usual, null])
  }
})
