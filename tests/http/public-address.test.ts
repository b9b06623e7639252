import http from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

let port = 0
let publicUrl = ''
const server = http.createServer()

beforeAll(async () => {
  const { sentToPublicAddress } = await import(path.resolve('bin/public-address.mjs'))
  server.on('request', (request, response) => {
    if (!sentToPublicAddress(request, response, publicUrl)) response.end('here')
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  port = (server.address() as AddressInfo).port
})
afterAll(() => server.close())

function ask(
  host: string,
  address: string,
  method = 'GET',
): Promise<{ status: number | undefined; location: string | undefined }> {
  return new Promise((resolve, reject) => {
    const sent = http.request({ port, host: '127.0.0.1', path: address, method, headers: { host } }, (answer) => {
      answer.resume()
      resolve({ status: answer.statusCode, location: answer.headers.location })
    })
    sent.on('error', reject).end()
  })
}

test('a browser at 127.0.0.1 is sent to localhost, whole address and not a relative one', async () => {
  publicUrl = `http://localhost:${port}`
  const here = `127.0.0.1:${port}`
  for (const address of ['/', '/cases/7?state=all', '//elsewhere.example/x']) {
    expect(await ask(here, address)).toEqual({ status: 307, location: `${publicUrl}${address}` })
  }
  expect((await ask(`localhost:${port}`, '/')).status).toBe(200)
})

test('programs, the pages’ own files, forms and other public addresses are left alone', async () => {
  publicUrl = `http://localhost:${port}`
  const here = `127.0.0.1:${port}`
  for (const address of ['/api/v2/detect?page=1', '/api', '/_next/static/x.js']) {
    expect((await ask(here, address)).status, address).toBe(200)
  }
  expect((await ask(here, '/sign-in', 'POST')).status).toBe(200)
  expect((await ask('127.0.0.1:1', '/')).status).toBe(200)
  publicUrl = 'https://docket.example'
  expect((await ask(here, '/')).status).toBe(200)
})
