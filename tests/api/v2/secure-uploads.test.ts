import '../../support/data-folder'
import crypto from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { decodeJwt, SignJWT, UnsecuredJWT } from 'jose'
import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { GET, POST } from '@/app/api/v2/secure_uploads/route'
import type { Actor } from '@/lib/access/actor'
import { database } from '@/lib/db/client'
import { openSecureUpload } from '@/lib/detect/open-secure-upload'
import { env } from '@/lib/env'
import { incomingFolder } from '@/lib/media/folders'
import { makeMediaToken } from '@/lib/media/media-token'
import { sealedSize } from '@/lib/media/sealed-file'
import { sweepOrphans } from '@/lib/media/sweep-orphans'
import { type Answer, type Caller, makeCaller, readOne, submit, submitJson } from '../../support/api'
import { findCanary } from '../../support/canary'
import { dataFolder, mediaFiles } from '../../support/data-folder'
import { useTestDatabase } from '../../support/database'
import { png, wav } from '../../support/media-bytes'
import { boundary, multipartBody, multipartRequest, uploadRequest } from '../../support/multipart'
import type { TestTeam } from '../../support/people'
import { expectRefusal } from '../../support/refusals'

const db = useTestDatabase()
const address = 'http://localhost:3000/api/v2/secure_uploads'
const detectUrl = 'http://localhost:3000/api/v2/detect'
let team: TestTeam
let caller: Caller

beforeAll(async () => {
  env().DATABASE_APP_URL = db.appUrl
  team = (await makeCaller()).team
})
// A key of its own for each test, so that none runs into another's rate.
beforeEach(async () => {
  caller = await makeCaller(['read', 'submit'], team)
})

async function post(request: Request): Promise<Answer> {
  const response = await POST(request, { params: Promise.resolve({}) })
  return { status: response.status, headers: response.headers, body: await response.json() }
}

const sound = wav(400_000)

function upload(change: object = {}, by = caller): Promise<Answer> {
  const file = { filename: 'private name.wav', type: 'audio/wav', body: sound, ...change }
  return post(uploadRequest(address, file, {}, by.auth))
}

async function tokenOf(change: object = {}, by = caller): Promise<string> {
  const { status, body } = await upload(change, by)
  expect(status, JSON.stringify(body)).toBe(200)
  return body.token
}

const uploadIdOf = (token: string) => String(decodeJwt(token).sub)
const rowOf = async (token: string) => (await db.owner`select * from secure_uploads where id = ${uploadIdOf(token)}`)[0]

/** What is kept of a team: rows and files. A refused request must not change it. */
async function kept(by = caller) {
  const { teamId } = by.team
  const [row] = await db.owner<{ cases: number; uploads: number; unused: number }[]>`select
    (select count(*)::int from cases where team_id = ${teamId}) as cases,
    (select count(*)::int from secure_uploads where team_id = ${teamId}) as uploads,
    (select count(*)::int from secure_uploads where team_id = ${teamId} and used_at is null) as unused`
  const files = mediaFiles().filter((file) => file.startsWith(teamId) || file.startsWith('incoming'))
  return { ...row!, files: files.sort() }
}

/** Asserts the contract's refusal, and that nothing was kept and nothing lost. */
async function refused(work: () => Promise<Answer>, status: number, says: RegExp, by = caller): Promise<Answer> {
  const before = await kept(by)
  const answer = await work()
  expect(answer.status).toBe(status)
  const { success, message, error } = answer.body
  expect({ success, error }).toEqual({ success: false, error: message })
  expect(message).toMatch(says)
  expect(await kept(by)).toEqual(before)
  return answer
}

async function refusedToken(token: string, says: RegExp, by = caller): Promise<void> {
  const { body } = await refused(() => submitJson(by, { media_token: token }), 400, says, by)
  expect(body.errors).toEqual({ media_token: [body.message] })
}

