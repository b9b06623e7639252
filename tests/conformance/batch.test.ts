import { expect, test } from 'vitest'
import { ZipFile } from 'yazl'
import { type Ask, call, desk, ended, untilDone } from './client'
import { picture, png, sample } from './samples'

const several = async (...names: string[]) => ({
  files: await Promise.all(names.map(async (name) => ({ ...(await png(name)), name: 'files[]' }))),
})

async function archive(entries: Record<string, Buffer | string>): Promise<Ask> {
  const zip = new ZipFile()
  for (const [name, bytes] of Object.entries(entries)) zip.addBuffer(Buffer.from(bytes as string), name)
  zip.end()
  const chunks: Buffer[] = []
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer)
  return { file: { filename: 'media.zip', type: 'application/zip', body: Buffer.concat(chunks) } }
}

async function take(ask: Ask) {
  const answer = await call('POST', '/detect/batch', ask)
  expect(answer.status, answer.text).toBe(202)
  return answer.body.item
}

async function endOf(uuid: string) {
  const answer = await untilDone(
    () => call('GET', `/detect/batch/${uuid}`),
    ({ status, body }) => status !== 200 || body.item.status !== 'processing',
  )
  return answer.body.item
}

test('several files: 202 at once, then every detection of its own', async () => {
  const begun = await take(await several('a.png', 'b.png', 'c.png'))
  expect(begun).toMatchObject({ status: 'processing', total_files: 3, completed_count: 0, failed_count: 0 })
  expect(begun.detect_uuids).toHaveLength(3)
  const done = await endOf(begun.uuid)
  expect(done).toMatchObject({
    uuid: begun.uuid,
    status: 'completed',
    total_files: 3,
    completed_count: 3,
    failed_count: 0,
  })
  expect(done.detect_uuids).toEqual(begun.detect_uuids)
  const items = await Promise.all(begun.detect_uuids.map((uuid: string) => ended(uuid)))
  expect(items.map(({ filename }) => filename)).toEqual(['a.png', 'b.png', 'c.png'])
  expect(items.map(({ visualize }) => visualize)).toEqual([true, true, true])
})

test('one archive: nested folders flattened, what is no media skipped', async () => {
  const begun = await take(
    await archive({
      'readme.txt': 'hello',
      'deep/er/one.png': await picture(),
      '__MACOSX/._one.png': 'x',
      'two.jpg': await picture('jpeg'),
      'notes/list.csv': 'a,b',
    }),
  )
  expect(begun.total_files).toBe(2)
  const items = await Promise.all(begun.detect_uuids.map((uuid: string) => ended(uuid)))
  expect(items.map(({ filename }) => filename).sort()).toEqual(['one.png', 'two.jpg'])
})

test('an archive as files[] of another kind of media, with options that apply to all', async () => {
  const { body } = await sample('wav')
  const fields = { visualize: 'false', frame_length: '1', audio_source_tracing_enabled: 'true' }
  const begun = await take({ ...(await archive({ 'a.wav': body as Buffer, 'b.png': await picture() })), fields })
  const items = await Promise.all(begun.detect_uuids.map((uuid: string) => ended(uuid)))
  for (const item of items) expect(item).toMatchObject({ visualize: false, audio_source_tracing_enabled: true })
})

test('files that cannot be analysed are counted as failed', async () => {
  const whole = await picture('png')
  const cut = { ...(await png('cut.png')), name: 'files[]', body: whole.subarray(0, whole.length >> 1) }
  const mixed = await take({ files: [...(await several('ok.png')).files, cut] })
  expect(await endOf(mixed.uuid)).toMatchObject({ status: 'partially_failed', completed_count: 1, failed_count: 1 })
  const lost = await take({ files: [cut] })
  expect(await endOf(lost.uuid)).toMatchObject({ status: 'failed', completed_count: 0, failed_count: 1 })
})

test('fifty files are taken', async () => {
  const names = Array.from({ length: 50 }, (_, index) => `${index}.png`)
  const begun = await take(await several(...names))
  expect(begun).toMatchObject({ total_files: 50 })
  expect(new Set(begun.detect_uuids).size).toBe(50)
  // Their analyses would hold up everything behind them.
  await Promise.all(begun.detect_uuids.map((uuid: string) => call('DELETE', `/detect/${uuid}`)))
})

test('zero retention applies to every file', async () => {
  const begun = await take({
    ...(await several('secret.png', 'secret-too.png')),
    fields: { zero_retention_mode: 'true' },
  })
  for (const uuid of begun.detect_uuids) {
    expect(await ended(uuid)).toMatchObject({
      zero_retention_mode: true,
      url: null,
      audio_url: null,
      filename: expect.stringMatching(/^redacted_[0-9a-f]{24}\.png$/),
    })
  }
})

test('a batch by every spelling of its uuid; another team’s is nobody’s', async () => {
  const { uuid } = await take(await several('a.png'))
  const dashed = uuid.toUpperCase().replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  expect(await call('GET', `/detect/batch/${dashed}`)).toMatchObject({ status: 200, body: { item: { uuid } } })
  expect(await call('GET', `/detect/batch/${uuid}`, { key: desk.keys.stranger })).toMatchObject({ status: 404 })
})

test('an archive that would swell is refused, and nothing of it is kept', async () => {
  const key = desk.keys.refused
  const bomb = await archive({
    'a.wav': Buffer.concat([(await sample('wav')).body as Buffer, Buffer.alloc(300_000_000)]),
  })
  const answer = await call('POST', '/detect/batch', { ...bomb, key })
  expect(answer.status).toBe(400)
  expect((await call('GET', '/detect', { key, query: { page: '1' } })).body.total_count).toBe(0)
})
