import '../../support/data-folder'
import fs from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DELETE as remove } from '@/app/api/v2/detect/[uuid]/route'
import { GET as getBatch } from '@/app/api/v2/detect/batch/[uuid]/route'
import { POST as postBatch } from '@/app/api/v2/detect/batch/route'
import { POST as postUpload } from '@/app/api/v2/secure_uploads/route'
import { readPayload } from '@/lib/callbacks/read-payload'
import { env } from '@/lib/env'
import {
  type Answer,
  type Caller,
  detectUrl,
  makeCaller,
  readOne,
  readPage,
  submit,
  submitJson,
} from '../../support/api'
import { findCanary, newCanary, tellingJpeg, tellingWav } from '../../support/canary'
import { useTestDatabase } from '../../support/database'
import { multipartBody, multipartRequest, uploadRequest } from '../../support/multipart'
import { jobsOf, purge, readStored, teamFiles, work } from '../../support/zero-retention'

const db = useTestDatabase()
const redacted = /^redacted_[0-9a-f]{24}\.jpg$/
let caller: Caller
let host: string
let served: { status: number; body: Buffer } = { status: 200, body: Buffer.alloc(0) }
const server = http.createServer((_request, response) => response.writeHead(served.status).end(served.body))

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  env().ALLOWED_PRIVATE_HOSTS.push(host)
  env().DATABASE_APP_URL = db.appUrl
  env().AUTH_SECRET = 'a secret for these tests alone, 32 characters'
  caller = await makeCaller(['read', 'submit', 'delete'])
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

type Sender = (canary: string, flag: Record<string, string>) => Promise<Answer>

const sources: Record<string, Sender> = {
  file: async (canary, flag) =>
    submit(
      uploadRequest(
        detectUrl,
        { filename: `${canary}.jpg`, type: 'image/jpeg', body: await tellingJpeg(canary) },
        flag,
        {
          ...caller.auth,
          'idempotency-key': `order ${canary}`,
        },
      ),
    ),
  url: async (canary, flag) => {
    served = { status: 200, body: await tellingJpeg(canary) }
    return submitJson(caller, { url: `http://${host}/${canary}/${canary}.jpg?key=${canary}`, ...flag })
  },
  media_token: async (canary, flag) => {
    const file = { filename: `${canary}.jpg`, type: 'image/jpeg', body: await tellingJpeg(canary) }
    const uploaded = await postUpload(
      uploadRequest('http://localhost:3000/api/v2/secure_uploads', file, {}, caller.auth),
      { params: Promise.resolve({}) },
    )
    const { token } = (await uploaded.json()) as { token: string }
    return submitJson(caller, { media_token: token, ...flag })
  },
}

