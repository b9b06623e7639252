import '../support/data-folder'
import crypto from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import v8 from 'node:v8'
import vm from 'node:vm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { env, readSettings } from '@/lib/env'
import { incomingFolder } from '@/lib/media/folders'
import { newStoreKey } from '@/lib/media/keep-file'
import { isConfigured, mediaStore } from '@/lib/media/store'
import { customIdOf, uploadthingStore as store } from '@/lib/media/stores/uploadthing'
import { uploadthingApi } from '@/lib/media/stores/uploadthing-account'
import { dataFolder } from '../support/data-folder'
import { startUploadThing, type UploadThingStandIn } from '../support/uploadthing'
import { setUploadThing } from '../support/uploadthing-settings'

const teamId = crypto.randomUUID()
let ut: UploadThingStandIn

beforeEach(async () => {
  ut = await startUploadThing()
  setUploadThing(ut.settings)
})
afterEach(() => ut.close())

async function incoming(content: string | Buffer): Promise<string> {
  const file = path.join(await incomingFolder(), crypto.randomUUID())
  fs.writeFileSync(file, content)
  return file
}
async function put(content: string | Buffer): Promise<string> {
  const key = newStoreKey(teamId, crypto.randomUUID())
  await store.put(await incoming(content), key)
  return key
}
const signedUrl = async (key: string) =>
  (await (await uploadthingApi()).generateSignedURL(customIdOf(key), { expiresIn: 60 })).ufsUrl

test('a file is private there: unsigned, changed and outdated URLs read nothing', async () => {
  const key = await put('secret')
  const [file] = ut.files.whole()
  expect(file).toMatchObject({ acl: 'private', customId: customIdOf(key), name: customIdOf(key) })
  const url = await signedUrl(key)
  expect(await (await fetch(url)).text()).toBe('secret')
  const other = await put('other')
  const swapped = url.replace(customIdOf(key), customIdOf(other))
  const later = url.replace(/expires=\d+/, `expires=${Date.now() + 9_999_999}`)
  for (const each of [url.split('?')[0]!, swapped, later, `${url}0`]) expect((await fetch(each)).status).toBe(403)
  const past = new URL(url.split('?')[0]!)
  past.searchParams.set('expires', String(Date.now() - 1))
  const signature = ut.sign(past.href)
  past.searchParams.set('signature', signature)
  expect((await fetch(past)).status).toBe(403)
})

test('a put on a broken line goes on where it broke', async () => {
  const bytes = crypto.randomBytes(4_000_000)
  ut.faults.breakAfter = [1_000_000, 2_500_000]
  const key = await put(bytes)
  expect((await buffer(await store.open(key))).equals(bytes)).toBe(true)
  const puts = ut.seen.filter((line) => line.startsWith('PUT'))
  expect([puts.length, new Set(puts).size]).toEqual([3, 1])
})

test('a key that is taken is replaced; when every one is, the file stays where it was', async () => {
  ut.faults.refuse = 2
  const key = await put('x')
  expect(await store.size(key)).toBe(1)
  expect(new Set(ut.seen.filter((line) => line.startsWith('PUT'))).size).toBe(3)
  ut.faults.refuse = 3
  const file = await incoming('y')
  const put3 = store.put(file, newStoreKey(teamId, crypto.randomUUID()))
  await expect(put3).rejects.toMatchObject({
    code: 'unavailable',
    message: expect.stringMatching(/^UploadThing, where/),
  })
  expect(fs.existsSync(file)).toBe(true)
})

test('out of reach is a refusal for a while, never “not there”', async () => {
  const key = await put('x')
  ut.faults.down = true
  const unavailable = { code: 'unavailable', retryAfterSeconds: 60 }
  await expect(store.size(key)).rejects.toMatchObject(unavailable)
  await expect(store.open(key)).rejects.toMatchObject(unavailable)
  await expect(store.delete(key)).rejects.toMatchObject(unavailable)
  await expect(store.put(await incoming('y'), newStoreKey(teamId, crypto.randomUUID()))).rejects.toMatchObject(
    unavailable,
  )
  await expect(store.list(teamId)[Symbol.asyncIterator]().next()).rejects.toMatchObject(unavailable)
  ut.faults.down = false
  expect(await store.size(key)).toBe(1)
})

test('a deletion counts once the file can be read no more, not when it is promised', async () => {
  const key = await put('x')
  ut.faults.undeletable = true
  await expect(store.delete(key)).rejects.toThrow(/still in the store/)
  // It goes a moment later.
  setTimeout(() => {
    for (const file of ut.files.whole()) ut.files.remove(file)
  }, 400)
  await store.delete(key)
  expect(await store.size(key)).toBeNull()
})

