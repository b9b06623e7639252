import dns from 'node:dns/promises'
import net from 'node:net'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { postCallback } from '@/lib/callbacks/post-callback'
import { env } from '@/lib/env'
import { checkCallbackUrl } from '@/lib/media/check-callback-url'
import { type CallbackReceiver, startReceiver } from '../support/callback-receiver'
import { expectRefusal } from '../support/refusals'

let receiver: CallbackReceiver
const never = new AbortController().signal

beforeAll(async () => {
  receiver = await startReceiver()
  env().ALLOWED_PRIVATE_HOSTS.push(receiver.host)
})
afterEach(() => {
  vi.restoreAllMocks()
  receiver.received.length = 0
  receiver.answerWith(200)
})
afterAll(() => receiver.stop())

const post = (url = receiver.url, milliseconds = 1000, stop = never) =>
  postCallback(
    { url, headers: { 'content-type': 'application/json', 'x-own': '1' }, body: '{"a":"ä"}' },
    stop,
    milliseconds,
  )

test('it posts what it was given, and 2xx is success', async () => {
  for (const status of [200, 201, 202, 204, 299]) {
    receiver.answerWith(status)
    expect(await post()).toEqual({ status, failure: null, milliseconds: expect.any(Number), stopped: false })
  }
  expect(receiver.received[0]).toMatchObject({ method: 'POST', path: '/callback', text: '{"a":"ä"}', body: { a: 'ä' } })
  expect(receiver.received[0]?.headers).toMatchObject({ 'content-type': 'application/json', 'x-own': '1' })
  expect(receiver.received[0]?.headers).not.toHaveProperty('authorization')
})

test('anything else is a failure with its status', async () => {
  for (const status of [400, 401, 404, 410, 429, 500, 503]) {
    receiver.answerWith(status)
    expect(await post()).toMatchObject({ status, failure: expect.stringContaining(String(status)) })
  }
})

test('a redirect is a failure and is not followed', async () => {
  const other = await startReceiver()
  env().ALLOWED_PRIVATE_HOSTS.push(other.host)
  for (const status of [301, 302, 303, 307, 308]) {
    receiver.answerWith((response) => response.writeHead(status, { location: other.url }).end())
    expect(await post()).toMatchObject({ status, failure: expect.stringMatching(/redirect .* not followed/) })
  }
  expect(other.received).toEqual([])
  await other.stop()
})

test('a receiver that says nothing, stalls in its headers or never ends its answer is given up in time', async () => {
  const tooLate = { status: null, failure: 'The receiver did not answer within 0.3 seconds.' }
  receiver.answerWith(() => {})
  expect(await post(receiver.url, 300)).toMatchObject(tooLate)
  receiver.answerWith((response) => {
    response.writeHead(200)
    const timer = setInterval(() => response.write('x'), 20)
    response.on('close', () => clearInterval(timer))
  })
  const began = performance.now()
  expect(await post(receiver.url, 300)).toMatchObject(tooLate)
  expect(performance.now() - began).toBeLessThan(1500)
  const silent = net.createServer((socket) => void socket.write('HTTP/1.1 200 OK\r\nx-slow: '))
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  const host = `127.0.0.1:${(silent.address() as net.AddressInfo).port}`
  env().ALLOWED_PRIVATE_HOSTS.push(host)
  expect(await post(`http://${host}/`, 300)).toMatchObject(tooLate)
  silent.close()
})

test('an endless answer is cut off, and its status counts', async () => {
  receiver.answerWith((response) => {
    response.writeHead(200)
    const more = () => {
      while (response.write('x'.repeat(65_536)));
      response.once('drain', more)
    }
    more()
  })
  expect(await post(receiver.url, 5000)).toMatchObject({ status: 200, failure: null })
})

test('a refused connection, a broken one and a missing name are told apart', async () => {
  const gone = await startReceiver()
  await gone.stop()
  env().ALLOWED_PRIVATE_HOSTS.push(gone.host)
  expect(await post(gone.url)).toMatchObject({ status: null, failure: 'The receiver refused the connection.' })
  receiver.answerWith((response) => response.destroy())
  expect(await post()).toMatchObject({ status: null, failure: expect.stringMatching(/could not be reached, or broke/) })
  vi.spyOn(dns, 'lookup').mockRejectedValue(Object.assign(new Error('no'), { code: 'ENOTFOUND' }))
  expect(await post('https://missing.example/')).toMatchObject({ failure: expect.stringMatching(/host name/) })
})

