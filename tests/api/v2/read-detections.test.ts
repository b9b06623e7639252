import '../../support/data-folder'
import { beforeAll, expect, test } from 'vitest'
import * as others from '@/app/api/v2/[[...path]]/route'
import * as one from '@/app/api/v2/detect/[uuid]/route'
import * as many from '@/app/api/v2/detect/route'
import { failDetection } from '@/lib/detect/fail-detection'
import { pageOf } from '@/lib/detect/item-answers'
import { DetectionItem } from '@/lib/detect/item-detection'
import { readDetection } from '@/lib/detect/read-detection'
import { type Caller, detectUrl, makeCaller, readOne, readPage } from '../../support/api'
import { useTestDatabase } from '../../support/database'
import { openTestCase, openWaitingCase } from '../../support/rows'

const db = useTestDatabase()
let caller: Caller
let stranger: Caller

beforeAll(async () => {
  caller = await makeCaller()
  stranger = await makeCaller()
})

test('a finished detection, by any spelling of its uuid', async () => {
  const { detectionId, number } = await openWaitingCase(caller.team.moderator)
  const { status, body } = await readOne(caller, detectionId)
  expect(status).toBe(200)
  expect(body).toMatchObject({
    success: true,
    item: {
      uuid: detectionId.replaceAll('-', ''),
      status: 'completed',
      image_metrics: {
        type: 'FinalResult',
        label: 'Neutral/Uncertain',
        score: 0.5,
        ifl: null,
        children: [{ type: 'Evidence', check: 'test.check' }],
      },
      c2pa_manifest: { validation_state: 'NotPresent' },
      intelligence: null,
      docket: { case_number: number, coverage: '1 of 2 checks applied.' },
    },
  })
  for (const spelled of [detectionId.replaceAll('-', ''), detectionId.toUpperCase()]) {
    expect((await readOne(caller, spelled)).body).toEqual(body)
  }
  for (const yes of ['true', 'True', '1']) {
    expect((await readOne(caller, detectionId, `?experts=${yes}`)).body.item.intelligence).toEqual([])
  }
  expect((await readOne(caller, detectionId, '?experts=false')).body.item.intelligence).toBeNull()
  expect(DetectionItem.parse(body.item)).toEqual(body.item)
})

test('deleted detections are gone from get and list', async () => {
  const lister = await makeCaller()
  const kept = await openTestCase(lister.team.moderator)
  const gone = await openTestCase(lister.team.moderator)
  await db.owner`update detections set deleted_at = now() where id = ${gone.detectionId}`
  expect(await readOne(lister, gone.detectionId)).toMatchObject({ status: 404, body: { message: 'Detect not found' } })
  const { body } = await readPage(lister, '?page=1')
  expect(body).toMatchObject({ total_count: 1, items: [{ uuid: kept.detectionId.replaceAll('-', '') }] })
  expect(pageOf(DetectionItem).parse(body)).toEqual(body)
})

test('the waveform is not read with a detection', async () => {
  const { detectionId } = await openWaitingCase(caller.team.moderator)
  const { result } = await readDetection(caller.team.worker, { uuid: detectionId })
  expect(result).toHaveProperty('verdict')
  expect(result).not.toHaveProperty('peaks')
})

test('a failed job is an answer, not an error', async () => {
  const { detectionId } = await openTestCase(caller.team.moderator)
  await failDetection(caller.team.worker, { detectionId, reason: 'The picture cannot be read.' })
  expect(await readOne(caller, detectionId)).toMatchObject({
    status: 200,
    body: { success: true, item: { status: 'failed', error_message: 'The picture cannot be read.' } },
  })
})

test('unknown, malformed and another team’s uuids answer alike', async () => {
  const { detectionId } = await openTestCase(stranger.team.moderator)
  const answers = []
  for (const uuid of [detectionId, '00000000000000000000000000000000', 'nonsense', "' or 1=1", 'batch']) {
    const { status, body } = await readOne(caller, uuid)
    answers.push({ status, body })
  }
  const nowhere = { status: 404, body: { success: false, message: 'Detect not found', error: 'Detect not found' } }
  expect(answers).toEqual(Array(5).fill(nowhere))
})

