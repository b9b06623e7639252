import '../support/data-folder'
import crypto from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterEach, expect, test } from 'vitest'
import { bytesOnDisk } from '@/lib/media/file-bytes'
import { receiveBatch } from '@/lib/media/receive-batch'
import { receiveFile } from '@/lib/media/receive-file'
import { receiveUpload } from '@/lib/media/receive-upload'
import { sealedSize } from '@/lib/media/sealed-file'
import { sniffUpload } from '@/lib/media/sniff'
import { newCanary, tellingJpeg } from '../support/canary'
import { dataFolder, mediaFiles } from '../support/data-folder'
import { wav } from '../support/media-bytes'
import { multipartBody, multipartRequest, uploadRequest } from '../support/multipart'
import { everHolding, filesHolding } from '../support/open-bytes'
import { expectRefusal } from '../support/refusals'
import { makeZip } from '../support/zip'

const address = 'http://localhost:3000/api/uploads'
const door = { tooLargeWayOut: 'Make it smaller.' }

afterEach(() => {
  for (const file of mediaFiles()) fs.rmSync(path.join(dataFolder, 'media', file))
})

/** Sound with a word in it that stands nowhere else, over and over. */
function tellingSound(canary: string, bytes = 5_000_000): Buffer {
  const sound = wav(bytes)
  for (let at = 100; at + canary.length < sound.length; at += 20_000) sound.write(canary, at)
  return sound
}

const plainOf = async (file: Parameters<typeof bytesOnDisk>[0]) => buffer(await bytesOnDisk(file).open())

test('a file of which it is not known whether it may be kept is never on the disk as it is', async () => {
  const canary = newCanary()
  const body = tellingSound(canary)
  const asked = uploadRequest(address, { filename: 'speech.wav', type: 'audio/wav', body }, { visualize: 'true' })
  const receiving = receiveUpload(asked, door)
  expect(await everHolding([dataFolder], canary, receiving)).toEqual([])
  const { file } = await receiving
  expect(file).toMatchObject({
    filename: 'speech.wav',
    sizeBytes: body.length,
    sha256: crypto.createHash('sha256').update(body).digest('hex'),
    sealedWith: expect.any(Buffer),
  })
  expect(fs.statSync(file!.path).size).toBe(sealedSize(body.length))
  expect((await plainOf(file!)).equals(body)).toBe(true)
})

test('one that may be kept is there as it is: the search can find', async () => {
  const canary = newCanary()
  const body = tellingSound(canary, 300_000)
  const asked = uploadRequest(address, { filename: 'speech.wav', type: 'audio/wav', body })
  const { file } = await receiveUpload(asked, { ...door, mayKeep: () => true })
  expect(file?.sealedWith).toBeNull()
  expect(filesHolding([dataFolder], canary)).toEqual([file?.path])
})

test.each([
  ['in one piece', 1],
  ['in many', 997],
])('what stands at the end of a sealed file is looked at: %s', async (_, piece) => {
  const script = Buffer.concat([wav(200_000), Buffer.from('<script>alert(1)</script>'.padEnd(900))])
  const length = piece === 1 ? script.length : piece
  const pieces = Array.from({ length: Math.ceil(script.length / length) }, (_each, at) =>
    script.subarray(at * length, (at + 1) * length),
  )
  const receiving = receiveFile(Readable.from(pieces), {
    maxBytes: 1e9,
    tooLarge: () => new Error('too large'),
    identify: (head) => sniffUpload('a.wav', '', head),
    sealed: true,
  })
  await expectRefusal(receiving, 'bad_request', /a web page/)
  expect(mediaFiles()).toEqual([])
})

test('an upload that breaks off, or is killed half-way, leaves no more than ciphertext', async () => {
  const canary = newCanary()
  const body = tellingSound(canary)
  let given = 0
  async function* half() {
    for (; given < body.length / 2; given += 65_536) yield body.subarray(given, given + 65_536)
    // As it lies while a process could be killed.
    expect(mediaFiles()).toHaveLength(1)
    expect(filesHolding([dataFolder], canary)).toEqual([])
    throw new Error('the line broke')
  }
  const receiving = receiveFile(half(), {
    maxBytes: 1e9,
    tooLarge: () => new Error('too large'),
    identify: (head) => sniffUpload('a.wav', '', head),
    sealed: true,
  })
  await expect(receiving).rejects.toThrow('the line broke')
  expect(mediaFiles()).toEqual([])
})

test('a larger file is taken only where it must not be kept', async () => {
  const rules = { ...door, maxBytes: 1_000_000, maxUnkeptBytes: 4_000_000 }
  const ask = () => uploadRequest(address, { filename: 'a.wav', type: 'audio/wav', body: wav(2_000_000) })
  await expectRefusal(receiveUpload(ask(), { ...rules, mayKeep: () => true }), 'too_large', /larger than 1 MB/)
  await expectRefusal(receiveUpload(ask(), rules), 'too_large', /larger than 1 MB/)
  const { file } = await receiveUpload(ask(), { ...rules, mayKeep: () => false })
  expect(file?.sealedWith).toEqual(expect.any(Buffer))
})

test('batches: files, and archives with what comes out of them', async () => {
  const canary = newCanary()
  const picture = await tellingJpeg(canary)
  const sound = tellingSound(canary, 400_000)
  const files = [
    { name: 'files[]', filename: 'a.jpg', type: 'image/jpeg', body: picture },
    { name: 'files[]', filename: 'b.wav', type: 'audio/wav', body: sound },
    { name: 'zero_retention_mode', body: 'true' },
  ]
  const zip = makeZip([
    { name: 'one/a.jpg', data: picture },
    { name: 'b.wav', data: sound, method: 8 },
    { name: 'readme.txt', data: Buffer.from(canary) },
  ])
  for (const parts of [files, [{ name: 'file', filename: 'all.zip', type: 'application/zip', body: zip }]]) {
    const receiving = receiveBatch(multipartRequest(address, multipartBody(parts)), () => {})
    expect(await everHolding([dataFolder], canary, receiving)).toEqual([])
    const received = await receiving
    expect(received.files.map(({ filename }) => filename)).toEqual(['a.jpg', 'b.wav'])
    for (const [place, file] of received.files.entries()) {
      expect((await plainOf(file)).equals([picture, sound][place]!)).toBe(true)
      fs.rmSync(file.path)
    }
    // The archive itself is gone.
    expect(mediaFiles()).toEqual([])
  }
})
