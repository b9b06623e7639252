import '../support/data-folder'
import crypto from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { DELETE, HEAD, PATCH, POST } from '@/app/api/uploads/resumable/[[...id]]/route'
import type { Member } from '@/lib/access/actor'
import { DocketError } from '@/lib/errors'
import { mostUnfinished } from '@/lib/media/resume-upload'
import { mediaStore } from '@/lib/media/store'
import { diskStore } from '@/lib/media/stores/disk'
import { sweepUnfinishedUploads } from '@/lib/media/sweep-unfinished-uploads'
import { dataFolder, mediaFiles } from '../support/data-folder'
import { useTestDatabase } from '../support/database'
import { wav } from '../support/media-bytes'
import { makeTeam, type TestTeam } from '../support/people'

vi.hoisted(() => {
  process.env.SECURE_UPLOAD_MAX_MB = '200'
})

let signedIn: Member | null = null
vi.mock('@/lib/access/session', () => ({
  authenticateMember: async () => {
    if (!signedIn) throw new DocketError('unauthorized', 'You are signed out. Sign in again; nothing was changed.')
    return signedIn
  },
}))

const db = useTestDatabase()
const address = 'http://localhost:3000/api/uploads/resumable'
const own = { origin: 'http://localhost:3000' }
const tus = { ...own, 'tus-resumable': '1.0.0' }
const bytes = wav(1_000_000)
let team: TestTeam

beforeAll(async () => {
  team = await makeTeam()
})
beforeEach(() => {
  signedIn = team.moderator
})

type Headers_ = Record<string, string>
const routes = { POST, HEAD, PATCH, DELETE }

async function send(method: keyof typeof routes, id: string | null, headers: Headers_, body?: BodyInit) {
  const init = { method, headers, ...(body !== undefined && { body, duplex: 'half' }) } as RequestInit
  const request = new Request(id === null ? address : `${address}/${id}`, init)
  const answer = await routes[method](request, { params: Promise.resolve(id === null ? {} : { id: id.split('/') }) })
  const text = await answer.text()
  return { status: answer.status, headers: answer.headers, body: text ? JSON.parse(text) : null }
}
const metadata = (name: string, type: string) =>
  `filename ${Buffer.from(name).toString('base64')},filetype ${Buffer.from(type).toString('base64')}`

async function begin(length = bytes.length, name = 'speech.wav', type = 'audio/wav'): Promise<string> {
  const headers = { ...tus, 'upload-length': String(length), 'upload-metadata': metadata(name, type) }
  const answer = await send('POST', null, headers)
  expect(answer.status).toBe(201)
  const location = answer.headers.get('location') ?? ''
  expect(location).toMatch(/^\/api\/uploads\/resumable\/[0-9a-f-]{36}$/)
  return location.split('/').at(-1) ?? ''
}
function patch(id: string, offset: number, part: Uint8Array | ReadableStream, more: Headers_ = {}) {
  const headers = {
    ...tus,
    'upload-offset': String(offset),
    'content-type': 'application/offset+octet-stream',
    ...more,
  }
  return send('PATCH', id, headers, part as BodyInit)
}
const finish = (id: string, fields = 'visualize=true', headers: Headers_ = {}) =>
  send('POST', id, { ...own, 'content-type': 'application/x-www-form-urlencoded', ...headers }, fields)
const offsetOf = async (id: string) =>
  (await send('HEAD', id, { 'tus-resumable': '1.0.0' })).headers.get('upload-offset')
const unfinished = () => mediaFiles().filter((file) => file.startsWith('incoming/'))
const casesOf = async (teamId: string) =>
  Number((await db.owner`select count(*) from cases where team_id = ${teamId}`)[0]?.count)

