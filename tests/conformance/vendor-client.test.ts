import fs from 'node:fs'
import path from 'node:path'
import { Resemble } from '@resemble/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { desk } from './client'
import { picture } from './samples'

/** The vendor's own client, as it comes from npm: nothing of it but its base URL is changed. */
const { detection } = Resemble.v2
const folder = path.resolve('.tmp', `vendor-client-${process.pid}`)
const file = path.join(folder, 'photo.png')

// biome-ignore lint/suspicious/noExplicitAny: its types leave out half of the contract.
type Loose = any

beforeAll(async () => {
  fs.mkdirSync(folder, { recursive: true })
  fs.writeFileSync(file, await picture())
  Resemble.setApiKey(desk.keys.all[0]!)
  Resemble.setBaseUrl(`http://localhost:${desk.port}/api/`)
})
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

test('create, with a url and with a file', async () => {
  const fromUrl: Loose = await detection.create({ url: `${desk.mediaUrl}photograph.jpg`, visualize: true })
  expect(fromUrl).toMatchObject({ success: true, item: { status: 'processing', filename: 'photograph.jpg' } })
  const fromFile: Loose = await detection.create({ file })
  expect(fromFile).toMatchObject({ success: true, item: { status: 'processing', filename: 'photo.png' } })
})

test('createSync with a file', async () => {
  const answer: Loose = await detection.createSync({ file, visualize: true })
  expect(answer).toMatchObject({ success: true, item: { status: 'completed', media_type: 'image' } })
  expect(answer.item.image_metrics).toMatchObject({ type: 'FinalResult', label: expect.any(String) })
})

test('createSync with every option it knows', async () => {
  const answer: Loose = await detection.createSync({
    file: path.resolve('tests/engine/formats/tone.wav'),
    visualize: true,
    intelligence: true,
    audio_source_tracing: true,
    use_ood_detector: true,
    zero_retention_mode: true,
    frame_length: 1,
    start_region: 0,
    end_region: 1,
  })
  expect(answer).toMatchObject({
    success: true,
    item: { status: 'completed', zero_retention_mode: true, url: null, use_ood_detector: true, visualize: true },
  })
})

test('detectAndGet with a file', async () => {
  const answer: Loose = await detection.detectAndGet({ file }, 30, 0.5)
  expect(answer).toMatchObject({ success: true, item: { status: 'completed' } })
})

test('get', async () => {
  const { item }: Loose = await detection.create({ file })
  expect(await detection.get(item.uuid)).toMatchObject({ success: true, item: { uuid: item.uuid } })
})

test('secureUpload', async () => {
  const upload: Loose = await detection.secureUpload(file)
  expect(upload).toMatchObject({ success: true, token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/) })
})

test('what is refused reaches its caller as an answer', async () => {
  expect(await detection.get('0f1e2d3c4b5a49788796a5b4c3d2e1f0')).toMatchObject({
    success: false,
    message: 'Detect not found',
  })
  expect(await detection.create({ url: 'http://example.com/a.jpg' })).toMatchObject({
    success: false,
    message: expect.stringMatching(/https/),
  })
  Resemble.setApiKey('no key')
  try {
    expect(await detection.get('0f1e2d3c4b5a49788796a5b4c3d2e1f0')).toMatchObject({ success: false })
  } finally {
    Resemble.setApiKey(desk.keys.all[0]!)
  }
})