test('a file is kept for an hour, for its team alone, and the answer is its token', async () => {
  const { status, body } = await upload()
  expect(status).toBe(200)
  expect(body).toEqual({ success: true, token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/) })
  const row = await rowOf(body.token)
  expect(row).toMatchObject({
    team_id: caller.team.teamId,
    media_type: 'audio',
    content_type: 'audio/wav',
    filename: expect.stringMatching(/^[\w-]{100,}$/),
    size_bytes: String(sound.length),
    sha256: '',
    used_at: null,
  })
  expect(row!.expires_at.getTime() - row!.created_at.getTime()).toBe(3600_000)
  expect(decodeJwt(body.token).exp).toBe(Math.floor(row!.expires_at.getTime() / 1000))
  expect(mediaFiles()).toContain(row!.store_key)
  // Neither its name nor its bytes lie anywhere as they are.
  const lying = fs.readFileSync(path.join(dataFolder, 'media', row!.store_key))
  expect(lying.length).toBe(sealedSize(sound.length))
  expect(lying.includes(sound.subarray(0, 64))).toBe(false)
  expect(await findCanary(db, 'private name')).toEqual([])
  const [event] = await db.owner`select type, facts from audit_events where facts->>'uploadId' = ${row!.id}`
  expect(event).toEqual({
    type: 'upload.received',
    facts: expect.objectContaining({ uploadId: row!.id, mediaType: 'audio', sizeBytes: sound.length }),
  })
  expect(JSON.stringify(event)).not.toContain('private name')
})

test('its token hands it in, once, in JSON, a form, a query or multipart', async () => {
  const ways = [
    (media_token: string) => submitJson(caller, { media_token }),
    (media_token: string) => submit(new Request(detectUrl, form({ media_token }))),
    (media_token: string) => submit(new Request(`${detectUrl}?media_token=${media_token}`, form({}))),
    (media_token: string) =>
      submit(multipartRequest(detectUrl, multipartBody([{ name: 'media_token', body: media_token }]), caller.auth)),
  ]
  for (const way of ways) {
    const token = await tokenOf()
    const { store_key } = (await rowOf(token))!
    const { status, body } = await way(token)
    expect(status, JSON.stringify(body)).toBe(200)
    expect(body.item).toMatchObject({ status: 'processing', media_type: 'audio', filename: 'private name.wav' })
    const [media] = await db.owner`select m.store_key, m.filename, m.sha256, c.title, c.source from media m
      join cases c on c.id = m.case_id where m.store_key = ${store_key}`
    expect(media).toEqual({
      store_key,
      filename: 'private name.wav',
      sha256: crypto.createHash('sha256').update(sound).digest('hex'),
      title: 'private name.wav',
      source: 'api',
    })
    expect(mediaFiles()).toContain(store_key)
    expect(await rowOf(token)).toMatchObject({ filename: null, sha256: '', used_at: expect.any(Date) })
    await refusedToken(token, /used already or has expired.*POST \/secure_uploads/)
  }
})

const form = (fields: Record<string, string>) => ({
  method: 'POST',
  body: new URLSearchParams(fields),
  headers: caller.auth,
})

test('of several requests at once with one token, one is taken', async () => {
  const token = await tokenOf()
  const before = await kept()
  const answers = await Promise.all(Array.from({ length: 6 }, () => submitJson(caller, { media_token: token })))
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400, 400, 400])
  expect((await kept()).cases).toBe(before.cases + 1)
})

test('the same Idempotency-Key and token answer the same detection, at once and an hour later', async () => {
  const token = await tokenOf()
  const before = await kept()
  const send = (more: object = {}, key = 'one try') =>
    submitJson(caller, { media_token: token, ...more }, { 'idempotency-key': key })
  const answers = [...(await Promise.all([send(), send(), send()])), await send()]
  expect(answers.map(({ status, body }) => [status, body.message])).toEqual(answers.map(() => [200, undefined]))
  expect(new Set(answers.map(({ body }) => body.item.uuid)).size).toBe(1)
  vi.useFakeTimers({ toFake: ['Date'] })
  vi.setSystemTime(Date.now() + 3700_000)
  const late = await send()
  const lateOther = await send({}, 'another try')
  vi.useRealTimers()
  expect(late.body.item.uuid).toBe(answers[0]!.body.item.uuid)
  expect(lateOther).toMatchObject({ status: 400, body: { message: expect.stringMatching(/has expired/) } })
  expect(await kept()).toMatchObject({ cases: before.cases + 1, uploads: before.uploads })
  await refused(() => send({ visualize: true }), 409, /Idempotency-Key/)
  await refused(() => send({}, 'another try'), 400, /used already/)
})

