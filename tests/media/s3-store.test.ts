import '../support/data-folder'
import crypto from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import v8 from 'node:v8'
import vm from 'node:vm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { incomingFolder } from '@/lib/media/folders'
import { newStoreKey } from '@/lib/media/keep-file'
import type { MediaStore } from '@/lib/media/store'
import { openS3Store } from '@/lib/media/stores/s3'
import { abortUnfinished } from '@/lib/media/stores/s3-unfinished'
import { deleteVersions } from '@/lib/media/stores/s3-versions'
import { dataFolder } from '../support/data-folder'
import { expectRefusal } from '../support/refusals'
import { S3Server } from '../support/s3-server'

const teamId = crypto.randomUUID()
const large = crypto.randomBytes(20 * 1024 * 1024)
let server: S3Server
let store: MediaStore

beforeEach(async () => {
  server = await S3Server.start()
  store = openS3Store(server.settings)
})
afterEach(() => server.stop())

async function incoming(content: string | Buffer): Promise<string> {
  const file = path.join(await incomingFolder(), crypto.randomUUID())
  fs.writeFileSync(file, content)
  return file
}
async function put(content: string | Buffer, to = store): Promise<string> {
  const key = newStoreKey(teamId, crypto.randomUUID())
  await to.put(await incoming(content), key)
  return key
}

test('a small file is one request, a large one comes in parts and leaves none', async () => {
  await put('small')
  expect(server.requests.filter((line) => line.startsWith('PUT'))).toHaveLength(1)
  const key = await put(large)
  const parts = server.requests.filter((line) => line.includes('partNumber='))
  expect(parts).toHaveLength(3)
  expect(server.uploads.size).toBe(0)
  expect(server.current(key)?.bytes?.equals(large)).toBe(true)
})

test('memory does not grow with the file', async () => {
  const file = path.join(await incomingFolder(), crypto.randomUUID())
  const handle = fs.openSync(file, 'w')
  for (let i = 0; i < 160; i++) fs.writeSync(handle, large, 0, 1024 * 1024)
  fs.closeSync(handle)
  // The server is in this process and keeps what it gets, so what is counted is what it does not.
  const before = process.memoryUsage().arrayBuffers
  let most = 0
  // What waits to be collected is no need of the upload's; how much that is depends on how busy the machine is.
  v8.setFlagsFromString('--expose-gc')
  const collect = vm.runInNewContext('gc') as () => void
  server.fault = () => {
    collect()
    const kept = [...server.uploads.values()].flatMap(({ parts }) => [...parts.values()])
    most = Math.max(most, process.memoryUsage().arrayBuffers - before - kept.reduce((sum, one) => sum + one.length, 0))
    return undefined
  }
  await store.put(file, newStoreKey(teamId, crypto.randomUUID()))
  expect(most).toBeGreaterThan(0)
  expect(most).toBeLessThan(130 * 1024 * 1024)
})

test('a part that is refused ends the upload: no object, no parts, and the file is still there', async () => {
  server.fault = (_, url) => (url.searchParams.get('partNumber') === '2' ? 403 : undefined)
  const [file, key] = [await incoming(large), newStoreKey(teamId, crypto.randomUUID())]
  await expectRefusal(store.put(file, key), 'unavailable', /S3 store refused this server \(AccessDenied\)/)
  expect(server.uploads.size).toBe(0)
  expect(await store.size(key)).toBeNull()
  expect(fs.existsSync(file)).toBe(true)
})

test('a connection that is cut once is tried again; one that always is leaves nothing', async () => {
  let cuts = 0
  server.fault = (_, url) => (url.searchParams.has('partNumber') && cuts++ === 0 ? 'cut' : undefined)
  const key = await put(large)
  expect(cuts).toBeGreaterThan(3)
  expect(server.current(key)?.bytes?.equals(large)).toBe(true)
  server.fault = (_, url) => (url.searchParams.get('partNumber') === '3' ? 'cut' : undefined)
  const other = newStoreKey(teamId, crypto.randomUUID())
  await expectRefusal(store.put(await incoming(large), other), 'unavailable', /could not be reached just now/)
  expect(server.uploads.size).toBe(0)
  expect(await store.size(other)).toBeNull()
})

