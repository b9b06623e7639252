import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { withSegment } from '../support/pictures'
import { type Ask, call, desk, detect, ended, untilDone } from './client'
import { generatedSound, picture, png, sample, splicedPicture } from './samples'

const redacted = (extension: string) => expect.stringMatching(new RegExp(`^redacted_[0-9a-f]{24}\\.${extension}$`))
const on = { zero_retention_mode: 'true' }

/** Until its media is gone; the detection itself ended long before. */
async function emptied(uuid: string) {
  const answer = await untilDone(
    () => call('GET', `/detect/${uuid}`),
    ({ body }) => body.item?.file_deleted_at !== null,
  )
  return answer.body.item
}

/** Every file the product keeps for media, and whether one holds these bytes. */
function kept(bytes: Buffer): string[] {
  const folder = path.join(desk.dataFolder, 'media')
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => {
      try {
        return fs.readFileSync(file).equals(bytes)
      } catch {
        return false
      }
    })
}

test('from the first answer on: no address, no name; then the verdict stays and the media goes', async () => {
  const bytes = await picture()
  const first = await detect({ file: { filename: 'Frau Müller.png', type: 'image/png', body: bytes }, fields: on })
  expect(first).toMatchObject({
    status: 'processing',
    zero_retention_mode: true,
    file_deleted_at: null,
    url: null,
    audio_url: null,
    filename: redacted('png'),
  })
  const done = await ended(first.uuid)
  expect(done).toMatchObject({ url: null, audio_url: null, filename: first.filename })
  const empty = await emptied(first.uuid)
  expect(empty).toMatchObject({
    status: 'completed',
    zero_retention_mode: true,
    url: null,
    audio_url: null,
    filename: first.filename,
    image_metrics: { label: 'Neutral/Uncertain', score: expect.any(Number), image: null },
  })
  expect(Date.parse(empty.file_deleted_at)).toBeGreaterThanOrEqual(Date.parse(empty.created_at))
  expect(kept(bytes)).toEqual([])
})

test('in lists too', async () => {
  const { uuid } = await detect({ file: await png('secret.png'), fields: on })
  const { items } = (await call('GET', '/detect', { query: { page: '1', page_size: '50' } })).body
  const listed = items.find((item: { uuid: string }) => item.uuid === uuid)
  expect(listed).toMatchObject({ url: null, audio_url: null, filename: redacted('png'), zero_retention_mode: true })
})

test('for sound and video, with maps asked for', async () => {
  for (const extension of ['wav', 'mov']) {
    const { uuid } = await detect({
      file: await sample(extension, `secret.${extension}`),
      fields: { ...on, visualize: 'true' },
    })
    const item = await emptied(uuid)
    expect(item).toMatchObject({ status: 'completed', url: null, audio_url: null, filename: redacted(extension) })
    expect(JSON.stringify(item)).not.toContain('secret')
  }
})

test('a map is kept only without the picture under it', async () => {
  // With a comment of its own: other tests hand the same photograph in to be kept.
  const bytes = withSegment(splicedPicture().body as Buffer, 0xfe, Buffer.from(`${Math.random()}`))
  const file = { ...splicedPicture(), body: bytes }
  const { uuid } = await detect({ file, fields: { ...on, visualize: 'true' } })
  const item = await emptied(uuid)
  expect(item.image_metrics.children.length).toBeGreaterThan(0)
  expect(item.image_metrics.ifl.heatmap).toBe(item.image_metrics.image)
  expect(kept(bytes)).toEqual([])
})

test('the waiting answer, and what comes of a url and of a token', async () => {
  const upload = await call('POST', '/secure_uploads', { file: await png('secret.png') })
  const ways: Ask[] = [
    { json: { url: `${desk.mediaUrl}photograph.jpg?secret`, zero_retention_mode: true } },
    { json: { media_token: upload.body.token, zero_retention_mode: true } },
    { file: await png('secret.png'), fields: on },
    { file: await png('secret.png'), fields: { privacy_mode: 'true' } },
    { file: await png('secret.png'), query: on },
  ]
  for (const way of ways) {
    const { text, body } = await call('POST', '/detect', { ...way, headers: { prefer: 'wait' } })
    expect(body.item).toMatchObject({ status: 'completed', zero_retention_mode: true, url: null, audio_url: null })
    expect(body.item.filename).toMatch(/^redacted_[0-9a-f]{24}\./)
    expect(text).not.toMatch(/secret|photograph\.jpg/)
    await emptied(body.item.uuid)
  }
})

test('a failed job’s media goes too, and its message tells nothing', async () => {
  const whole = await picture('png')
  const half = whole.subarray(0, whole.length >> 1)
  const { uuid } = await detect({ file: { filename: 'secret.png', type: 'image/png', body: half }, fields: on })
  const item = await emptied(uuid)
  expect(item).toMatchObject({ status: 'failed', error_message: expect.any(String), filename: redacted('png') })
  expect(item.error_message).not.toContain('secret')
  expect(kept(half)).toEqual([])
})

test('a url that leads nowhere has nothing to delete, and still ends', async () => {
  const item = await detect({ json: { url: `${desk.mediaUrl}missing.jpg`, zero_retention_mode: true } })
  expect(item.filename).toMatch(/^redacted_[0-9a-f]{24}\./)
  expect(await ended(item.uuid)).toMatchObject({ status: 'failed', url: null, filename: item.filename })
})

test('with intelligence and source tracing, everything downstream ends before the media goes', async () => {
  const fields = { ...on, intelligence: 'true', audio_source_tracing: 'true' }
  const { uuid } = await detect({ file: generatedSound(), fields })
  const item = await emptied(uuid)
  expect(item.intelligence.status).toBe('completed')
  expect(item.audio_source_tracing).toMatchObject({ label: expect.any(String) })
})

test('questions and feedback still work when the media is gone', async () => {
  const { uuid } = await detect({ file: await png('secret.png'), fields: on })
  await emptied(uuid)
  expect(await call('POST', `/detects/${uuid}/intelligence`, { json: { query: 'Is it edited?' } })).toMatchObject({
    status: 202,
  })
  expect(await call('POST', `/detect/${uuid}/feedback`, { json: { type: 'correct' } })).toMatchObject({ status: 200 })
  expect(await call('DELETE', `/detect/${uuid}`)).toMatchObject({ status: 200 })
})