test('forged, foreign, expired and altered tokens are refused alike, and use nothing up', async () => {
  const token = await tokenOf()
  const stranger = await makeCaller()
  const claims = decodeJwt(token)
  const none = /none that this server gave to this team/
  await refusedToken(token, none, stranger)
  await refusedToken(await makeMediaToken(stranger.team.teamId, uploadIdOf(token), new Date(2 ** 42)), none)
  const elsewhere = makeMediaToken(stranger.team.teamId, uploadIdOf(token), new Date(2 ** 42))
  await refusedToken(await elsewhere, /used already or has expired/, stranger)
  await refusedToken(await makeMediaToken(caller.team.teamId, crypto.randomUUID(), new Date(2 ** 42)), /used already/)
  await refusedToken(await new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(crypto.randomBytes(32)), none)
  await refusedToken(new UnsecuredJWT(claims).encode(), none)
  await refusedToken(await new SignJWT(claims).setProtectedHeader({ alg: 'HS512' }).sign(crypto.randomBytes(64)), none)
  await refusedToken(token.slice(0, -4), none)
  await refusedToken('no token', none)
  await refusedToken(
    await makeMediaToken(caller.team.teamId, uploadIdOf(token), new Date(Date.now() - 1000)),
    /expired/,
  )
  expect((await submitJson(caller, { media_token: token })).status).toBe(200)
})

test('an upload whose hour is over is refused by its row too', async () => {
  const token = await tokenOf()
  await db.owner`update secure_uploads set expires_at = now() - interval '1 second' where id = ${uploadIdOf(token)}`
  await refusedToken(token, /used already or has expired/)
})

test('a request that is refused for something else does not use the token up', async () => {
  const token = await tokenOf()
  const send = (more: object) => () => submitJson(caller, { media_token: token, ...more })
  await refused(send({ frame_length: 9 }), 400, /frame_length/)
  await refused(send({ url: 'https://example.com/a.wav' }), 400, /exactly one/)
  await refused(send({ callback_url: 'http://127.0.0.1/' }), 400, /callback_url/)
  await refused(send({ signal: true, zero_retention_mode: true }), 400, /signal/)
  await refused(send({ detect_watermark: true }), 403, /watermark/)
  const file = { filename: 'a.png', type: 'image/png', body: await png() }
  await refused(() => submit(uploadRequest(detectUrl, file, { media_token: token }, caller.auth)), 400, /exactly one/)
  const reader = await makeCaller(['read'], caller.team)
  await refused(() => submitJson(reader, { media_token: token }), 403, /submit/)
  expect((await submitJson(caller, { media_token: token })).status).toBe(200)
})

test('a failure while the case is opened gives the token back', async () => {
  const token = await tokenOf()
  const before = await kept()
  const pool = database()
  const transaction = pool.transaction
  pool.transaction = (run, config) =>
    transaction.call(
      pool,
      async (tx) => {
        await run(tx)
        throw new Error('lost before COMMIT')
      },
      config,
    ) as never
  const answer = await submitJson(caller, { media_token: token }).finally(() => {
    pool.transaction = transaction
  })
  expect(answer.status).toBe(500)
  expect(await kept()).toEqual(before)
  expect((await submitJson(caller, { media_token: token })).status).toBe(200)
})

test('under zero retention the name is nowhere, and the upload keeps neither it nor the digest', async () => {
  const token = await tokenOf({ filename: 'a source I protect.wav' })
  const { status, body } = await submitJson(caller, { media_token: token, zero_retention_mode: true })
  expect(status).toBe(200)
  const redacted = /^redacted_[0-9a-f]{24}\.wav$/
  expect(body.item).toMatchObject({ url: null, audio_url: null, zero_retention_mode: true })
  expect(body.item.filename).toMatch(redacted)
  expect((await readOne(caller, body.item.uuid)).body.item.filename).toBe(body.item.filename)
  const [row] = await db.owner`select c.title, m.filename from cases c join media m on m.case_id = c.id
    where m.id = ${uploadIdOf(token)}`
  expect(row).toEqual({ title: body.item.filename, filename: body.item.filename })
  expect(await rowOf(token)).toMatchObject({ filename: null, sha256: '' })
  const everywhere = await db.owner`select 1 from (
    select to_jsonb(t)::text as it from cases t union all select to_jsonb(t)::text from media t
    union all select to_jsonb(t)::text from secure_uploads t union all select to_jsonb(t)::text from audit_events t
    union all select to_jsonb(t)::text from detections t union all select data::text from pgboss.job
  ) as rows where it like '%I protect%'`
  expect(everywhere).toHaveLength(0)
})

