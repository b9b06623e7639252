import '../../support/data-folder'
import { beforeAll, expect, test } from 'vitest'
import * as one from '@/app/api/v2/audio_source_tracings/[uuid]/route'
import * as many from '@/app/api/v2/audio_source_tracings/route'
import { finishDetection } from '@/lib/detect/finish-detection'
import { SourceTracingItem } from '@/lib/detect/item-words'
import { DetectionParameters } from '@/lib/detect/request-parameters'
import { type Caller, makeCaller, readOne } from '../../support/api'
import { callRoute } from '../../support/call-route'
import { useTestDatabase } from '../../support/database'
import { fakeRecording, plainRecording } from '../../support/examined'
import { openTestCase, storedFile } from '../../support/rows'

const db = useTestDatabase()
let caller: Caller
let stranger: Caller

beforeAll(async () => {
  caller = await makeCaller()
  stranger = await makeCaller()
})

async function analysed(by: Caller, analysis = fakeRecording, audioSourceTracing = true): Promise<string> {
  const { team } = by
  const file = storedFile(team.teamId, { mediaType: 'audio', contentType: 'audio/mpeg', filename: 'voice.mp3' })
  const parameters = DetectionParameters.parse({ audioSourceTracing })
  const { detectionId } = await openTestCase(team.moderator, { file, parameters })
  await finishDetection(team.worker, { detectionId, analysis, preview: null, maps: new Map() })
  return detectionId
}

const page = (search: string, by = caller) => callRoute(many.GET, by, { params: {}, search })
const get = (uuid: string, by = caller) => callRoute(one.GET, by, { params: { uuid } })

test('a recording judged fake has one, in its item, in the list and by itself', async () => {
  const detectionId = await analysed(caller)
  const { body } = await page('?page=1')
  expect(body).toMatchObject({ success: true, page: 1, num_pages: 1, page_size: 10, total_count: 1 })
  const [item] = body.items
  expect(item).toEqual({
    uuid: expect.stringMatching(/^[0-9a-f]{32}$/),
    results: { label: 'ElevenLabs', error_message: null },
    created_at: expect.any(String),
    detect_uuid: detectionId.replaceAll('-', ''),
  })
  expect(SourceTracingItem.strict().parse(item)).toEqual(item)
  expect((await get(item.uuid)).body).toEqual({ success: true, item })
  expect((await readOne(caller, detectionId)).body.item.audio_source_tracing).toEqual(item.results)
})

test('none where it was not asked for, or the recording was not judged fake', async () => {
  const lister = await makeCaller()
  const unasked = await analysed(lister, fakeRecording, false)
  const undecided = await analysed(lister, plainRecording)
  expect((await page('?page=1', lister)).body).toMatchObject({ total_count: 0, num_pages: 0, items: [] })
  for (const uuid of [unasked, undecided]) {
    expect((await readOne(lister, uuid)).body.item.audio_source_tracing).toBeNull()
  }
})

test('paging, newest first, without deleted detections', async () => {
  const lister = await makeCaller()
  const made: string[] = []
  for (let count = 0; count < 12; count++) made.unshift((await analysed(lister)).replaceAll('-', ''))
  const [deleted] = made.splice(3, 1)
  await db.owner`update detections set deleted_at = now() where replace(id::text, '-', '') = ${deleted!}`
  const first = await page('?page=1&page_size=10', lister)
  expect(first.body).toMatchObject({ num_pages: 2, total_count: 11 })
  const second = await page('?page=2', lister)
  const uuids = [...first.body.items, ...second.body.items].map((item: { detect_uuid: string }) => item.detect_uuid)
  expect(uuids).toEqual(made)
  for (const search of ['', '?page=0', '?page=1&page_size=1001']) expect((await page(search, lister)).status).toBe(400)
})

test('unknown and another team’s answer alike; scopes and methods', async () => {
  const { body } = await page('?page=1')
  const [{ uuid }] = body.items
  for (const answer of [await get('nonsense'), await get(crypto.randomUUID()), await get(uuid, stranger)]) {
    expect(answer.status).toBe(404)
    expect(answer.body).toEqual({ success: false, item: null, message: 'Not found', error: 'Not found' })
  }
  const submitter = await makeCaller(['submit'], caller.team)
  expect((await page('?page=1', submitter)).status).toBe(403)
  expect((await get(uuid, submitter)).status).toBe(403)
  for (const handler of [many.POST, many.DELETE, one.PATCH]) {
    expect((await callRoute(handler, caller, { params: { uuid }, method: 'PUT' })).status).toBe(405)
  }
})