test('two files under one customId, as after a lost answer, both go', async () => {
  const key = await put('x')
  await store.put(await incoming('x'), key)
  expect(ut.files.whole()).toHaveLength(2)
  await store.delete(key)
  expect(ut.files.whole()).toEqual([])
})

test('a list goes over all pages, and passes by what is not ours or not whole', async () => {
  const keys = await Promise.all(Array.from({ length: 8 }, () => put('x')))
  await store.put(await incoming('x'), newStoreKey(crypto.randomUUID(), crypto.randomUUID()))
  const foreign = { size: 1, type: '', acl: 'private', name: 'n' }
  for (const customId of [null, 'somebody-elses', `${teamId}_zz`]) {
    ut.files.begin({ ...foreign, key: crypto.randomUUID(), customId }).complete = true
  }
  ut.files.begin({ ...foreign, key: 'half', customId: customIdOf(newStoreKey(teamId, crypto.randomUUID())) })
  for (let i = 0; i < 600; i++) ut.files.begin({ ...foreign, key: `filler-${i}`, customId: null })
  keys.push(await put('last'))
  const listed: string[] = []
  for await (const { key } of store.list(teamId)) listed.push(key)
  expect(listed.sort()).toEqual(keys.sort())
  expect(ut.seen.filter((line) => line.endsWith('listFiles'))).toHaveLength(2)
})

test('a presigned URL to a host that is not the token’s gets no byte', async () => {
  setUploadThing({ ...ut.settings, UPLOADTHING_INGEST_URL: 'http://localhost:9' })
  await expect(put('x')).rejects.toMatchObject({ code: 'unavailable' })
  expect(ut.seen.filter((line) => line.startsWith('PUT'))).toEqual([])
  const { UPLOADTHING_INGEST_URL: _, ...plain } = ut.settings
  setUploadThing(plain)
  await expect(put('x')).rejects.toMatchObject({ code: 'unavailable' })
  expect(ut.seen.filter((line) => line.startsWith('PUT'))).toEqual([])
})

test('a put of 100 MB grows memory by far less than the file', async () => {
  const file = path.join(await incomingFolder(), crypto.randomUUID())
  const handle = fs.openSync(file, 'w')
  const piece = crypto.randomBytes(1024 * 1024)
  for (let i = 0; i < 100; i++) fs.writeSync(handle, piece)
  fs.closeSync(handle)
  // What is merely not collected yet does not count.
  v8.setFlagsFromString('--expose-gc')
  const collect = vm.runInNewContext('gc') as () => void
  collect()
  const before = process.memoryUsage().arrayBuffers
  let most = 0
  const look = setInterval(() => {
    collect()
    most = Math.max(most, process.memoryUsage().arrayBuffers - before)
  }, 300)
  const key = newStoreKey(teamId, crypto.randomUUID())
  await store.put(file, key)
  clearInterval(look)
  expect(await store.size(key)).toBe(100 * 1024 * 1024)
  const folder = fs.mkdtempSync(path.join(dataFolder, 'work-'))
  expect(fs.statSync(await store.localPath(key, folder)).size).toBe(100 * 1024 * 1024)
  expect(most).toBeLessThan(40 * 1024 * 1024)
}, 90_000)

test('without its token the store says what is missing; a token that is none stops the start', async () => {
  const { UPLOADTHING_TOKEN: token } = ut.settings
  const read = (change: Record<string, string>) => () => readSettings({ NODE_ENV: 'test', ...change })
  expect(read({ MEDIA_STORE: 'uploadthing' })).toThrow(/MEDIA_STORE=uploadthing needs UPLOADTHING_TOKEN/)
  for (const wrong of ['nonsense', Buffer.from('{"apiKey":"live_x","appId":"a"}').toString('base64')]) {
    expect(read({ UPLOADTHING_TOKEN: wrong })).toThrow(/UPLOADTHING_TOKEN: is no UploadThing token; copy it whole/)
  }
  expect(read({ MEDIA_STORE: 'uploadthing', UPLOADTHING_TOKEN: token! })()).toMatchObject({
    UPLOADTHING_API_URL: 'https://api.uploadthing.com',
    UPLOADTHING_UFS_HOST: 'ufs.sh',
    UPLOADTHING_TOKEN: { apiKey: 'sk_live_standin', ingestHost: 'ingest.uploadthing.com' },
  })
  delete (env() as { UPLOADTHING_TOKEN?: unknown }).UPLOADTHING_TOKEN
  expect(isConfigured('uploadthing')).toBe(false)
  await expect(mediaStore('uploadthing').size('x')).rejects.toMatchObject({
    code: 'unavailable',
    message: expect.stringMatching(/UPLOADTHING_TOKEN/),
  })
})
