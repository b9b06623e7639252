import { beforeAll, expect, test } from 'vitest'
import { call, desk, detect, detectAndWait, ended, untilDone } from './client'
import { generatedSound, png } from './samples'

/** Newest first. */
const made: string[] = []

beforeAll(async () => {
  for (let count = 0; count < 12; count++) {
    const { uuid } = await detect({ file: await png(`${count}.png`) })
    made.unshift(uuid)
  }
})

const all = async (list: string, size = '1000') =>
  (await call('GET', list, { query: { page: '1', page_size: size } })).body

/** The same, read at a moment at which nobody handed anything in between the counting and the reading. */
async function settled(list: string) {
  const whole = ({ items, total_count }: { items: unknown[]; total_count: number }) => items.length === total_count
  return (
    await untilDone(
      () => call('GET', list, { query: { page: '1', page_size: '1000' } }),
      ({ body }) => whole(body),
    )
  ).body
}

test('a page of detections: newest first, ten unless said otherwise', async () => {
  // What others delete between the counting and the reading is missing on the page.
  const { body } = await untilDone(
    () => call('GET', '/detect', { query: { page: '1' } }),
    (answer) => answer.body.items.length === 10,
  )
  const { page, num_pages, page_size, total_count, items } = body
  expect({ page, page_size, count: items.length }).toEqual({ page: 1, page_size: 10, count: 10 })
  expect(num_pages).toBe(Math.ceil(total_count / 10))
  expect(total_count).toBeGreaterThanOrEqual(12)
})

test('all of them, in order, each once', async () => {
  const { items, total_count, num_pages } = await settled('/detect')
  expect(items).toHaveLength(total_count)
  expect(num_pages).toBe(1)
  const uuids = items.map(({ uuid }: { uuid: string }) => uuid)
  expect(new Set(uuids).size).toBe(uuids.length)
  expect(uuids.filter((uuid: string) => made.includes(uuid))).toEqual(made)
  const moments = items.map(({ created_at }: { created_at: string }) => created_at)
  expect(moments).toEqual([...moments].sort().reverse())
})

test('a page behind the last is empty, and says so', async () => {
  const { body } = await call('GET', '/detect', { query: { page: '900', page_size: '50' } })
  expect(body).toMatchObject({ success: true, page: 900, page_size: 50, items: [] })
  expect(body.num_pages).toBe(Math.ceil(body.total_count / 50))
})

test.each(['10', '1000'])('page_size %s, the bounds, are taken', async (size) => {
  expect((await all('/detect', size)).page_size).toBe(Number(size))
})

test('list items carry what only lists carry', async () => {
  const [item] = (await all('/detect')).items
  for (const field of [
    'visualize',
    'audio_source_tracing_enabled',
    'use_ood_detector',
    'extra_params',
    'error_message',
  ]) {
    expect(item).toHaveProperty(field)
  }
})

test('a list holds the own team’s alone', async () => {
  const { items } = (await call('GET', '/detect', { key: desk.keys.stranger, query: { page: '1', page_size: '1000' } }))
    .body
  expect(items.filter(({ uuid }: { uuid: string }) => made.includes(uuid))).toEqual([])
  const empty = (await call('GET', '/detect', { key: desk.keys.refused, query: { page: '1' } })).body
  expect(empty).toMatchObject({ num_pages: 0, total_count: 0, items: [] })
})

test('reports and tracings are listed and read one by one', async () => {
  const fields = { intelligence: 'true', audio_source_tracing: 'true' }
  const song = await detectAndWait({ file: generatedSound(), fields })
  await ended(song.uuid)
  for (const list of ['/intelligences', '/audio_source_tracings']) {
    const { items } = await settled(list)
    const listed = items.find(({ detect_uuid }: { detect_uuid: string }) => detect_uuid === song.uuid)
    expect(listed).toBeDefined()
    const one = await call('GET', `${list}/${listed.uuid}`)
    expect(one).toMatchObject({ status: 200, body: { item: { uuid: listed.uuid, detect_uuid: song.uuid } } })
    const dashed = listed.uuid.toUpperCase().replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
    expect((await call('GET', `${list}/${dashed}`)).status).toBe(200)
    const stranger = await call('GET', `${list}/${listed.uuid}`, { key: desk.keys.stranger })
    expect(stranger).toMatchObject({ status: 404, body: { item: null, message: 'Not found' } })
  }
  const tracing = (await all('/audio_source_tracings')).items[0]
  expect(tracing.results).toEqual({ label: expect.any(String), error_message: null })
})
