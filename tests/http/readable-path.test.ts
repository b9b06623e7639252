import http from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

let port: number
const server = http.createServer()

/** Sends a path as it is; fetch would mend it. */
function ask(rawPath: string, method = 'GET'): Promise<{ status: number; type: string; body: string }> {
  return new Promise((resolve, reject) => {
    const request = http.request({ port, path: rawPath, method }, async (response) => {
      const body = (await response.toArray()).join('')
      resolve({ status: response.statusCode!, type: response.headers['content-type'] ?? '', body })
    })
    request.on('error', reject).end()
  })
}

beforeAll(async () => {
  // Plain JavaScript, outside the type check, as bin/web.mjs runs it.
  const { answerUnreadablePath } = await import(path.resolve('bin/readable-path.mjs'))
  server.on('request', (request, response) => {
    if (!answerUnreadablePath(request, response)) response.end(request.url)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})
afterAll(() => {
  server.close()
})

test.each(['/api/v2/detect/%ff', '/api/media/%ff?a=b', '/api/%E0%A4%A', '/api/v2/%'])('%s', async (asked) => {
  for (const method of ['GET', 'POST', 'DELETE']) {
    const { status, type, body } = await ask(asked, method)
    expect([status, type]).toEqual([404, 'application/json'])
    const message = expect.stringMatching(/percent-encoding/)
    expect(JSON.parse(body)).toEqual({ success: false, message, error: message })
  }
})

test('a page’s address that cannot be read leads to the page for unknown addresses', async () => {
  expect(await ask('/cases/%E0%A4%A')).toMatchObject({ status: 200, body: '/not-found' })
})

test('what can be read is left as it is, whatever its query', async () => {
  for (const fine of ['/api/v2/detect?page=%ff', '/cases/7', '/queue/Gr%C3%B6%C3%9Fe', '/']) {
    expect((await ask(fine)).body).toBe(fine)
  }
})