test('a file in pieces becomes one case with exactly its bytes, and the pieces are gone', async () => {
  const id = await begin()
  expect(await offsetOf(id)).toBe('0')
  expect(await patch(id, 0, bytes.subarray(0, 400_000))).toMatchObject({ status: 204 })
  expect(await offsetOf(id)).toBe('400000')
  const rest = await patch(id, 400_000, bytes.subarray(400_000))
  expect([rest.status, rest.headers.get('upload-offset')]).toEqual([204, String(bytes.length)])
  expect(rest.headers.get('access-control-allow-origin')).toBeNull()
  const { status, body } = await finish(id, 'visualize=false&max_video_secs=60')
  expect(status).toBe(200)
  expect(body).toEqual({ caseNumber: expect.any(Number), url: `/cases/${body.caseNumber}` })
  const [row] =
    await db.owner`select m.store, m.store_key, m.sha256, m.filename, c.source, c.submitted_by_id, d.parameters
    from cases c join media m on m.case_id = c.id join detections d on d.case_id = c.id
    where c.team_id = ${team.teamId} and c.number = ${body.caseNumber}`
  expect(row).toMatchObject({
    sha256: crypto.createHash('sha256').update(bytes).digest('hex'),
    filename: 'speech.wav',
    source: 'upload',
    submitted_by_id: team.moderator.memberId,
    parameters: { visualize: false, maxVideoSecs: 60 },
  })
  const stored = await buffer(await mediaStore(row?.store).open(row?.store_key))
  expect(stored.equals(bytes)).toBe(true)
  expect(unfinished()).toEqual([])
})

test('bytes at another place than the server has are refused, and none are taken', async () => {
  const id = await begin()
  await patch(id, 0, bytes.subarray(0, 100_000))
  expect(await patch(id, 50_000, bytes.subarray(50_000))).toMatchObject({
    status: 409,
    body: { success: false, message: expect.stringMatching(/another byte than the server has/) },
  })
  expect(await offsetOf(id)).toBe('100000')
  const more = await patch(id, 100_000, new Uint8Array(bytes.length))
  expect(more.status).toBeGreaterThanOrEqual(400)
  await send('DELETE', id, tus)
})

test('after a break it goes on with what has arrived', async () => {
  const id = await begin()
  let sent = false
  const breaking = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (sent) return controller.error(new Error('the network went away'))
      controller.enqueue(bytes.subarray(0, 300_000))
      sent = true
    },
  })
  expect((await patch(id, 0, breaking)).status).toBeGreaterThanOrEqual(400)
  const at = Number(await offsetOf(id))
  expect(at).toBeLessThanOrEqual(300_000)
  expect(await finish(id)).toMatchObject({
    status: 409,
    body: { message: expect.stringMatching(/bytes have arrived/) },
  })
  await patch(id, at, bytes.subarray(at))
  expect((await finish(id)).status).toBe(200)
  expect(unfinished()).toEqual([])
})

test('handing in is once, at once, afterwards and after a lost answer', async () => {
  const before = await casesOf(team.teamId)
  const id = await begin()
  await patch(id, 0, bytes)
  const headers = { 'idempotency-key': 'row-7' }
  const answers = await Promise.all([finish(id, '', headers), finish(id, '', headers)])
  answers.push(await finish(id, '', headers))
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
  expect(new Set(answers.map(({ body }) => body.caseNumber)).size).toBe(1)
  const other = await begin()
  await patch(other, 0, bytes)
  // The same row, sent again from its beginning: a direct upload whose answer was lost, for one.
  expect((await finish(other, '', headers)).body).toEqual(answers[0]?.body)
  expect(await casesOf(team.teamId)).toBe(before + 1)
  expect(unfinished()).toEqual([])
  signedIn = team.admin
  expect((await finish(id, '', headers)).status).toBe(404)
})

test('an upload is its member’s alone', async () => {
  const id = await begin()
  await patch(id, 0, bytes.subarray(0, 10_000))
  const stranger = await makeTeam()
  for (const other of [team.admin, stranger.moderator]) {
    signedIn = other
    expect((await send('HEAD', id, { 'tus-resumable': '1.0.0' })).status).toBe(404)
    expect((await patch(id, 10_000, bytes.subarray(10_000))).body.message).toBe('Upload not found')
    expect((await send('DELETE', id, tus)).status).toBe(404)
    expect((await finish(id)).status).toBe(404)
  }
  signedIn = null
  for (const answer of [await patch(id, 10_000, bytes), await send('DELETE', id, tus), await finish(id)])
    expect(answer).toMatchObject({ status: 401, body: { message: expect.stringMatching(/signed out/) } })
  signedIn = team.moderator
  expect(await offsetOf(id)).toBe('10000')
  expect((await send('DELETE', id, tus)).status).toBe(204)
  expect(await offsetOf(id)).toBeNull()
  expect(unfinished()).toEqual([])
})