test('what a killed server left of its parts is swept once it is old enough', async () => {
  server.fault = (method, url) =>
    url.searchParams.has('uploadId') && (method === 'DELETE' || method === 'POST') ? 403 : undefined
  await expect(store.put(await incoming(large), newStoreKey(teamId, crypto.randomUUID()))).rejects.toThrow()
  server.fault = () => undefined
  expect(server.uploads.size).toBe(1)
  expect(await store.sweepUnfinished?.(teamId, new Date(Date.now() - 60_000))).toBe(0)
  expect(await store.sweepUnfinished?.(crypto.randomUUID(), new Date(Date.now() + 60_000))).toBe(0)
  expect(await store.sweepUnfinished?.(teamId, new Date(Date.now() + 60_000))).toBe(1)
  expect(server.uploads.size).toBe(0)
})

test('an answer that breaks off is an error for its reader, and no file stays', async () => {
  const key = await put(large)
  server.fault = (method) => (method === 'GET' ? 'cut' : undefined)
  await expect(store.open(key).then(buffer)).rejects.toThrow()
  const folder = fs.mkdtempSync(path.join(dataFolder, 'work-'))
  await expectRefusal(store.localPath(key, folder), 'unavailable', /could not be reached/)
  expect(fs.readdirSync(folder)).toEqual([])
})

test('the first byte alone, and a server that does not heed ranges', async () => {
  const key = await put('0123456789')
  expect((await buffer(await store.open(key, { start: 0, end: 0 }))).toString()).toBe('0')
  await expectRefusal(store.open(key, { start: 5, end: 20 }), 'unavailable', /could not be reached/)
})

test('listings of several pages, and strangers under the prefix', async () => {
  const keys = []
  for (let i = 0; i < 7; i++) keys.push(await put(`${i}`))
  server.pageSize = 3
  server.objects.set(`${teamId}/notes.txt`, [{ id: 'null', bytes: Buffer.from('x'), at: new Date() }])
  const found = []
  for await (const { key } of store.list(teamId)) found.push(key)
  expect(found).toEqual(keys.sort())
})

test('in a bucket that keeps versions every one is deleted, or the deletion fails', async () => {
  server.versioned = true
  const key = await put('secret')
  server.fault = (method, url) => (method === 'DELETE' && url.searchParams.has('versionId') ? 403 : undefined)
  await expectRefusal(store.delete(key), 'unavailable', /AccessDenied/)
  expect(server.objects.get(key)?.some(({ bytes }) => bytes !== null)).toBe(true)
  server.fault = () => undefined
  await store.delete(key)
  expect(server.objects.get(key)).toEqual([])
})

test('a wrong key, a bucket that does not exist and a server that is not there are sentences', async () => {
  const key = newStoreKey(teamId, crypto.randomUUID())
  const wrongKey = openS3Store({ ...server.settings, secretAccessKey: 'wrong' })
  await expectRefusal(wrongKey.open(key), 'unavailable', /refused this server \(SignatureDoesNotMatch\)/)
  await expectRefusal(wrongKey.delete(key), 'unavailable', /refused this server/)
  const wrongBucket = openS3Store({ ...server.settings, bucket: 'another' })
  await expectRefusal(put('x', wrongBucket), 'unavailable', /refused this server \(NoSuchBucket\)/)
  await expectRefusal(wrongBucket.open(key), 'unavailable', /NoSuchBucket/)
  const nobody = openS3Store({ ...server.settings, endpoint: 'http://127.0.0.1:9' })
  await expectRefusal(nobody.size(key), 'unavailable', /could not be reached just now/)
})

test('a listing that goes on and does not say where ends with an error, and not never', async () => {
  const page = { IsTruncated: true, Uploads: [], Versions: [] }
  const client = { send: async () => page } as unknown as Parameters<typeof deleteVersions>[0]
  const key = newStoreKey(teamId, crypto.randomUUID())
  await expect(abortUnfinished(client, 'bucket', `${teamId}/`, new Date())).rejects.toThrow(/does not say where/)
  await expect(deleteVersions(client, { Bucket: 'bucket', Key: key })).rejects.toThrow(/does not say where/)
})
