import crypto from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { DELETE, GET, POST, PUT } from '@/app/api/callbacks/detection/[token]/route'
import { readDetectionCallback } from '@/lib/callbacks/read-detection-callback'
import { largestCallback } from '@/lib/callbacks/receive-detection-callback'
import { callbackTokenOf } from '@/lib/detect/callback-token'
import { markerOf } from '@/lib/detect/marker'
import { noteSending } from '@/lib/detect/note-sending'
import { noteSent } from '@/lib/detect/note-sent'
import { useTestDatabase } from '../support/database'
import { makeTeam, type TestTeam } from '../support/people'
import { chooseDetectors, connectInstance, jobsOfDetection } from '../support/remote-detector'
import { openTestCase } from '../support/rows'

const db = useTestDatabase()
let team: TestTeam

beforeAll(async () => {
  connectInstance({ url: 'https://detector.example/api/v2', key: 'a key', host: 'detector.example' })
  team = await makeTeam()
  await chooseDetectors(team.admin, 'remote')
})

/** A detection that was handed to another API, with its callback's token. */
async function openSent() {
  const { detectionId, caseId } = await openTestCase(team.moderator)
  const { url, hash, expiresAt } = callbackTokenOf(detectionId)
  const seen = { state: 'queued' as const, sends: 0 }
  const marker = markerOf(detectionId, 'a.png')
  await noteSending(team.worker, { detectionId, seen, marker, tokenHash: hash, tokenExpiresAt: expiresAt })
  const remoteUuid = crypto.randomUUID()
  await noteSent(team.worker, { detectionId, remoteUuid, stage: 'Being analysed.' })
  await db.owner`delete from pgboss.job where data->>'detectionId' = ${detectionId}`
  return { detectionId, caseId, remoteUuid, token: url.split('/').at(-1) ?? '' }
}

function send(token: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const text = typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body)
  const request = new Request(`http://localhost:3000/api/callbacks/detection/${token}`, {
    method: 'POST',
    body: text as BodyInit,
    headers: { 'content-type': 'application/json', ...headers },
  })
  return POST(request, { params: Promise.resolve({ token }) })
}

const inboxOf = (detectionId: string) =>
  db.owner`select remote_uuid, status, handled_at from callback_inbox where detection_id = ${detectionId} order by created_at`

test('a callback is kept with the job that asks for the truth, and answered 204', async () => {
  const { detectionId, remoteUuid, token } = await openSent()
  const answer = await send(token, { success: true, item: { uuid: remoteUuid, status: 'completed', metrics: {} } })
  expect(answer.status).toBe(204)
  expect(await answer.text()).toBe('')
  expect(await inboxOf(detectionId)).toEqual([{ remote_uuid: remoteUuid, status: 'completed', handled_at: null }])
  const [job, ...others] = await jobsOfDetection(db, detectionId)
  expect(others).toHaveLength(0)
  expect(job).toMatchObject({ name: 'detection.poll', data: { teamId: team.teamId, detectionId } })
  expect(job?.data.ask).toBeUndefined()
  expect(job?.due).toBeLessThanOrEqual(0)
})

test('a repeated one is taken and changes nothing, also ten at once', async () => {
  const { detectionId, remoteUuid, token } = await openSent()
  const body = { success: true, item: { uuid: remoteUuid, status: 'completed' } }
  const answers = await Promise.all(Array.from({ length: 10 }, () => send(token, body)))
  expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(204))
  expect(await inboxOf(detectionId)).toHaveLength(1)
  expect(await jobsOfDetection(db, detectionId)).toHaveLength(1)
})

test('one that claims again what was handled a while ago asks again, once', async () => {
  const { detectionId, remoteUuid, token } = await openSent()
  const body = { success: true, item: { uuid: remoteUuid, status: 'completed' } }
  await send(token, body)
  await db.owner`update callback_inbox set handled_at = now() where detection_id = ${detectionId}`
  await send(token, body)
  expect(await jobsOfDetection(db, detectionId)).toHaveLength(1)
  await db.owner`update callback_inbox set handled_at = now() - interval '1 minute' where detection_id = ${detectionId}`
  await send(token, body)
  await send(token, body)
  expect(await jobsOfDetection(db, detectionId)).toHaveLength(2)
})

