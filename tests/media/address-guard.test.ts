import '../support/data-folder'
import dns from 'node:dns/promises'
import fs from 'node:fs'
import http from 'node:http'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { postCallback } from '@/lib/callbacks/post-callback'
import { fetchPicture } from '@/lib/detect/detectors/fetch-picture'
import { closeAgents } from '@/lib/detect/detectors/remote-agent'
import { getDetection } from '@/lib/detect/detectors/remote-client'
import { env } from '@/lib/env'
import { fetchUrl } from '@/lib/media/fetch-url'
import { controlDials } from '../support/dials'
import { startTrap, type Trap } from '../support/trusted-trap'
import { forms, literals, names, redirections, resolutions } from './address-guard-cases'

/*
 * Whatever connects to an address that somebody gave, at work with a resolver and a connector under control. The connector
 * is the one below every library, so that no way past the guard goes unseen.
 */
const { dials, real, divert } = controlDials()
const never = new AbortController().signal
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'docket-guard-'))

/** Rejects where nothing came of it. */
type Door = (url: string) => Promise<unknown>
const doors: [string, Door][] = [
  ['the fetcher of media', (url) => fetchUrl(url, { signal: never })],
  [
    'the sender of callbacks',
    async (url) => {
      const { failure } = await postCallback({ url, headers: {}, body: '{}' }, never, 2000)
      if (failure !== null) throw new Error(failure)
    },
  ],
  ['the client of a team’s own Detect API', (url) => getDetection({ url, key: 'k', ofInstance: false }, 'u', never)],
  [
    'the fetcher of a verdict’s picture',
    (url) => fetchPicture({ url: 'https://api.example/api/v2', key: 'k', ofInstance: true }, url, folder, never),
  ],
]

const lookup = vi.fn<(name: string) => string[]>()
const allowed = [...env().ALLOWED_PRIVATE_HOSTS]
let server: http.Server
let here = ''
let answer: http.RequestListener = () => {}
const requests: string[] = []
let trap: Trap

beforeAll(async () => {
  server = http.createServer((request, response) => {
    requests.push(request.url ?? '')
    answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as net.AddressInfo
  here = `127.0.0.1:${port}`
  real.add(port)
  trap = await startTrap('public.example')
  real.add(trap.port)
})
beforeEach(() => {
  env().ALLOWED_PRIVATE_HOSTS = [...allowed]
  requests.length = 0
  trap.asked = 0
  lookup.mockReset().mockReturnValue(['93.184.216.34'])
  vi.spyOn(dns, 'lookup').mockImplementation((async (name: string) =>
    lookup(name).map((address) => ({ address, family: net.isIPv6(address) ? 6 : 4 }))) as never)
})
afterEach(closeAgents)
afterAll(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await trap.stop()
  fs.rmSync(folder, { recursive: true, force: true })
})

describe.each(doors)('%s', (_name, door) => {
  const refuses = async (url: string) => {
    await expect(door(url), url).rejects.toThrow()
    expect(dials, url).toEqual([])
  }

  test('connects to a public address, the one that was looked up, and to no other', async () => {
    await expect(door('https://public.example/')).rejects.toThrow()
    expect(dials).toEqual(['93.184.216.34:443'])
    dials.length = 0
    lookup.mockReturnValue(['2606:2800:220:1::1'])
    await expect(door('https://sixth.example/')).rejects.toThrow()
    expect(dials).toEqual(['[2606:2800:220:1::1]:443'])
    dials.length = 0
    await expect(door('https://8.8.8.8/')).rejects.toThrow()
    expect(dials).toEqual(['8.8.8.8:443'])
  })

  test.each(literals)('never dials %s', async (url) => {
    await refuses(url)
    expect(lookup).not.toHaveBeenCalled()
  })

  test.each(names)('never dials %s', async (url) => {
    await refuses(url)
    expect(lookup).not.toHaveBeenCalled()
  })

  test.each(forms)('never dials %j', async (url) => {
    await refuses(url)
    expect(lookup).not.toHaveBeenCalled()
  })

  test.each(resolutions)('never dials a name that leads to %s', async (_what, ...answers) => {
    let asked = 0
    // The last answer stays.
    lookup.mockImplementation(() => answers[Math.min(asked++, answers.length - 1)] ?? [])
    // One that looks the name up only to connect sees no first, public answer.
    if (answers.length > 1) {
      await expect(door('https://innocent.example/')).rejects.toThrow()
      await expect(door('https://innocent.example/')).rejects.toThrow()
      const first = answers[0]?.[0] ?? ''
      const checked = net.isIPv6(first) ? `[${first}]:443` : `${first}:443`
      expect(dials.filter((dial) => dial !== checked)).toEqual([])
    } else await refuses('https://innocent.example/')
    expect(lookup).toHaveBeenCalled()
  })

  test.each(redirections)('never dials %s, however it is sent there', async (location) => {
    env().ALLOWED_PRIVATE_HOSTS = [here]
    lookup.mockImplementation((name) => (name === 'turned.example' ? ['127.0.0.1'] : ['93.184.216.34']))
    for (const status of [301, 302, 303, 307, 308]) {
      answer = (_request, response) => response.writeHead(status, { location }).end()
      await expect(door(`http://${here}/a.png`)).rejects.toThrow()
    }
    expect(requests.length).toBeGreaterThanOrEqual(5)
    expect(new Set(dials)).toEqual(new Set([here]))
  })

  test('an allowed host is allowed with its own port alone, and never as a cloud’s credentials', async () => {
    env().ALLOWED_PRIVATE_HOSTS = [here, '169.254.169.254', 'metadata.google.internal', 'turned.example', '[::1]:8080']
    lookup.mockReturnValue(['169.254.169.254'])
    for (const url of [
      'http://127.0.0.1:1/',
      'https://127.0.0.1/',
      'http://169.254.169.254/latest',
      'https://169.254.169.254/latest',
      'https://metadata.google.internal/',
      'https://turned.example/',
      'http://turned.example/',
      'http://[::1]:8081/',
      'http://[::ffff:169.254.169.254]/',
    ])
      await refuses(url)
  })

  test('hands nothing to a connection that came out at another address than was dialled', async () => {
    divert.port = trap.port
    const failure = await door('https://public.example/').then(
      () => undefined,
      (error: Error) => error,
    )
    // The trap's certificate is good, so that nothing but where it is can be what is said of it.
    expect(`${failure?.message} ${(failure?.cause as Error | undefined)?.message}`).toMatch(/not publicly reachable/)
    expect(dials).toEqual(['93.184.216.34:443'])
    expect(trap.asked).toBe(0)
  })
})