test('it is refused like a direct upload', async () => {
  await refused(() => upload({ body: '' }), 400, /“private name.wav” is empty/)
  await refused(() => upload({ filename: 'notes.txt', type: 'text/plain', body: 'words' }), 400, /“notes.txt”/)
  await refused(() => upload({ filename: 'a.png', type: 'image/png' }), 400, /holds WAV sound/)
  await refused(() => upload({ type: 'image/png' }), 400, /does not go with \.wav/)
  const part = { name: 'file', filename: 'a.wav', body: sound }
  const parts = (...given: Parameters<typeof multipartBody>) =>
    post(multipartRequest(address, multipartBody(...given), caller.auth))
  await refused(() => parts([part, part]), 400, /more than one file/)
  await refused(() => parts([{ ...part, name: 'media' }]), 400, /part named “file”/)
  await refused(() => parts([part], { open: true }), 400, /broke off/)
  await refused(() => parts([]), 400, /No file came|broke off/)
})

test('a request without a file says how to send one', async () => {
  const bodies = [
    multipartRequest(address, multipartBody([{ name: 'file', body: 'a.wav' }]), caller.auth),
    new Request(address, {
      method: 'POST',
      body: '{}',
      headers: { ...caller.auth, 'content-type': 'application/json' },
    }),
    new Request(address, { method: 'POST', body: new URLSearchParams({ file: 'x' }), headers: caller.auth }),
    new Request(address, { method: 'POST', headers: caller.auth }),
  ]
  for (const request of bodies) {
    const { body } = await refused(() => post(request), 400, /No file came.*multipart\/form-data.*“file”/)
    expect(body.errors).toEqual({ file: [body.message] })
  }
})

test('up to the configured limit, and said at once where the length is declared', async () => {
  const { SECURE_UPLOAD_MAX_MB } = env()
  expect(SECURE_UPLOAD_MAX_MB).toBe(5120)
  const declares = (bytes: number) =>
    new Request(address, {
      method: 'POST',
      body: 'x',
      headers: {
        ...caller.auth,
        'content-type': `multipart/form-data; boundary=${boundary}`,
        'content-length': String(bytes),
      },
    })
  await refused(() => post(declares(6 * 2 ** 30)), 400, /larger than 5 GB.*url/)
  // Within the limit: what is wrong with it is something else.
  await refused(() => post(declares(200 * 2 ** 20)), 400, /broke off/)
  env().SECURE_UPLOAD_MAX_MB = 1
  await refused(() => upload({ body: wav(2 ** 20) }), 400, /“private name.wav” is larger than 1 MB/)
  await tokenOf({ body: wav(2 ** 20 - 44) })
  env().SECURE_UPLOAD_MAX_MB = SECURE_UPLOAD_MAX_MB
})

test('a file larger than a direct upload may be', async () => {
  const body = wav(151 * 2 ** 20)
  const token = await tokenOf({ body })
  expect(await rowOf(token)).toMatchObject({ size_bytes: String(body.length) })
  expect((await submitJson(caller, { media_token: token })).status).toBe(200)
})

test('it needs a key that may submit', async () => {
  const reader = await makeCaller(['read'], caller.team)
  await refused(() => upload({}, reader), 403, /needs the scope "submit"/)
  await refused(
    () => upload({}, { ...caller, auth: { authorization: 'Bearer docket_no_such_key' } }),
    401,
    /Unauthorized/,
  )
  const get = await GET(new Request(address, { headers: caller.auth }), { params: Promise.resolve({}) })
  expect([get.status, get.headers.get('allow')]).toEqual([405, 'POST'])
})

test('an upload that gets no row leaves no file: at once when it is refused, by the sweep when nobody knows', async () => {
  const { teamId } = caller.team
  const received = async () => {
    const path = `${await incomingFolder()}/${crypto.randomUUID()}`
    fs.writeFileSync(path, sound)
    const known = { mediaType: 'audio', contentType: 'audio/wav', filename: 'a.wav' } as const
    return { ...known, path, sizeBytes: sound.length, sha256: 'a'.repeat(64), sealedWith: crypto.randomBytes(32) }
  }
  const before = await kept()
  const reader: Actor = { kind: 'api-key', teamId, keyId: caller.keyId, scopes: ['read'] }
  await expectRefusal(openSecureUpload(reader, await received()), 'forbidden')
  expect(await kept()).toEqual(before)

  const { AUTH_SECRET } = env()
  delete env().AUTH_SECRET
  const answer = await upload()
  env().AUTH_SECRET = AUTH_SECRET
  expect(answer.status).toBe(500)
  expect(await kept()).toEqual({ ...before, files: expect.any(Array) })
  const [orphan] = (await kept()).files.filter((file) => !before.files.includes(file))
  const old = new Date(Date.now() - 2 * 3600_000)
  fs.utimesSync(path.join(dataFolder, 'media', orphan!), old, old)
  await sweepOrphans()
  expect(await kept()).toEqual(before)
})