test('whatever the body is, it is a hint and nothing else', async () => {
  const { detectionId, caseId, token } = await openSent()
  const bodies = [
    '',
    'no json',
    '[]',
    '{"item":null}',
    '{"item":{"uuid":"../../etc","status":"completed; drop table"}}',
    '\0',
    new Uint8Array([0xff, 0xfe, 0x00]),
    { success: true, item: { uuid: crypto.randomUUID(), status: 'failed', error_message: 'Forged.', label: 'Real' } },
  ]
  for (const body of bodies) expect((await send(token, body)).status).toBe(204)
  const [row] = await db.owner`select d.status, d.label, c.state from detections d join cases c on c.id = d.case_id
    where c.id = ${caseId}`
  expect(row).toEqual({ status: 'processing', label: null, state: 'analysing' })
  const kept = await inboxOf(detectionId)
  expect(kept.length).toBeLessThanOrEqual(3)
  expect(JSON.stringify(kept)).not.toMatch(/Forged|drop|etc/)
})

test('one detection keeps a bounded number of claims', async () => {
  const { detectionId, token } = await openSent()
  for (let i = 0; i < 60; i++)
    expect((await send(token, { uuid: crypto.randomUUID(), status: 'completed' })).status).toBe(204)
  expect(await inboxOf(detectionId)).toHaveLength(50)
  expect((await jobsOfDetection(db, detectionId)).length).toBeLessThanOrEqual(50)
})

test('an unknown token is 404, an expired one 410, and neither leaves anything', async () => {
  const { detectionId, token } = await openSent()
  for (const other of ['x', crypto.randomBytes(32).toString('base64url'), `${token}x`, token.slice(0, -1), '%00']) {
    const answer = await send(other, { item: { uuid: crypto.randomUUID(), status: 'completed' } })
    expect(answer.status).toBe(404)
    expect(await answer.json()).toMatchObject({ success: false, message: 'Callback address not found' })
  }
  await db.owner`update remote_runs set token_expires_at = now() - interval '1 second' where detection_id = ${detectionId}`
  const late = await send(token, { item: { uuid: crypto.randomUUID(), status: 'completed' } })
  expect(late.status).toBe(410)
  expect(await inboxOf(detectionId)).toHaveLength(0)
})

test('a body beyond the cap is refused, one below it is taken', async () => {
  const { detectionId, token } = await openSent()
  const padded = (bytes: number) => {
    const item = { uuid: crypto.randomUUID(), status: 'completed', image_metrics: { image: '' } }
    item.image_metrics.image = 'A'.repeat(bytes - JSON.stringify({ item }).length)
    return { item }
  }
  expect((await send(token, padded(largestCallback + 1))).status).toBe(400)
  expect(await inboxOf(detectionId)).toHaveLength(0)
  expect((await send(token, padded(largestCallback))).status).toBe(204)
})

test('only POST is taken', async () => {
  for (const method of [GET, PUT, DELETE]) {
    const answer = method()
    expect(answer.status).toBe(405)
    expect(answer.headers.get('allow')).toBe('POST')
  }
})

test('only the hash of a token is stored, and the same detection has the same one', async () => {
  const { detectionId, token } = await openSent()
  expect(callbackTokenOf(detectionId).url.endsWith(`/api/callbacks/detection/${token}`)).toBe(true)
  expect(Buffer.from(token, 'base64url')).toHaveLength(32)
  const [row] = await db.owner`select token_hash from remote_runs where detection_id = ${detectionId}`
  expect(row?.token_hash).toBe(crypto.createHash('sha256').update(token).digest('hex'))
  const everything = await db.owner`select to_jsonb(r)::text as all from remote_runs r union all
    select data::text from pgboss.job union all select facts::text from audit_events`
  expect(everything.filter(({ all }) => String(all).includes(token))).toHaveLength(0)
})

test('the uuid and the status are read in every spelling', () => {
  const read = (body: unknown) => readDetectionCallback(Buffer.from(JSON.stringify(body)))
  const dashed = '0F1E2D3C-4B5A-4978-8796-A5B4C3D2E1F0'
  const plain = dashed.replaceAll('-', '').toLowerCase()
  for (const uuid of [dashed, plain])
    for (const body of [{ item: { uuid, status: 'Completed ' } }, { uuid, status: 'completed' }])
      expect(read(body)).toEqual({ remoteUuid: uuid, status: 'completed' })
  for (const body of [{}, null, 3, 'text', { item: [] }, { item: { uuid: 3, status: {} } }, { uuid: 'short' }])
    expect(read(body)).toEqual({ remoteUuid: '', status: '' })
})
