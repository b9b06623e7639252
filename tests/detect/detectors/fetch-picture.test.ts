import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { fetchPicture } from '@/lib/detect/detectors/fetch-picture'
import { closeAgents } from '@/lib/detect/detectors/remote-agent'
import type { Connection } from '@/lib/detect/read-connection'
import { type HostedApi, startHostedApi } from '../../support/hosted-api'
import { heatmapDataUri } from '../../support/hosted-items'

const { signal } = new AbortController()
let folder: string
let api: HostedApi
let other: HostedApi
let connection: Connection

beforeAll(async () => {
  api = await startHostedApi()
  other = await startHostedApi()
  connection = { url: api.url, key: api.key, ofInstance: true }
})
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'docket-picture-'))
  api.requests.length = 0
  other.requests.length = 0
})
afterEach(() => fs.rmSync(folder, { recursive: true }))
afterAll(async () => {
  await closeAgents()
  await api.stop()
  await other.stop()
})

const get = (address: string) => fetchPicture(connection, address, folder, signal)
const uri = (bytes: Buffer | string, type = 'image/png') =>
  `data:${type};base64,${Buffer.from(bytes).toString('base64')}`

test('a data URI becomes a WebP in the folder', async () => {
  const { path: file, ...picture } = await get(heatmapDataUri)
  expect(picture).toEqual({ contentType: 'image/webp', width: 32, height: 24 })
  expect(path.dirname(file)).toBe(folder)
  expect(await sharp(file).metadata()).toMatchObject({ format: 'webp', width: 32 })
})

test('an address at the API is fetched with the key', async () => {
  expect(await get(`${api.url}/pictures/a.png`)).toMatchObject({ width: 64, height: 48 })
  expect(api.requests[0]?.headers.authorization).toBe(`Bearer ${api.key}`)
})

test('another Docket’s picture is asked for where it is connected, whatever it calls itself', async () => {
  const id = '0190aaaa-0000-7000-8000-000000000000'
  await get(`https://docket.example/api/media/${id}`).catch(() => {})
  expect(api.requests[0]?.path).toBe(`/api/media/${id}`)
})

test('a large one is made smaller, and what else it carried is gone', async () => {
  const large = await sharp({ create: { width: 4000, height: 1000, channels: 3, background: '#123' } })
    .withExif({ IFD0: { Copyright: 'Jane' } })
    .jpeg()
    .toBuffer()
  const { path: file, width, height } = await get(uri(large, 'image/jpeg'))
  expect([width, height]).toEqual([1600, 400])
  expect((await sharp(file).metadata()).exif).toBeUndefined()
})

test.each([
  ['a drawing made of text', uri('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', 'image/svg+xml')],
  ['the same under another name', uri('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>')],
  ['no picture', uri('%PDF-1.7')],
  ['a broken picture', uri(Buffer.from(heatmapDataUri.split(',')[1]!, 'base64').subarray(0, 120))],
  ['nothing', uri('')],
  ['no base64', 'data:image/png,abc'],
  ['too much', `data:image/png;base64,${'A'.repeat(23_000_000)}`],
])('%s is refused', async (_, address) => {
  await expect(get(address)).rejects.toMatchObject({ name: 'RemoteFailure', kind: 'unreadable', permanent: true })
  expect(fs.readdirSync(folder)).toEqual([])
})

test.each([
  ['a private address', () => `${other.url}/pictures/a.png`],
  ['a metadata service', () => 'http://169.254.169.254/latest/meta-data'],
  ['a file', () => 'file:///etc/passwd'],
])('%s elsewhere is not dialled', async (_, address) => {
  await expect(get(address())).rejects.toMatchObject({ kind: 'unreadable' })
  expect(other.requests).toEqual([])
})

test('a redirect leads elsewhere only where anything may, and never takes the key along', async () => {
  const redirect = { kind: 'raw' as const, status: 302, body: '', headers: { location: `${other.url}/pictures/a.png` } }
  api.script('GET /pictures/*', redirect)
  await expect(get(`${api.url}/pictures/a.png`)).rejects.toMatchObject({ kind: 'unreadable' })
  expect(other.requests).toEqual([])
  const { env } = await import('@/lib/env')
  env().ALLOWED_PRIVATE_HOSTS.push(other.host)
  try {
    api.script('GET /pictures/*', redirect)
    await expect(get(`${api.url}/pictures/a.png`)).resolves.toMatchObject({ width: 64 })
    expect(other.requests[0]?.headers).not.toHaveProperty('authorization')
  } finally {
    env().ALLOWED_PRIVATE_HOSTS.pop()
  }
})

test('redirects in a circle, and errors', async () => {
  const circle = { kind: 'raw' as const, status: 302, body: '', headers: { location: '/api/v2/pictures/a.png' } }
  api.script('GET /pictures/*', circle, circle, circle, circle)
  await expect(get(`${api.url}/pictures/a.png`)).rejects.toMatchObject({
    forAdmin: expect.stringContaining('too many redirects'),
  })
  api.script('GET /pictures/*', { kind: 'status', status: 404 })
  await expect(get(`${api.url}/pictures/a.png`)).rejects.toMatchObject({
    forAdmin: expect.stringContaining('does not hand out (404)'),
  })
})
