import '../../support/data-folder'
import crypto from 'node:crypto'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import * as ask from '@/app/api/v2/intelligence/route'
import * as one from '@/app/api/v2/intelligences/[uuid]/route'
import * as many from '@/app/api/v2/intelligences/route'
import { failDetection } from '@/lib/detect/fail-detection'
import { finishDetection } from '@/lib/detect/finish-detection'
import { IntelligenceReport } from '@/lib/detect/item-words'
import { requestIntelligence } from '@/lib/detect/request-intelligence'
import { writeIntelligence } from '@/lib/detect/write-intelligence'
import { env } from '@/lib/env'
import { makeMediaToken } from '@/lib/media/media-token'
import { sealUploadName } from '@/lib/media/sealed-name'
import { type Caller, makeCaller } from '../../support/api'
import { callRoute } from '../../support/call-route'
import { useTestDatabase } from '../../support/database'
import { plainPicture } from '../../support/examined'
import type { TestTeam } from '../../support/people'
import { openTestCase, openWaitingCase, storedFile } from '../../support/rows'

const db = useTestDatabase()
let team: TestTeam
let caller: Caller
let stranger: Caller

beforeAll(async () => {
  env().DATABASE_APP_URL = db.appUrl
  env().AUTH_SECRET = 'a secret for tests only, thirty-two characters'
  env().ALLOWED_PRIVATE_HOSTS.push('nas.local')
  stranger = await makeCaller()
  team = (await makeCaller()).team
})
// A key of its own for each test, so that none runs into another's rate.
beforeEach(async () => {
  caller = await makeCaller(['read', 'submit'], team)
})

const post = (json: unknown, by = caller, headers = {}) => callRoute(ask.POST, by, { params: {}, json, headers })
const get = (uuid: string, by = caller) => callRoute(one.GET, by, { params: { uuid } })
const page = (search: string, by = caller) => callRoute(many.GET, by, { params: {}, search })
const finish = (detectionId: string) =>
  finishDetection(team.worker, { detectionId, analysis: plainPicture, preview: null, maps: new Map() })
const write = (detectionId: string) => writeIntelligence({ teamId: team.teamId, detectionId })
const hex = (id: string) => id.replaceAll('-', '')
const opened = async () => (await openWaitingCase(team.moderator)).detectionId
const casesOf = async () => {
  const [row] = await db.owner<{ n: number }[]>`select count(*)::int as n from cases where team_id = ${team.teamId}`
  return row?.n
}

test('on a detection: waits for the report and answers it; asked again, the same one', async () => {
  const detectionId = await opened()
  const asking = post({ detect_id: detectionId })
  await expect
    .poll(async () => {
      await write(detectionId)
      const rows =
        await db.owner`select 1 from intelligences where detection_id = ${detectionId} and status = 'completed'`
      return rows.length
    })
    .toBe(1)
  const { status, body } = await asking
  expect(status).toBe(200)
  expect(body).toEqual({
    success: true,
    item: {
      uuid: expect.stringMatching(/^[0-9a-f]{32}$/),
      status: 'completed',
      error_message: null,
      description: expect.objectContaining({ authenticity_analysis: expect.any(String) }),
      created_at: expect.stringMatching(/^\d{4}-.*\.\d{3}Z$/),
      detect_uuid: hex(detectionId),
      media_type: 'image',
    },
  })
  expect(IntelligenceReport.strict().parse(body.item)).toEqual(body.item)
  for (const detect_id of [hex(detectionId), detectionId.toUpperCase()]) {
    expect((await post({ detect_id, media_type: 'image' })).body).toEqual(body)
  }
  expect((await get(body.item.uuid)).body).toEqual(body)
})