test.each([
  ['file', 'zero_retention_mode'],
  ['url', 'zero_retention_mode'],
  ['media_token', 'zero_retention_mode'],
  ['file', 'privacy_mode'],
] as const)('%s with %s: nothing of the media outlives its analysis', async (source, spelling) => {
  const canary = newCanary()
  const answered = await sources[source]!(canary, { [spelling]: 'true', visualize: 'true' })
  expect(answered.status).toBe(200)
  const shown = { url: null, audio_url: null, filename: expect.stringMatching(redacted), zero_retention_mode: true }
  const { uuid, filename } = answered.body.item
  expect(answered.body.item).toMatchObject({ ...shown, status: 'processing', file_deleted_at: null })
  const readBoth = async () => {
    const one = (await readOne(caller, uuid)).body.item
    const listed = (await readPage(caller, '?page=1')).body.items.find((item: { uuid: string }) => item.uuid === uuid)
    expect(listed).toEqual(one)
    return one
  }
  expect(await readBoth()).toMatchObject({ ...shown, filename })

  const stored = await readStored(db, uuid)
  // What members may read until the purge lies sealed.
  expect(await findCanary(db, canary)).toEqual([])
  expect(stored.retention).toBe('due')
  await work(stored)
  const done = await readBoth()
  expect(done).toMatchObject({ ...shown, filename, status: 'completed', file_deleted_at: null })
  const told = await readPayload(caller.team.worker, { kind: 'detection', detectionId: stored.detectionId })
  expect(told).toMatchObject({ success: true, item: { ...shown, filename, file_deleted_at: null } })
  expect(teamFiles(stored.teamId)).not.toEqual([])
  expect(await jobsOf(db, 'case.purge', stored)).toBe(1)
  expect(await findCanary(db, canary)).toEqual([])

  await purge(stored)
  expect(teamFiles(stored.teamId)).toEqual([])
  const purged = await readBoth()
  expect(purged).toMatchObject({ ...shown, filename, status: 'completed' })
  expect(purged.file_deleted_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  // Verdict, scores and the record stay.
  expect(purged.image_metrics).toEqual(done.image_metrics)
  expect(purged.c2pa_manifest).toMatchObject({ active_manifest: null, manifests: {} })
  expect(await findCanary(db, canary)).toEqual([])
})

test('without the flag the same file is found in the database: the search can find', async () => {
  const canary = newCanary()
  const { body } = await sources.file!(canary, { visualize: 'true' })
  const stored = await readStored(db, body.item.uuid)
  await work(stored)
  expect(await findCanary(db, canary)).toEqual(
    expect.arrayContaining([
      'public.cases.title',
      'public.detections.result',
      'public.evidence.explain',
      'public.evidence.facts',
      'public.media.filename',
    ]),
  )
  expect(await jobsOf(db, 'case.purge', stored)).toBe(0)
  await purge(stored)
  expect((await readStored(db, body.item.uuid)).retention).toBe('keep')
  for (const file of teamFiles(stored.teamId)) expect(fs.statSync(file).size).toBeGreaterThan(0)
})

test('sound: what its tags say is not kept, nor its waveform or spectrogram', async () => {
  const canary = newCanary()
  const send = (flag: Record<string, string>) =>
    submit(
      uploadRequest(
        detectUrl,
        { filename: `${canary}.wav`, type: 'audio/wav', body: tellingWav(canary) },
        flag,
        caller.auth,
      ),
    )
  const kept = await readStored(db, (await send({ visualize: 'true' })).body.item.uuid)
  await work(kept)
  expect(await findCanary(db, canary)).toContain('public.evidence.explain')
  const other = await makeCaller(['read', 'submit'])
  const before = await findCanary(db, canary)
  const { body } = await submit(
    uploadRequest(
      detectUrl,
      { filename: `${canary}.wav`, type: 'audio/wav', body: tellingWav(canary) },
      { zero_retention_mode: '1', visualize: 'true' },
      other.auth,
    ),
  )
  const stored = await readStored(db, body.item.uuid)
  await work(stored)
  expect(await findCanary(db, canary)).toEqual(before)
  // Its spectrogram is for members, sealed as the file is, until the purge.
  const copies = await db.owner`select copy, left(file_key, 5) as sealed from media where case_id = ${stored.id}`
  expect(copies.toSorted((one, other) => (one.copy < other.copy ? -1 : 1))).toEqual([
    { copy: 'map', sealed: 'case.' },
    { copy: 'original', sealed: 'case.' },
  ])
  const [row] = await db.owner`select result->'peaks' as peaks from detections where id = ${stored.detectionId}`
  expect(row).toEqual({ peaks: [] })
  expect((await readOne(other, body.item.uuid)).body.item).toMatchObject({ status: 'completed', url: null })
  await purge(stored)
  const left = await db.owner`select copy from media where case_id = ${stored.id} and deleted_at is null`
  expect(left).toEqual([])
})

test('a URL that cannot be fetched, and media that cannot be analysed, are forgotten too', async () => {
  const gone = newCanary()
  served = { status: 404, body: Buffer.alloc(0) }
  const fetched = await submitJson(caller, { url: `http://${host}/${gone}.jpg`, zero_retention_mode: true })
  const first = await readStored(db, fetched.body.item.uuid)
  await work(first)
  expect((await readOne(caller, first.detectionId)).body.item).toMatchObject({ status: 'failed', url: null })
  expect(await findCanary(db, gone)).toEqual([])
  await purge(first)
  expect(await readStored(db, first.detectionId)).toMatchObject({ state: 'failed', retention: 'purged' })

  const broken = newCanary()
  const body = (await tellingJpeg(broken)).subarray(0, 900)
  const cut = await submit(
    uploadRequest(detectUrl, { filename: `${broken}.jpg`, body }, { zero_retention_mode: 'true' }, caller.auth),
  )
  const second = await readStored(db, cut.body.item.uuid)
  await work(second)
  expect(teamFiles(second.teamId).length).toBeGreaterThan(0)
  await purge(second)
  const { item } = (await readOne(caller, second.detectionId)).body
  expect(item).toMatchObject({ status: 'failed', url: null, file_deleted_at: expect.any(String) })
  expect(item.filename).toMatch(redacted)
  expect(await findCanary(db, broken)).toEqual([])
})

test('the name of a URL’s file tells its kind once that is known, and nothing else', async () => {
  const canary = newCanary()
  served = { status: 200, body: await tellingJpeg(canary) }
  const { body } = await submitJson(caller, {
    url: `http://${host}/view.${canary.slice(0, 5)}`,
    zero_retention_mode: true,
  })
  expect(body.item.filename).toMatch(/^redacted_[0-9a-f]{24}\.bin$/)
  const stored = await readStored(db, body.item.uuid)
  await work(stored)
  const { item } = (await readOne(caller, stored.detectionId)).body
  expect(item.filename).toBe(body.item.filename.replace(/bin$/, 'jpg'))
})

test('a batch: every file of it is forgotten, and one that is deleted leaves the batch', async () => {
  const [one, other] = [newCanary(), newCanary()]
  const part = async (canary: string) => ({
    name: 'files[]',
    filename: `${canary}.jpg`,
    type: 'image/jpeg',
    body: await tellingJpeg(canary),
  })
  const parts = [{ name: 'zero_retention_mode', body: 'true' }, await part(one), await part(other)]
  const request = multipartRequest(`${detectUrl}/batch`, multipartBody(parts), caller.auth)
  const sent = await postBatch(request, { params: Promise.resolve({}) })
  expect(sent.status).toBe(202)
  const { item } = (await sent.json()) as { item: { uuid: string; detect_uuids: string[] } }
  expect(item.detect_uuids).toHaveLength(2)
  for (const uuid of item.detect_uuids) {
    const stored = await readStored(db, uuid)
    await work(stored)
    await purge(stored)
    expect((await readOne(caller, uuid)).body.item).toMatchObject({
      status: 'completed',
      url: null,
      audio_url: null,
      filename: stored.title,
      file_deleted_at: expect.any(String),
    })
  }
  expect([...(await findCanary(db, one)), ...(await findCanary(db, other))]).toEqual([])

  const [first, second] = item.detect_uuids
  const removal = new Request(`${detectUrl}/${first}`, { method: 'DELETE', headers: caller.auth })
  expect((await remove(removal, { params: Promise.resolve({ uuid: first! }) })).status).toBe(200)
  const read = new Request(`${detectUrl}/batch/${item.uuid}`, { headers: caller.auth })
  const batch = await (await getBatch(read, { params: Promise.resolve({ uuid: item.uuid }) })).json()
  expect(batch).toMatchObject({ item: { detect_uuids: [second] } })
})