test('only Docket’s own pages may', async () => {
  const id = await begin()
  const foreign = { 'tus-resumable': '1.0.0', origin: 'https://evil.example' }
  const length = { 'upload-length': '10', 'upload-metadata': metadata('a.wav', 'audio/wav') }
  for (const headers of [foreign, { 'tus-resumable': '1.0.0' }]) {
    expect((await send('POST', null, { ...headers, ...length })).status).toBe(403)
    expect((await send('DELETE', id, headers)).status).toBe(403)
  }
  expect((await send('HEAD', id, foreign)).status).toBe(403)
  await send('DELETE', id, tus)
})

test('what is too large, empty or without a length is refused before it begins', async () => {
  const ask = (headers: Headers_) => send('POST', null, { ...tus, ...headers })
  expect(await ask({ 'upload-length': String(201 * 1024 * 1024) })).toMatchObject({
    status: 400,
    body: { message: expect.stringMatching(/larger than 200 MB, the most one upload may hold/) },
  })
  expect((await ask({ 'upload-length': '0' })).body.message).toMatch(/empty/)
  expect((await ask({ 'upload-defer-length': '1' })).body.message).toMatch(/how many bytes/)
  expect((await ask({ 'upload-length': '-5' })).status).toBe(400)
  const statfs = vi.spyOn(fs.promises, 'statfs').mockResolvedValue({ bavail: 10, bsize: 4096 } as never)
  expect(await ask({ 'upload-length': '1000' })).toMatchObject({
    status: 503,
    body: { message: expect.stringMatching(/too full/) },
  })
  statfs.mockRestore()
  expect(unfinished()).toEqual([])
})

test('what is no media is refused with the first bytes, in the words of a direct upload, and is gone', async () => {
  const id = await begin(500_000, 'photo.png', 'image/png')
  expect(await patch(id, 0, bytes.subarray(0, 10_000))).toMatchObject({
    status: 400,
    body: { message: expect.stringMatching(/“photo.png” is named like.*but holds WAV sound/) },
  })
  expect(await offsetOf(id)).toBeNull()
  const small = await begin(10, 'notes.txt', 'text/plain')
  expect((await patch(small, 0, new Uint8Array(10))).body.message).toMatch(/“notes.txt” cannot be handed in/)
  // A second reading that only shows at the end is found when all of it is there.
  const tail = Buffer.concat([bytes, Buffer.from('<html><script>x</script></html>')])
  const hidden = await begin(tail.length)
  expect((await patch(hidden, 0, tail)).status).toBe(204)
  expect((await finish(hidden)).body.message).toMatch(/can also be opened as a web page/)
  expect(await offsetOf(hidden)).toBeNull()
  expect(unfinished()).toEqual([])
})

test('options that cannot be used are refused, and the upload waits for better ones', async () => {
  const id = await begin()
  await patch(id, 0, bytes)
  expect((await finish(id, 'frame_length=7')).body.errors).toMatchObject({ frame_length: [expect.any(String)] })
  expect((await finish(id, 'callback_url=https://a.example/x')).body.message).toMatch(/Only the API/)
  expect((await finish(id)).status).toBe(200)
})

test('a store that is down costs no upload: the same is handed in once it is back', async () => {
  const id = await begin()
  await patch(id, 0, bytes)
  const put = vi.spyOn(diskStore, 'put').mockRejectedValueOnce(new DocketError('unavailable', 'The store is down.'))
  expect(await finish(id)).toMatchObject({ status: 503, body: { message: 'The store is down.' } })
  put.mockRestore()
  expect((await finish(id)).status).toBe(200)
  expect(unfinished()).toEqual([])
})

test('ids that are none, and more than one, are not found', async () => {
  for (const id of ['nonsense', '..%2F..%2Fx', `${crypto.randomUUID()}/x`, `${crypto.randomUUID()}.json`]) {
    expect((await patch(id, 0, bytes)).status, id).toBe(404)
    expect((await finish(id)).status, id).toBe(404)
  }
})