test('parameters in a form and in the query string', async () => {
  const detectionId = await opened()
  await requestIntelligence(team.moderator, { detectionId })
  await write(detectionId)
  const form = await callRoute(ask.POST, caller, {
    params: {},
    json: `detect_id=${hex(detectionId)}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })
  const inQuery = await callRoute(ask.POST, caller, { params: {}, method: 'POST', search: `?detect_id=${detectionId}` })
  expect([form.status, inQuery.status]).toEqual([200, 200])
  expect(form.body).toEqual(inQuery.body)
})

test('with a callback_url it answers 202 at once, and the callback waits for the report', async () => {
  const detectionId = await opened()
  const callback_url = 'https://nas.local/hook'
  const { status, body } = await post({ detect_id: detectionId, callback_url })
  expect(status).toBe(202)
  expect(body).toMatchObject({ success: true, item: { status: 'processing', description: null, media_type: 'image' } })
  const [row] = await db.owner`select status, url, detection_id from callbacks where intelligence_id is not null`
  expect(row).toEqual({ status: 'waiting', url: callback_url, detection_id: null })
})

test('on a URL: a case of the team’s with a report asked for; the same key and body is the same report', async () => {
  const body = { url: 'https://nas.local/clip.mp4', callback_url: 'https://nas.local/hook', media_type: 'video' }
  const key = { 'idempotency-key': crypto.randomUUID() }
  const before = await casesOf()
  const first = await post(body, caller, key)
  expect(first).toMatchObject({ status: 202, body: { item: { status: 'processing', media_type: null } } })
  const again = await post(body, caller, key)
  expect(again.body).toEqual(first.body)
  expect(await casesOf()).toBe((before ?? 0) + 1)
  const callbacks = await db.owner`
    select 1 from callbacks c join intelligences i on i.id = c.intelligence_id
    where replace(i.detection_id::text, '-', '') = ${first.body.item.detect_uuid}`
  expect(callbacks).toHaveLength(1)
  const [detection] = await db.owner`
    select parameters, (select count(*)::int from callbacks c where c.detection_id = d.id) as own
    from detections d where replace(id::text, '-', '') = ${first.body.item.detect_uuid}`
  expect(detection).toMatchObject({ parameters: { intelligence: true }, own: 0 })
})

async function uploaded(): Promise<string> {
  const file = storedFile(team.teamId)
  const { id, store, storeKey, mediaType, contentType, sizeBytes } = file
  const key = crypto.randomBytes(32)
  await db.owner`insert into upload_keys (team_id, upload_id, key) values (${team.teamId}, ${id}, ${key})`
  await db.owner`insert into secure_uploads
    (id, team_id, store, store_key, media_type, content_type, filename, size_bytes, sha256, expires_at)
    values (${id}, ${team.teamId}, ${store}, ${storeKey}, ${mediaType}, ${contentType}, ${sealUploadName(key, file)}, ${sizeBytes},
      '', now() + interval '1 hour')`
  return makeMediaToken(team.teamId, id, new Date(Date.now() + 3_600_000))
}

test('on a secure upload: waits for the analysis and then for the report', async () => {
  const media_token = await uploaded()
  const wrong = await post({ media_token, media_type: 'audio' })
  expect(wrong).toMatchObject({ status: 400, body: { errors: { media_type: [expect.stringMatching(/is image/)] } } })
  const asking = post({ media_token, media_type: 'image', zero_retention_mode: true })
  const open = () => db.owner<{ id: string; detection: string; zero: boolean }[]>`
    select i.id, d.id as detection, c.zero_retention as zero from intelligences i
    join detections d on d.id = i.detection_id join cases c on c.id = d.case_id
    where d.team_id = ${team.teamId} and c.title like 'redacted%' and i.status = 'processing'`
  await expect.poll(async () => (await open()).length).toBe(1)
  const [row] = await open()
  expect(row?.zero).toBe(true)
  await finish(row!.detection)
  await write(row!.detection)
  expect(await asking).toMatchObject({
    status: 200,
    body: { item: { uuid: hex(row!.id), status: 'completed', media_type: 'image' } },
  })
  expect(await post({ media_token })).toMatchObject({
    status: 400,
    body: { message: expect.stringMatching(/used already/) },
  })
})

test('a failed analysis is an answer, not an error', async () => {
  const { detectionId } = await openTestCase(team.moderator)
  await failDetection(team.worker, { detectionId, reason: 'The picture cannot be read.' })
  expect(await post({ detect_id: detectionId })).toMatchObject({
    status: 200,
    body: {
      success: true,
      item: { status: 'failed', description: null, error_message: expect.stringMatching(/failed/) },
    },
  })
})

test.each([
  ['nothing', {}, /exactly one of url, media_token and detect_id/],
  ['two subjects', { url: 'https://nas.local/a.png', detect_id: 'x' }, /exactly one/],
  [
    'a wrong media_type',
    { url: 'https://nas.local/a.png', media_type: 'text' },
    /media_type must be audio, video or image/,
  ],
  ['plain HTTP', { url: 'http://example.com/a.png' }, /The URL/],
  ['a forged token', { media_token: 'x.y.z' }, /media_token is none/],
  ['a private callback', { url: 'https://nas.local/a.png', callback_url: 'https://127.0.0.1/' }, /callback_url/],
  ['what is no text', { url: 7 }, /url must be text/],
  ['a bad option of the detection', { url: 'https://nas.local/a.png', frame_length: 9 }, /frame_length/],
])('refused: %s', async (_, json, says) => {
  const before = await casesOf()
  const { status, body } = await post(json)
  expect(status).toBe(400)
  expect(body).toMatchObject({ success: false, message: expect.stringMatching(says), error: body.message })
  expect(await casesOf()).toBe(before)
})

test('a product that needs the vendor’s models is refused by name', async () => {
  const { status, body } = await post({ url: 'https://nas.local/a.png', signal: true })
  expect(status).toBe(403)
  expect(body.message).toMatch(/Signal/)
})

test('unknown, another team’s and a deleted detection answer alike', async () => {
  const deleted = await opened()
  await db.owner`update detections set deleted_at = now() where id = ${deleted}`
  const theirs = (await openWaitingCase(stranger.team.moderator)).detectionId
  for (const detect_id of ['nonsense', crypto.randomUUID(), theirs, deleted]) {
    const { status, body } = await post({ detect_id })
    expect({ status, body }).toEqual({
      status: 404,
      body: { success: false, message: 'Detect not found', error: 'Detect not found' },
    })
  }
})

test('one that is not there, in the contract’s form', async () => {
  const detectionId = (await openWaitingCase(stranger.team.moderator)).detectionId
  const { intelligenceId } = await requestIntelligence(stranger.team.moderator, { detectionId })
  for (const uuid of ['nonsense', crypto.randomUUID(), intelligenceId]) {
    const { status, body } = await get(uuid)
    expect(status).toBe(404)
    expect(body).toEqual({ success: false, item: null, message: 'Not found', error: 'Not found' })
  }
  expect((await get(intelligenceId, stranger)).status).toBe(200)
})

test('a list is paged, newest first, of the own team alone, without deleted detections', async () => {
  const lister = await makeCaller()
  const asked: string[] = []
  for (let made = 0; made < 12; made++) {
    const { detectionId } = await openWaitingCase(lister.team.moderator)
    const { intelligenceId } = await requestIntelligence(lister.team.moderator, { detectionId })
    if (made === 0) await db.owner`update detections set deleted_at = now() where id = ${detectionId}`
    else asked.unshift(hex(intelligenceId))
  }
  const first = await page('?page=1', lister)
  expect(first.body).toMatchObject({ success: true, page: 1, num_pages: 2, page_size: 10, total_count: 11 })
  const second = await page('?page=2&page_size=10', lister)
  const items = [...first.body.items, ...second.body.items]
  expect(items.map(({ uuid }: { uuid: string }) => uuid)).toEqual(asked)
  for (const item of items) expect(IntelligenceReport.strict().parse(item)).toEqual(item)
  expect((await page('?page=9', lister)).body).toMatchObject({ page: 9, items: [] })
  for (const search of ['', '?page=0', '?page=1&page_size=9', '?page=x']) {
    expect((await page(search, lister)).status).toBe(400)
  }
})

test('scopes, keys and methods', async () => {
  const submitter = await makeCaller(['submit'], team)
  const reader = await makeCaller(['read'], team)
  const detectionId = await opened()
  await requestIntelligence(team.moderator, { detectionId })
  await write(detectionId)
  const answered = await post({ detect_id: detectionId }, submitter)
  expect(answered).toMatchObject({ status: 200, body: { item: { status: 'completed' } } })
  expect((await post({ detect_id: detectionId }, reader)).status).toBe(403)
  expect((await get(answered.body.item.uuid, submitter)).status).toBe(403)
  expect((await page('?page=1', submitter)).status).toBe(403)
  expect((await post({}, { ...caller, auth: { authorization: 'Bearer no' } })).status).toBe(401)
  for (const [handler, allowed] of [
    [ask.GET, 'POST'],
    [ask.DELETE, 'POST'],
    [many.POST, 'GET'],
    [one.DELETE, 'GET'],
  ] as const) {
    const answer = await callRoute(handler, caller, { params: { uuid: 'x' }, method: 'PUT' })
    expect(answer.status).toBe(405)
    expect(answer.headers.get('allow')).toBe(allowed)
  }
})
