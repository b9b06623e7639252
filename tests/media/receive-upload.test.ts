import '../support/data-folder'
import crypto from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { receiveUpload } from '@/lib/media/receive-upload'
import { dataFolder, mediaFiles } from '../support/data-folder'
import { png, wav, zip } from '../support/media-bytes'
import { boundary, multipartBody, multipartRequest, uploadRequest } from '../support/multipart'
import { expectRefusal } from '../support/refusals'

const address = 'http://localhost:3000/api/uploads'
const door = { tooLargeWayOut: 'Use POST /secure_uploads.' }
const unhandled: unknown[] = []

beforeAll(() => {
  process.on('unhandledRejection', (error) => unhandled.push(error))
})
afterEach(async () => {
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(unhandled).toEqual([])
  for (const file of mediaFiles()) fs.rmSync(path.join(dataFolder, 'media', file))
})

/** Asserts the refusal, and that nothing of the upload is left. */
async function refused(
  request: Request,
  code: 'bad_request' | 'too_large' | 'unavailable',
  says: RegExp,
): Promise<void> {
  await expectRefusal(receiveUpload(request, door), code, says)
  expect(mediaFiles()).toEqual([])
}

test('a file is streamed to the incoming folder and hashed on the way', async () => {
  const body = wav(3_000_000)
  const { file, fields } = await receiveUpload(
    uploadRequest(address, { filename: 'speech.wav', type: 'audio/wav', body }, { visualize: 'true' }),
    { ...door, mayKeep: () => true },
  )
  expect(file).toMatchObject({
    sizeBytes: body.length,
    sha256: crypto.createHash('sha256').update(body).digest('hex'),
    mediaType: 'audio',
    contentType: 'audio/wav',
    filename: 'speech.wav',
  })
  expect(fields).toEqual({ visualize: 'true' })
  expect(fs.readFileSync(file!.path).equals(body)).toBe(true)
  expect(fs.statSync(file!.path).mode & 0o777).toBe(0o600)
  expect(path.basename(file!.path)).toMatch(/^[0-9a-f-]{36}$/)
})

test('names arrive as UTF-8, and fields after the file count too', async () => {
  const body = multipartBody([
    { name: 'file', filename: 'Größe 日本.png', type: 'image/png', body: await png() },
    { name: 'frame_length', body: '3' },
  ])
  const { file, fields } = await receiveUpload(multipartRequest(address, body), door)
  expect(file?.filename).toBe('Größe 日本.png')
  expect(fields).toEqual({ frame_length: '3' })
})

test('fields alone are no file', async () => {
  const { file, fields } = await receiveUpload(
    multipartRequest(address, multipartBody([{ name: 'url', body: 'https://a.example/x' }])),
    door,
  )
  expect(file).toBeNull()
  expect(fields).toEqual({ url: 'https://a.example/x' })
})

test('an empty file', () =>
  refused(
    uploadRequest(address, { filename: 'a.png', type: 'image/png', body: '' }),
    'bad_request',
    /“a.png” is empty/,
  ))

test('content that is not what its name says', () =>
  refused(
    uploadRequest(address, { filename: 'a.png', type: 'image/png', body: wav(300_000) }),
    'bad_request',
    /holds WAV sound/,
  ))

test('a second reading that only shows at the end', async () =>
  refused(
    uploadRequest(address, { filename: 'a.png', body: Buffer.concat([await png(), Buffer.alloc(200_000), zip()]) }),
    'bad_request',
    /archive/,
  ))

test('more than 150 MB, said at once from its declared length', async () => {
  const request = new Request(address, {
    method: 'POST',
    body: 'x',
    headers: {
      'content-type': `multipart/form-data; boundary=${boundary}`,
      'content-length': String(200 * 1024 * 1024),
    },
  })
  await refused(request, 'too_large', /150 MB.*POST \/secure_uploads/)
})

test('a door with a limit of its own says that one', async () => {
  const gigabyte = 1024 ** 3
  const request = (length: number) =>
    new Request(address, {
      method: 'POST',
      body: 'x',
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}`, 'content-length': String(length) },
    })
  const wide = { ...door, maxBytes: 5 * gigabyte }
  await expectRefusal(receiveUpload(request(6 * gigabyte), wide), 'too_large', /larger than 5 GB, the most one upload/)
  const narrow = { ...door, maxBytes: 1024 ** 2 }
  await expectRefusal(
    receiveUpload(uploadRequest(address, { filename: 'a.wav', body: wav(2_000_000) }), narrow),
    'too_large',
    /“a.wav” is larger than 1 MB, the most one upload/,
  )
  expect(mediaFiles()).toEqual([])
})

test('more than 150 MB, found out while it streams', async () => {
  const start = Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.wav"\r\n\r\n`)
  const chunk = Buffer.alloc(1024 * 1024)
  let pulls = 0
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      pulls++
      if (pulls === 1) controller.enqueue(Buffer.concat([start, wav()]))
      else if (pulls > 200) controller.close()
      else controller.enqueue(chunk)
    },
  })
  const headers = { 'content-type': `multipart/form-data; boundary=${boundary}` }
  await refused(
    new Request(address, { method: 'POST', body: stream, duplex: 'half', headers } as RequestInit),
    'too_large',
    /“a.wav” is larger than 150 MB/,
  )
  // What follows is still read, so that its sender sees the refusal rather than a closed connection.
  await vi.waitFor(() => expect(pulls).toBeGreaterThan(200), { timeout: 10_000 })
})