test('without the protocol’s header, or with a forwarding header it cannot read', async () => {
  expect((await send('POST', null, { ...own, 'upload-length': '10' })).status).toBe(400)
  const id = await begin()
  expect((await patch(id, 0, bytes, { 'x-forwarded-proto': 'https,http' })).status).toBe(204)
  await send('DELETE', id, tus)
})

test('unfinished uploads are swept a day after they began, whole ones an hour after their last byte', async () => {
  const [old, whole, paused, fresh] = [await begin(), await begin(), await begin(), await begin()]
  await patch(whole, 0, bytes)
  const folder = path.join(dataFolder, 'media/incoming/tus', team.teamId, team.moderator.memberId)
  const age = (name: string, hours: number) => {
    const at = new Date(Date.now() - hours * 3600_000)
    fs.utimesSync(path.join(folder, name), at, at)
  }
  for (const name of [old, `${old}.json`]) age(name, 25)
  age(whole, 2)
  for (const name of [paused, `${paused}.json`]) age(name, 20)
  expect(await sweepUnfinishedUploads()).toBe(2)
  const left = [paused, fresh].flatMap((id) => [id, `${id}.json`]).sort()
  expect(fs.readdirSync(folder).sort()).toEqual(left)
  expect(fs.statSync(folder).mode & 0o077).toBe(0)
})

test('a record that was left half written, as by a full disk, keeps nothing else from being swept', async () => {
  const [broken, whole] = [await begin(), await begin()]
  await patch(whole, 0, bytes)
  const folder = path.join(dataFolder, 'media/incoming/tus', team.teamId, team.moderator.memberId)
  const before = new Date(Date.now() - 2 * 3600_000)
  fs.writeFileSync(path.join(folder, `${broken}.json`), '{"id":"')
  for (const name of [broken, whole]) fs.utimesSync(path.join(folder, name), before, before)
  expect(await sweepUnfinishedUploads()).toBe(1)
  expect(fs.existsSync(path.join(folder, whole))).toBe(false)
  expect((await send('HEAD', broken, tus)).status).toBe(404)
})

test('a member cannot begin uploads without end', async () => {
  signedIn = team.manager
  const folder = path.join(dataFolder, 'media/incoming/tus', team.teamId, team.manager.memberId)
  const one = await begin()
  for (let i = 1; i < mostUnfinished; i++) fs.writeFileSync(path.join(folder, crypto.randomUUID()), '')
  const headers = { ...tus, 'upload-length': '100', 'upload-metadata': metadata('speech.wav', 'audio/wav') }
  const refused = await send('POST', null, headers)
  expect(refused.status).toBe(429)
  expect(refused.body.message).toMatch(/begun 100 uploads.*Finish or cancel some/)
  expect((await send('DELETE', one, tus)).status).toBe(204)
  expect((await send('POST', null, headers)).status).toBe(201)
})

test('what must not be kept is not taken in pieces: by the person’s wish, or by the team’s rule', async () => {
  const id = await begin()
  await patch(id, 0, bytes)
  const asked = await finish(id, 'zero_retention_mode=true')
  expect([asked.status, asked.body.message]).toEqual([400, expect.stringMatching(/not taken in pieces.*one request/)])
  // What had come lay there as it is, so it is gone.
  expect(unfinished().filter((file) => file.includes(id))).toEqual([])
  expect(await send('HEAD', id, { 'tus-resumable': '1.0.0' })).toMatchObject({ status: 404 })

  const before = await begin()
  const whole = await begin()
  await patch(whole, 0, bytes)
  await db.owner`insert into retention_policies (team_id, portal_rule) values (${team.teamId}, true)`
  const headers = { ...tus, 'upload-length': '1000', 'upload-metadata': metadata('a.wav', 'audio/wav') }
  expect(await send('POST', null, headers)).toMatchObject({ status: 400 })
  expect(await patch(before, 0, bytes)).toMatchObject({ status: 400 })
  expect(await finish(whole)).toMatchObject({ status: 400 })
  expect(unfinished().filter((file) => file.includes(whole))).toEqual([])
  await db.owner`delete from retention_policies where team_id = ${team.teamId}`
})
