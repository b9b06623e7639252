import '../support/data-folder'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { env } from '@/lib/env'
import { bytesInStore } from '@/lib/media/file-bytes'
import { keepFile } from '@/lib/media/keep-file'
import { receiveFile } from '@/lib/media/receive-file'
import { sealedSize } from '@/lib/media/sealed-file'
import { mediaStore, type StoredFile, type StoreName } from '@/lib/media/store'
import { customIdOf } from '@/lib/media/stores/uploadthing'
import { newCanary, tellingWav } from '../support/canary'
import { dataFolder } from '../support/data-folder'
import { filesHolding } from '../support/open-bytes'
import { S3Server } from '../support/s3-server'
import { startUploadThing, type UploadThingStandIn } from '../support/uploadthing'
import { setUploadThing } from '../support/uploadthing-settings'

let s3: S3Server
let ut: UploadThingStandIn

beforeAll(async () => {
  s3 = await S3Server.start()
  ut = await startUploadThing()
  const { bucket, endpoint, accessKeyId, secretAccessKey } = s3.settings
  Object.assign(env(), { S3_BUCKET: bucket, S3_ENDPOINT: endpoint })
  Object.assign(env(), { S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey })
  setUploadThing(ut.settings)
})
afterAll(async () => {
  await s3?.stop()
  await ut?.close()
  env().MEDIA_STORE = 'disk'
})

async function keptSealed(store: StoreName, bytes: Buffer): Promise<StoredFile> {
  env().MEDIA_STORE = store
  const received = await receiveFile(Readable.from([bytes.subarray(0, 100_000), bytes.subarray(100_000)]), {
    maxBytes: 1e9,
    tooLarge: () => new Error('too large'),
    identify: async () => ({ mediaType: 'audio' as const, contentType: 'audio/wav', filename: 'a.wav' }),
    sealed: true,
  })
  return keepFile(crypto.randomUUID(), received)
}

/** What lies there, as whoever runs the store sees it. */
async function lying({ store, storeKey }: StoredFile): Promise<Buffer> {
  return buffer(await mediaStore(store).open(storeKey))
}

test.each<StoreName>(['disk', 's3', 'uploadthing'])(
  '%s holds ciphertext, of which any part can be read',
  async (store) => {
    const canary = newCanary()
    const sound = tellingWav(canary)
    const file = await keptSealed(store, sound)
    expect(file).toMatchObject({ store, sizeBytes: sound.length, sealedWith: expect.any(Buffer) })
    const there = await lying(file)
    expect(there.length).toBe(sealedSize(sound.length))
    expect(there.includes(canary)).toBe(false)
    expect(there.includes('RIFF')).toBe(false)
    expect(filesHolding([dataFolder], canary)).toEqual([])
    const bytes = bytesInStore(file, file.sealedWith)
    expect((await buffer(await bytes.open())).equals(sound)).toBe(true)
    for (const [start, end] of [
      [0, 0],
      [70_000, 140_000],
      [65_535, 65_536],
      [sound.length - 9, sound.length - 1],
    ] as const) {
      const part = await buffer(await bytes.open({ start, end }))
      expect(part.equals(sound.subarray(start, end + 1))).toBe(true)
    }
    await mediaStore(store).delete(file.storeKey)
  },
)

test('nothing that the providers saw says what it is', () => {
  expect(s3.requests.join('\n')).not.toMatch(/wav/)
  expect(ut.seen.join('\n')).not.toMatch(/wav/)
  expect(customIdOf('00000000-0000-4000-8000-000000000000/00/00000000-0000-4000-8000-000000000000')).not.toMatch(/wav/)
})