test('exactly one file', async () => {
  const file = { name: 'file', filename: 'a.png', body: await png() }
  await refused(multipartRequest(address, multipartBody([file, file])), 'bad_request', /more than one file/)
  await refused(multipartRequest(address, multipartBody([file, file, file])), 'bad_request', /more than one file/)
  await refused(
    multipartRequest(address, multipartBody([{ ...file, name: 'photo' }])),
    'bad_request',
    /part named “file”/,
  )
})

test('too many or too long fields', async () => {
  const many = Array.from({ length: 80 }, (_, index) => ({ name: `f${index}`, body: 'x' }))
  await refused(multipartRequest(address, multipartBody(many)), 'bad_request', /more than 64 fields/)
  await refused(
    multipartRequest(address, multipartBody([{ name: 'f', body: 'x'.repeat(70_000) }])),
    'bad_request',
    /longer than 64 KB/,
  )
})

test('multipart that is broken', async () => {
  const part = { name: 'file', filename: 'a.wav', body: wav(500_000) }
  await refused(multipartRequest(address, multipartBody([part], { open: true })), 'bad_request', /broke off/)
  await refused(multipartRequest(address, Buffer.from('no multipart at all')), 'bad_request', /broke off/)
  await refused(multipartRequest(address, Buffer.alloc(0)), 'bad_request', /broke off/)
  await refused(
    multipartRequest(address, multipartBody([part]), { 'content-type': 'multipart/form-data' }),
    'bad_request',
    /broke off/,
  )
  await refused(
    multipartRequest(address, Buffer.from(`--${boundary}\r\nbad header\r\n\r\n`)),
    'bad_request',
    /broke off/,
  )
})

test('fewer bytes than were announced', async () => {
  const body = multipartBody([{ name: 'file', filename: 'a.png', body: await png() }])
  await refused(
    multipartRequest(address, body, { 'content-length': String(body.length + 5) }),
    'bad_request',
    /broke off/,
  )
})

test('an upload that is aborted', async () => {
  const start = multipartBody([{ name: 'file', filename: 'a.wav', body: wav(200_000) }], { open: true })
  let sent = false
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (sent) return controller.error(new Error('aborted'))
      controller.enqueue(start)
      sent = true
    },
  })
  const headers = { 'content-type': `multipart/form-data; boundary=${boundary}` }
  await refused(
    new Request(address, { method: 'POST', body: stream, duplex: 'half', headers } as RequestInit),
    'bad_request',
    /broke off/,
  )
})

test('fields that rule the request out stop it before its file is stored', async () => {
  const request = uploadRequest(address, { filename: 'a.wav', body: wav(2_000_000) }, { signal: 'true' })
  const checkFields = vi.fn(() => {
    expect(mediaFiles()).toEqual([])
    throw new Error('no')
  })
  await expect(receiveUpload(request, { ...door, checkFields })).rejects.toThrow()
  expect(checkFields).toHaveBeenCalledWith({ signal: 'true' })
  expect(mediaFiles()).toEqual([])
})

test('a full disk', async () => {
  const statfs = vi.spyOn(fs.promises, 'statfs').mockResolvedValue({ bavail: 10, bsize: 4096 } as never)
  await refused(uploadRequest(address, { filename: 'a.png', body: await png() }), 'unavailable', /too full/)
  statfs.mockRestore()
})

test('a disk that fills up while a file arrives', async () => {
  const roomy = { bavail: 2 ** 40, bsize: 1 } as never
  const statfs = vi.spyOn(fs.promises, 'statfs')
  statfs.mockResolvedValueOnce(roomy).mockResolvedValueOnce(roomy)
  statfs.mockResolvedValue({ bavail: 256 * 1024 * 1024, bsize: 1 } as never)
  await refused(uploadRequest(address, { filename: 'a.wav', body: wav(40 * 1024 * 1024) }), 'unavailable', /too full/)
  expect(statfs).toHaveBeenCalledTimes(3)
  statfs.mockRestore()
})