test('a list is paged, newest first, of the own team alone', async () => {
  const lister = await makeCaller()
  const opened = []
  for (let made = 0; made < 12; made++) opened.push(await openTestCase(lister.team.moderator))
  const newest = opened.map(({ detectionId }) => detectionId.replaceAll('-', '')).reverse()
  const first = await readPage(lister, '?page=1')
  expect(first.body).toMatchObject({ success: true, page: 1, num_pages: 2, page_size: 10, total_count: 12 })
  const second = await readPage(lister, '?page=2&page_size=10')
  const uuids = [...first.body.items, ...second.body.items].map((item: { uuid: string }) => item.uuid)
  expect(uuids).toEqual(newest)
  expect(first.body.items[0]).toMatchObject({
    error_message: null,
    extra_params: {},
    use_ood_detector: false,
    audio_source_tracing_enabled: false,
  })
  expect((await readPage(lister, '?page=3')).body).toMatchObject({ page: 3, items: [] })
  expect((await readPage(lister, '?page=1&page_size=1000')).body.items).toHaveLength(12)
  expect((await readPage(await makeCaller(), '?page=1')).body).toMatchObject({
    num_pages: 0,
    total_count: 0,
    items: [],
  })
})

test.each([
  '',
  '?page=0',
  '?page=-1',
  '?page=x',
  '?page=1.5',
  '?page=',
  '?page=1&page_size=9',
  '?page=1&page_size=1001',
  '?page=1&page_size=x',
])('the list refuses “%s” by field', async (search) => {
  const { status, body } = await readPage(caller, search)
  expect(status).toBe(400)
  const field = search.includes('page_size') ? 'page_size' : 'page'
  expect(Object.keys(body.errors)).toEqual([field])
  expect(body.message).toMatch(new RegExp(`^${field} (is missing; it )?must be a whole number from .*\\.$`))
})

test('a long list is read in pieces, whole and in order', async () => {
  const lister = await makeCaller()
  for (let made = 0; made < 120; made++) await openTestCase(lister.team.moderator)
  const { items } = (await readPage(lister, '?page=1&page_size=1000')).body
  const numbers = items.map((item: { docket: { case_number: number } }) => item.docket.case_number)
  expect(numbers).toEqual(Array.from({ length: 120 }, (_, index) => 120 - index))
})

test('without a key, or without the scope, nothing is read', async () => {
  const { detectionId } = await openTestCase(caller.team.moderator)
  const nobody = { ...caller, auth: { authorization: 'Bearer no' } }
  expect(await readOne(nobody, detectionId)).toMatchObject({ status: 401 })
  expect(await readPage(nobody, '?page=1')).toMatchObject({ status: 401 })
  const submitter = await makeCaller(['submit'], caller.team)
  expect(await readOne(submitter, detectionId)).toMatchObject({ status: 403 })
  expect(await readPage(submitter, '?page=1')).toMatchObject({ status: 403 })
})

const asking = (method: string, path = '') => new Request(detectUrl + path, { method, headers: caller.auth })
const ofOthers = { GET: others.GET, POST: others.POST }
const reach = async (method: 'GET' | 'POST', ...path: string[]) => {
  const answer = await ofOthers[method](asking(method), { params: Promise.resolve({ path }) })
  return { status: answer.status, body: (await answer.json()) as { message: string } }
}

test('other methods and paths answer in JSON too', async () => {
  for (const handler of [many.PUT, many.PATCH, many.DELETE, one.POST, one.PUT]) {
    const answer = await handler(asking('PUT'), { params: Promise.resolve({ uuid: 'x' }) })
    expect(answer.status).toBe(405)
    expect(answer.headers.get('allow')).toContain('GET')
    expect(await answer.json()).toMatchObject({ success: false, error: expect.stringMatching(/not offered/) })
  }
  expect(await reach('POST', 'nowhere', 'at', 'all')).toMatchObject({
    status: 404,
    body: { message: expect.stringMatching(/^There is nothing at \/api\/v2\/nowhere\/at\/all .*openapi\.json/) },
  })
  expect(await reach('GET')).toMatchObject({ status: 404 })
})

test.each([
  ['watermark/detect', /^Watermarking/],
  ['identity', /^Identity/],
  ['signal/x', /^Signal/],
  ['text_detect', /^Text detection/],
  ['agents/1/chat', /^Agents/],
  ['streaming', /^Streaming/],
])('what needs the hosted API’s own models is refused by name: %s', async (path, says) => {
  for (const method of ['GET', 'POST'] as const) {
    const { status, body } = await reach(method, ...path.split('/'))
    expect(status).toBe(403)
    expect(body).toMatchObject({ success: false, message: expect.stringMatching(says) })
  }
})
