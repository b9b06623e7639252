import '../support/data-folder'
import crypto from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { media } from '@/drizzle/schema/media'
import { withTeam } from '@/lib/db/client'
import { env, readSettings } from '@/lib/env'
import { serveMedia } from '@/lib/http/serve-media'
import { incomingFolder } from '@/lib/media/folders'
import { keepFile } from '@/lib/media/keep-file'
import { isConfigured, mediaStore, type StoredFile, type StoreName } from '@/lib/media/store'
import { sweepOrphans } from '@/lib/media/sweep-orphans'
import { dataFolder } from '../support/data-folder'
import { useTestDatabase } from '../support/database'
import { makeTeam, type TestTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'
import { openTestCase } from '../support/rows'
import { S3Server } from '../support/s3-server'

useTestDatabase()
let s3: S3Server
let team: TestTeam

beforeAll(async () => {
  s3 = await S3Server.start()
  team = await makeTeam()
  configureS3()
})
afterAll(() => s3?.stop())

/** Settings are read once; changing what was read is what a restart with others comes to. */
function configureS3(): void {
  const { bucket, endpoint, accessKeyId, secretAccessKey } = s3.settings
  const given = { S3_BUCKET: bucket, S3_ENDPOINT: endpoint, S3_ACCESS_KEY_ID: accessKeyId }
  Object.assign(env(), { ...given, S3_SECRET_ACCESS_KEY: secretAccessKey })
}
function takeS3Away(): void {
  Object.assign(env(), { S3_BUCKET: undefined })
}

async function keptIn(store: StoreName): Promise<StoredFile> {
  Object.assign(env(), { MEDIA_STORE: store })
  const from = path.join(await incomingFolder(), crypto.randomUUID())
  fs.writeFileSync(from, `bytes in ${store}`)
  const known = { mediaType: 'image', contentType: 'image/png', filename: 'a.png', sizeBytes: 14 } as const
  const sha256 = crypto.randomBytes(32).toString('hex')
  const file = await keepFile(team.teamId, { ...known, path: from, sha256, sealedWith: null })
  expect(file.store).toBe(store)
  return file
}
async function rowOf(file: StoredFile) {
  const [row] = await withTeam(team.teamId, (tx) => tx.select().from(media).where(eq(media.id, file.id)))
  if (!row) throw new Error('no row')
  return row
}
const ask = (row: Awaited<ReturnType<typeof rowOf>>) =>
  serveMedia(new Request('http://localhost:3000/api/media/x'), row)

test('after a switch, either way, old files and new ones are served from where they are', async () => {
  const [onDisk, inS3, again] = [await keptIn('disk'), await keptIn('s3'), await keptIn('disk')]
  for (const file of [onDisk, inS3, again]) await openTestCase(team.moderator, { file })
  for (const file of [onDisk, inS3, again]) {
    const answer = await ask(await rowOf(file))
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(await answer.text()).toBe(`bytes in ${file.store}`)
  }
  expect(s3.current(inS3.storeKey)?.bytes?.toString()).toBe('bytes in s3')
})

test('a range comes from S3 as a range', async () => {
  const file = await keptIn('s3')
  await openTestCase(team.moderator, { file })
  const request = new Request('http://localhost:3000/api/media/x', { headers: { range: 'bytes=6-7' } })
  const answer = await serveMedia(request, await rowOf(file))
  expect([answer.status, answer.headers.get('content-range'), await answer.text()]).toEqual([206, 'bytes 6-7/11', 'in'])
})

test('orphans are swept from every store, whichever takes new files', async () => {
  const owned = await keptIn('s3')
  await openTestCase(team.moderator, { file: owned })
  const [onDisk, inS3] = [await keptIn('disk'), await keptIn('s3')]
  const old = new Date(Date.now() - 2 * 3600_000)
  fs.utimesSync(path.join(dataFolder, 'media', onDisk.storeKey), old, old)
  for (const file of [inS3, owned]) for (const version of s3.objects.get(file.storeKey) ?? []) version.at = old
  Object.assign(env(), { MEDIA_STORE: 'disk' })
  expect(await sweepOrphans()).toMatchObject({ stored: 2 })
  expect(await mediaStore('disk').size(onDisk.storeKey)).toBeNull()
  expect(s3.current(inS3.storeKey)).toBeUndefined()
  expect(s3.current(owned.storeKey)).toBeDefined()
})

test('a store that is down keeps no other from being swept', async () => {
  const onDisk = await keptIn('disk')
  const old = new Date(Date.now() - 2 * 3600_000)
  fs.utimesSync(path.join(dataFolder, 'media', onDisk.storeKey), old, old)
  s3.fault = () => 403
  expect(await sweepOrphans()).toMatchObject({ stored: 1 })
  s3.fault = () => undefined
})

test('without its settings a store’s media is out of reach, which is no “not found” and no deletion', async () => {
  const file = await keptIn('s3')
  await openTestCase(team.moderator, { file })
  Object.assign(env(), { MEDIA_STORE: 'disk' })
  takeS3Away()
  expect(isConfigured('s3')).toBe(false)
  await expectRefusal(ask(await rowOf(file)), 'unavailable', /lies in the S3 store, which is not configured/)
  const store = mediaStore('s3')
  await expectRefusal(store.delete(file.storeKey), 'unavailable', /S3_BUCKET/)
  await expectRefusal(store.localPath(file.storeKey, dataFolder), 'unavailable')
  await expect(async () => {
    for await (const _ of store.list(team.teamId));
  }).rejects.toThrow(/not configured/)
  await sweepOrphans()
  configureS3()
  expect((await buffer(await mediaStore('s3').open(file.storeKey))).toString()).toBe('bytes in s3')
  vi.restoreAllMocks()
})

test('a store without what it needs is refused at start, by name', () => {
  const start = (given: Record<string, string>) => () => readSettings({ NODE_ENV: 'test', ...given })
  expect(start({ MEDIA_STORE: 's3' })).toThrow(
    'Settings that are missing: MEDIA_STORE=s3 needs S3_BUCKET, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY. Give them, or set MEDIA_STORE=disk.',
  )
  expect(start({ MEDIA_STORE: 's3', S3_BUCKET: 'b', S3_ACCESS_KEY_ID: 'k' })).toThrow(/needs S3_SECRET_ACCESS_KEY\./)
  const whole = { MEDIA_STORE: 's3', S3_BUCKET: 'b', S3_ACCESS_KEY_ID: 'k', S3_SECRET_ACCESS_KEY: 's' }
  expect(start(whole)()).toMatchObject({ MEDIA_STORE: 's3', S3_REGION: 'us-east-1' })
  expect(start({ ...whole, S3_ENDPOINT: 'ftp://x' })).toThrow(/S3_ENDPOINT/)
  expect(start({ MEDIA_STORE: 'tape' })).toThrow(/MEDIA_STORE/)
  expect(start({ S3_BUCKET: 'b' })()).toMatchObject({ MEDIA_STORE: 'disk' })
})