test('a look-up that hangs is given up in time', async () => {
  vi.spyOn(dns, 'lookup').mockReturnValue(new Promise(() => {}) as never)
  expect(await post('https://slow.example/', 200)).toMatchObject({ failure: expect.stringMatching(/0\.2 seconds/) })
})

test('nothing is sent to an address that is not public and was not allowed', async () => {
  const closed = await startReceiver()
  const port = closed.host.split(':')[1]
  for (const url of [
    closed.url,
    `http://localhost:${port}/`,
    `http://127.1:${port}/`,
    `http://[::1]:${port}/`,
    `http://[::ffff:127.0.0.1]:${port}/`,
    'https://10.0.0.1/',
    'https://192.168.1.1/x',
    'https://169.254.169.254/latest',
    'https://metadata.google.internal/',
    'http://example.com/',
    'https://example.com:8443/',
    'https://user:pw@example.com/',
  ]) {
    expect(await post(url), url).toMatchObject({ status: null, failure: expect.stringMatching(/^The callback_url/) })
  }
  expect(closed.received).toEqual([])
  await closed.stop()
})

test('a name that leads to a private address is refused, also one that turns private before the connection', async () => {
  const lookup = vi.spyOn(dns, 'lookup')
  const says = (...addresses: string[]) => addresses.map((address) => ({ address, family: 4 })) as never
  lookup.mockResolvedValue(says('93.184.216.34', '10.0.0.1'))
  expect(await post('https://mixed.example/')).toMatchObject({
    failure: expect.stringMatching(/not publicly reachable/),
  })
  lookup.mockReset().mockResolvedValueOnce(says('93.184.216.34')).mockResolvedValue(says('127.0.0.1'))
  expect(await post('https://rebind.example/')).toMatchObject({
    failure: expect.stringMatching(/not publicly reachable/),
  })
  expect(lookup).toHaveBeenCalledTimes(2)
  expect(receiver.received).toEqual([])
})

test('being stopped ends it at once and says so', async () => {
  receiver.answerWith(() => {})
  const stop = new AbortController()
  const began = performance.now()
  setTimeout(() => stop.abort(new Error('stopping')), 100)
  expect(await post(receiver.url, 5000, stop.signal)).toMatchObject({ status: null, stopped: true })
  expect(performance.now() - began).toBeLessThan(1500)
})

test('the sentences at hand-in name the field and a way out that fits it', async () => {
  vi.spyOn(dns, 'lookup').mockResolvedValue([{ address: '93.184.216.34', family: 4 }] as never)
  expect(await checkCallbackUrl('https://Example.com/hook?a=1')).toBe('https://example.com/hook?a=1')
  for (const [url, says] of [
    ['http://example.com/', 'The callback_url does not begin with https://. Use an address that does.'],
    [
      'https://10.0.0.1/',
      'The callback_url is not publicly reachable. Use an address that is, or ask the administrator to allow its host (ALLOWED_PRIVATE_HOSTS).',
    ],
    [
      'https://example.com:8443/',
      'The callback_url names port 8443; only the usual HTTPS port, 443, is sent to. Use that one, or ask the administrator to allow its host (ALLOWED_PRIVATE_HOSTS).',
    ],
    [
      'https://169.254.169.254/',
      'The callback_url leads to a cloud’s internal service, to which nothing is ever sent.',
    ],
    [
      'https://u:p@example.com/',
      'The callback_url holds a user name or password. Remove them; what is sent there is signed instead.',
    ],
    [
      'hook',
      'The callback_url is no complete web address. A complete one begins with https:// and the name of a site, such as https://example.org/outcomes.',
    ],
  ] as const) {
    await expectRefusal(checkCallbackUrl(url), 'bad_request')
    await expect(checkCallbackUrl(url)).rejects.toMatchObject({ message: says, fields: { callback_url: [says] } })
  }
  for (const url of [`https://example.com/${'x'.repeat(3000)}`, 'https://example.com/a b', 'https://exam\\ple.com/']) {
    await expect(checkCallbackUrl(url)).rejects.toMatchObject({ message: expect.not.stringMatching(/upload/i) })
  }
})
