import '../support/data-folder'
import crypto from 'node:crypto'
import dns from 'node:dns/promises'
import fs from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import zlib from 'node:zlib'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { env } from '@/lib/env'
import { checkSourceUrl } from '@/lib/media/check-source-url'
import { fetchUrl } from '@/lib/media/fetch-url'
import { mediaFiles } from '../support/data-folder'
import { png, wav } from '../support/media-bytes'
import { expectRefusal } from '../support/refusals'

type Answer = (request: http.IncomingMessage, response: http.ServerResponse) => void
let answer: Answer = (_request, response) => response.end()
let hits: string[] = []
let host: string
const server = http.createServer((request, response) => {
  hits.push(request.url ?? '')
  answer(request, response)
})

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  env().ALLOWED_PRIVATE_HOSTS.push(host)
})
afterEach(() => {
  vi.restoreAllMocks()
  hits = []
  answer = (_request, response) => response.end()
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const fetching = (
  path = '/photo.png',
  limits?: Parameters<typeof fetchUrl>[2],
  signal = new AbortController().signal,
) => fetchUrl(path.startsWith('http') ? path : `http://${host}${path}`, { signal }, limits)
const limits = { maxBytes: 1_000_000, maxSeconds: 5, minRate: 1, rateSeconds: 30 }

async function refused(work: Promise<unknown>, permanent: boolean, says: RegExp): Promise<void> {
  await expect(work).rejects.toMatchObject({ name: 'FetchFailure', permanent, message: expect.stringMatching(says) })
  expect(mediaFiles()).toEqual([])
}

test('media is fetched, hashed and named by its bytes', async () => {
  const body = await png()
  answer = (request, response) => {
    expect(request.headers['accept-encoding']).toBe('identity')
    expect(request.headers).not.toHaveProperty('authorization')
    response.writeHead(200, { 'content-type': 'text/plain', 'content-length': body.length }).end(body)
  }
  const file = await fetching('/Gr%C3%B6%C3%9Fe.png?size=1')
  expect(file).toMatchObject({
    mediaType: 'image',
    contentType: 'image/png',
    filename: 'Größe.png',
    sizeBytes: body.length,
    sha256: crypto.createHash('sha256').update(body).digest('hex'),
  })
  fs.rmSync(file.path)
})

test('redirects are followed three times, no further', async () => {
  const body = await png()
  const hop =
    (last: number): Answer =>
    (request, response) => {
      const at = Number(request.url?.slice(1))
      if (at >= last) response.end(body)
      else response.writeHead(302, { location: `/${at + 1}` }).end()
    }
  answer = hop(3)
  const file = await fetching('/0')
  expect(hits).toEqual(['/0', '/1', '/2', '/3'])
  fs.rmSync(file.path)
  answer = hop(4)
  await refused(fetching('/0'), true, /more than three times/)
  answer = (_request, response) => response.writeHead(302).end()
  await refused(fetching(), true, /redirects to nowhere/)
})

test('a redirect is checked like a first address', async () => {
  for (const location of [
    'http://127.0.0.1:1/x',
    'https://10.0.0.1/x',
    'https://localhost/x',
    'http://169.254.169.254/latest',
    'file:///etc/passwd',
    'https://user:pw@example.com/',
    'http://example.com/',
    'https://[::1]/',
    '//127.1/x',
  ]) {
    answer = (_request, response) => response.writeHead(302, { location }).end()
    await refused(fetching(), true, /^The URL/)
  }
})

test('a name with a private address is refused, also one that turns private between check and connection', async () => {
  const lookup = vi.spyOn(dns, 'lookup')
  const says = (...addresses: string[]) => addresses.map((address) => ({ address, family: 4 })) as never
  lookup.mockResolvedValue(says('93.184.216.34', '10.0.0.1'))
  await refused(fetching('https://mixed.example/a.png'), true, /not publicly reachable/)
  await expectRefusal(checkSourceUrl('https://mixed.example/a.png'), 'bad_request', /not publicly reachable/)
  lookup.mockReset().mockResolvedValueOnce(says('93.184.216.34')).mockResolvedValue(says('127.0.0.1'))
  await refused(fetching('https://rebind.example/a.png'), true, /not publicly reachable/)
  expect(lookup).toHaveBeenCalledTimes(2)
})

test('a name that cannot be looked up just now passes at hand-in and may be tried again later', async () => {
  vi.spyOn(dns, 'lookup').mockRejectedValue(Object.assign(new Error('no'), { code: 'EAI_AGAIN' }))
  expect(await checkSourceUrl('https://missing.example/a.png')).toBe('https://missing.example/a.png')
  await refused(fetching('https://missing.example/a.png'), false, /cannot be looked up just now/)
})

test('a name that does not exist is looked up twice, and then it is over', async () => {
  const none = Object.assign(new Error('no'), { code: 'ENOTFOUND' })
  const lookup = vi.spyOn(dns, 'lookup').mockRejectedValue(none)
  const began = performance.now()
  await refused(fetching('https://missing.example/a.png'), true, /host name does not exist\. Check the address/)
  expect(performance.now() - began).toBeLessThan(3000)
  expect(lookup).toHaveBeenCalledTimes(2)
  lookup
    .mockReset()
    .mockRejectedValueOnce(none)
    .mockRejectedValueOnce(Object.assign(none, { code: 'EAI_AGAIN' }))
  await refused(fetching('https://missing.example/a.png'), false, /just now/)
})

test('a playlist is refused by its bytes, whatever it is called and said to be', async () => {
  for (const body of [
    '#EXTM3U\n#EXT-X-VERSION:3\n#EXTINF:9,\nhttp://169.254.169.254/latest\n',
    '\ufeff\r\n #EXTM3U\n#EXTINF:9,\na.ts\n',
    '<?xml version="1.0"?>\n<!-- x -->\n<MPD xmlns="urn:mpeg:dash:schema:mpd:2011"></MPD>',
    "ffconcat version 1.0\nfile '/etc/passwd'",
    '[playlist]\nFile1=http://10.0.0.1/',
  ]) {
    for (const type of ['video/mp4', 'application/vnd.apple.mpegurl', 'application/dash+xml', 'image/png']) {
      answer = (_request, response) => response.writeHead(200, { 'content-type': type }).end(body)
      for (const name of ['/video.mp4', '/list.m3u8', '/manifest.mpd', '/photo.png', '/']) {
        await refused(fetching(name), true, /playlist/)
      }
    }
  }
})

test('how much is fetched at most is a setting', async () => {
  expect(env().FETCH_MAX_MB).toBe(5120)
  env().FETCH_MAX_MB = 1
  try {
    answer = (_request, response) => response.end(wav(1024 ** 2 + 100))
    await refused(fetching('/a.wav'), true, /larger than 1 MB, the most that is fetched/)
    answer = (_request, response) => response.end(wav(1000))
    fs.rmSync((await fetching('/a.wav')).path)
  } finally {
    env().FETCH_MAX_MB = 5120
  }
})

test('answers that can never be media end it at once', async () => {
  const status =
    (code: number): Answer =>
    (_request, response) =>
      response.writeHead(code).end('x')
  for (const [code, says] of [
    [404, /nothing at the URL/],
    [410, /nothing/],
    [401, /not open to everyone/],
    [403, /not open/],
    [204, /does not hand/],
    [206, /does not hand/],
    [451, /does not hand/],
  ] as const) {
    answer = status(code)
    await refused(fetching(), true, says)
  }
  for (const [body, says] of [
    ['<!doctype html><p>login', /web page/],
    ['#EXTM3U\n', /playlist/],
    ['', /empty/],
    ['nonsense', /no kind of media/],
  ] as const) {
    answer = (_request, response) => response.end(body)
    await refused(fetching(), true, says)
  }
  answer = (_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(zlib.gzipSync('x'))
  await refused(fetching(), true, /packs the file/)
})

test('trouble that may pass is worth another try', async () => {
  for (const code of [429, 500, 502, 503]) {
    answer = (_request, response) => response.writeHead(code).end()
    await refused(fetching(), false, new RegExp(String(code)))
  }
  answer = (_request, response) => response.destroy()
  await refused(fetching(), false, /could not be reached/)
  answer = (_request, response) => {
    response.writeHead(200, { 'content-length': '50000' }).write(wav(5000))
    setTimeout(() => response.destroy(), 30)
  }
  await refused(fetching(), false, /./)
})

test('a file beyond the limit is refused by its declared and by its real length', async () => {
  answer = (_request, response) => {
    response.writeHead(200, { 'content-length': '2000000' }).write(wav(100))
  }
  await refused(fetching('/a.wav', limits), true, /larger than 0 MB|larger than/)
  answer = (_request, response) => response.end(wav(2_000_000))
  await refused(fetching('/a.wav', limits), true, /larger than/)
})

test('a file that trickles, stalls or is no longer wanted is given up', async () => {
  answer = (_request, response) => {
    response.write(wav(5000))
    const timer = setInterval(() => response.write('x'), 20)
    response.on('close', () => clearInterval(timer))
  }
  await refused(fetching('/a.wav', { ...limits, minRate: 100_000, rateSeconds: 0.2 }), false, /too slowly/)
  answer = (_request, response) => void response.write(wav(5000))
  await refused(fetching('/a.wav', { ...limits, maxSeconds: 0.2 }), false, /did not answer in time/)
  const stop = new AbortController()
  setTimeout(() => stop.abort(), 100)
  await refused(fetching('/a.wav', limits, stop.signal), false, /./)
})
