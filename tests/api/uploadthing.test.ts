import '../support/data-folder'
import crypto from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { POST } from '@/app/api/uploadthing/route'
import type { Member } from '@/lib/access/actor'
import { findSession } from '@/lib/access/find-session'
import { signInMember } from '@/lib/access/sign-in-member'
import { signOutSession } from '@/lib/access/sign-out-member'
import { env } from '@/lib/env'
import { DocketError } from '@/lib/errors'
import { fetchMedia } from '@/lib/media/fetch-media'
import { readMedia } from '@/lib/media/read-media'
import { sweepOrphans } from '@/lib/media/sweep-orphans'
import { mediaFiles } from '../support/data-folder'
import { useTestDatabase } from '../support/database'
import { gif, png } from '../support/media-bytes'
import { makeTeam, password, type TestTeam } from '../support/people'
import { serveRoute } from '../support/serve-route'
import { startUploadThing, type UploadThingStandIn } from '../support/uploadthing'
import { setUploadThing } from '../support/uploadthing-settings'

let signedIn: Member | null = null
vi.mock('@/lib/access/session', () => ({
  authenticateMember: async () => {
    if (!signedIn) throw new DocketError('unauthorized', 'You are signed out. Sign in again; nothing was changed.')
    return signedIn
  },
}))

const db = useTestDatabase()
let team: TestTeam
let ut: UploadThingStandIn
let desk: Awaited<ReturnType<typeof serveRoute>>
let member: Member

beforeAll(async () => {
  team = await makeTeam()
  member = await sessionOf(team)
  desk = await serveRoute(POST)
  // As from outside: the public address is the desk's, behind a name and TLS.
  ut = await startUploadThing((url) => url.replace('https://desk.example', desk.origin))
})
beforeEach(() => {
  signedIn = member
  setUploadThing(ut.settings, { MEDIA_STORE: 'uploadthing', PUBLIC_URL: desk.origin })
  Object.assign(ut.faults, {
    breakAfter: [],
    refuse: 0,
    down: false,
    undeletable: false,
    muteReports: false,
    slowRegistration: 0,
  })
})
afterAll(async () => {
  await ut?.close()
  await desk?.close()
})

async function sessionOf({ moderator }: TestTeam): Promise<Member> {
  const { sessionId } = await signInMember({ email: moderator.email, password, address: '203.0.113.9' })
  return (await findSession(sessionId))!
}

interface Announced {
  name?: string
  type?: string
  size?: number
  fields?: Record<string, string>
  attempt?: string
  headers?: Record<string, string>
}

/** The browser's first call: what it wants to send. */
async function announce(body: Buffer, given: Announced = {}) {
  const { name = 'photo.png', type = 'image/png', size = body.length, fields = {} } = given
  const attempt = given.attempt ?? crypto.randomUUID()
  const headers = { 'content-type': 'application/json', origin: env().PUBLIC_URL, ...given.headers }
  const answer = await fetch(`${desk.origin}/api/uploadthing?actionType=upload&slug=submit`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ files: [{ name, type, size, lastModified: 1 }], input: { attempt, fields } }),
  })
  return { status: answer.status, body: await answer.json() }
}

async function put(url: string, body: Buffer) {
  const start = Number((await fetch(url, { method: 'HEAD' })).headers.get('x-ut-range-start'))
  const form = new FormData()
  form.set('file', new Blob([new Uint8Array(body.subarray(start))]))
  const answer = await fetch(url, { method: 'PUT', body: form, headers: { range: `bytes=${start}-` } })
  return { status: answer.status, body: await answer.json() }
}

/** Both calls: a file on its way, as the browser's library does it. */
async function send(body: Buffer, given: Announced = {}) {
  const granted = await announce(body, given)
  if (granted.status !== 200) return { ...granted, key: '' }
  const [{ url, key }] = granted.body
  return { ...(await put(url, body)), key: key as string }
}

/** What the worker would do with the case that came of it. */
async function adopt(number: number, last = false) {
  const [row] = await db.owner`select c.id, d.id as detection from cases c join detections d on d.case_id = c.id
    where c.team_id = ${team.teamId} and c.number = ${number} order by d.created_at desc limit 1`
  const job = { teamId: team.teamId, caseId: row!.id, detectionId: row!.detection }
  await fetchMedia(job, { number: 1, last, signal: new AbortController().signal })
}

const caseOf = async (number: number) =>
  (
    await db.owner`select c.id, c.state, c.title, c.media_type, c.failure, c.retention, c.file_deleted_at,
      c.submitted_by_id, d.parameters, m.id as media, m.store, m.sha256, m.content_type, m.size_bytes, m.filename,
      m.media_type as kind, m.deleted_at, m.store_key
    from cases c join detections d on d.case_id = c.id left join media m on m.case_id = c.id and m.copy = 'original'
    where c.team_id = ${team.teamId} and c.number = ${number}`
  )[0]!

const countCases = async () =>
  (await db.owner`select count(*)::int as n from cases where team_id = ${team.teamId}`)[0]!.n as number

describe.each([
  ['the library fetches the reports', () => desk.origin],
  ['UploadThing calls back', () => 'https://desk.example'],
])('%s', (_, publicUrl) => {
  beforeEach(() => Object.assign(env(), { PUBLIC_URL: publicUrl() }))

  test('a file becomes a case of its own, whose original it is once it was looked at', async () => {
    const body = await png()
    const { status, body: said } = await send(body, { fields: { visualize: 'false', frame_length: '1' } })
    expect(status).toBe(200)
    const { caseNumber } = said.serverData
    const before = await caseOf(caseNumber)
    expect(before).toMatchObject({ state: 'analysing', media_type: null, sha256: '', title: 'photo.png' })
    expect(before).toMatchObject({ submitted_by_id: member.memberId, parameters: { visualize: false, frameLength: 1 } })
    await expect(readMedia(member, { id: before.media })).rejects.toMatchObject({ code: 'not_found' })
    const files = mediaFiles()
    await adopt(caseNumber)
    const sha256 = crypto.createHash('sha256').update(body).digest('hex')
    const adopted = { media_type: 'image', kind: 'image', content_type: 'image/png', sha256, store: 'uploadthing' }
    expect(await caseOf(caseNumber)).toMatchObject({ state: 'analysing', ...adopted, size_bytes: String(body.length) })
    const there = { store: 'uploadthing', storeFingerprint: 'standinapp' }
    expect(await readMedia(member, { id: before.media })).toMatchObject({ ...there, filename: 'photo.png' })
    expect(mediaFiles()).toEqual(files)
    const jobs = await db.owner`select 1 from pgboss.job j join detections d on d.id::text = j.data->>'detectionId'
      where j.name = 'detection.run' and d.case_id = ${before.id}`
    expect(jobs).toHaveLength(1)
    // A job that comes again finds nothing to do.
    await adopt(caseNumber)
    expect(await caseOf(caseNumber)).toMatchObject({ state: 'analysing', ...adopted })
  })
})

test('the browser may send once UploadThing knows whom to tell, and not at all when it cannot be told', async () => {
  ut.faults.slowRegistration = 400
  const began = Date.now()
  expect((await send(await png())).body.serverData).toEqual({ caseNumber: expect.any(Number) })
  expect(Date.now() - began).toBeGreaterThan(390)
  ut.faults.down = true
  expect(await announce(await png())).toMatchObject({
    status: 503,
    body: { message: expect.stringMatching(/^UploadThing, where .* cannot be reached/) },
  })
})

test('what is refused is told in a sentence, before anything is sent', async () => {
  const body = await png()
  const seen = ut.seen.length
  const refused = async (given: Announced, status: number, sentence: RegExp) => {
    const answer = await announce(body, given)
    expect(answer).toMatchObject({ status, body: { message: expect.stringMatching(sentence) } })
  }
  signedIn = null
  await refused({}, 401, /signed out/)
  signedIn = member
  await refused({ headers: { origin: 'https://evil.example' } }, 403, /Open Docket at/)
  await refused({ headers: { origin: '' } }, 403, /Open Docket at/)
  await refused({ name: 'a.exe' }, 400, /“a\.exe” cannot be handed in: \.exe is not among/)
  await refused({ name: 'a.zip' }, 400, /archives are not opened/)
  await refused({ name: '../a' }, 400, /“a” cannot be handed in/)
  await refused({ type: 'text/html' }, 400, /was sent as text\/html, which does not go with \.png/)
  await refused({ size: 0 }, 400, /“photo\.png” is empty/)
  await refused({ size: 6 * 1024 ** 3 }, 413, /larger than 5 GB/)
  await refused({ fields: { frame_length: '7' } }, 400, /frame_length/)
  await refused({ fields: { detect_watermark: 'true' } }, 403, /Watermark/)
  await refused({ fields: { callback_url: 'https://a.example/done' } }, 400, /Only the API/)
  await refused({ attempt: '' }, 400, /Invalid input/)
  await refused({ attempt: 'x'.repeat(300) }, 400, /at most 200 are taken/)
  const huge = await announce(body, { fields: { padding: 'x'.repeat(70_000) } })
  expect(huge).toMatchObject({ status: 400, body: { message: expect.stringMatching(/larger than 64 KB/) } })
  expect(ut.seen).toHaveLength(seen)
})

test('a role that may not hand in is refused', async () => {
  signedIn = { ...member, role: 'nobody' as Member['role'] }
  expect(await announce(await png())).toMatchObject({
    status: 403,
    body: { message: 'Your role does not allow you to hand in media.' },
  })
})

test('more than the direct upload takes is granted, and more than one file is not', async () => {
  expect((await announce(await png(), { size: 151 * 1024 ** 2 })).status).toBe(200)
  const files = ['a.png', 'b.png'].map((name) => ({ name, type: 'image/png', size: 10 }))
  const answer = await fetch(`${desk.origin}/api/uploadthing?actionType=upload&slug=submit`, {
    method: 'POST',
    headers: { origin: desk.origin, 'content-type': 'application/json' },
    body: JSON.stringify({ files, input: { attempt: 'two', fields: {} } }),
  })
  expect([answer.status, (await answer.json()).message]).toEqual([400, 'Send one file per upload.'])
})

test('with another store there is no such route', async () => {
  Object.assign(env(), { MEDIA_STORE: 'disk' })
  expect((await announce(await png())).status).toBe(404)
})

test('UploadThing learns neither name nor options, and the file is private', async () => {
  const body = await png()
  const { body: said, key } = await send(body, { name: 'Secret source, Ministry.png' })
  const file = ut.files.byKey.get(key)!
  expect(file).toMatchObject({ acl: 'private', name: file.customId })
  expect(file.customId).toMatch(new RegExp(`^${team.teamId}_[0-9a-f]{2}_[0-9a-f-]{36}$`))
  expect(JSON.stringify([ut.reports.at(-1), file])).not.toMatch(/Ministry|visualize/)
  expect((await fetch(said.ufsUrl)).status).toBe(403)
  expect((await caseOf(said.serverData.caseNumber)).title).toBe('Secret source, Ministry.png')
})

test('a report that comes again, or twice at once, opens no second case', async () => {
  const { body } = await send(await png())
  const { url, body: report, signature } = ut.reports.at(-1)!
  const before = await countCases()
  const again = () =>
    fetch(url, { method: 'POST', body: report, headers: headersOf(signature) }).then(({ status }) => status)
  expect(await Promise.all([again(), again(), again()])).toEqual([200, 200, 200])
  await settled()
  expect(await countCases()).toBe(before)
  // Also when who sent it has signed out meanwhile: the file is the case's.
  const gone = await sessionOf(team)
  signedIn = gone
  const other = await send(await png())
  await signOutSession(gone.sessionId)
  const last = ut.reports.at(-1)!
  await fetch(last.url, { method: 'POST', body: last.body, headers: headersOf(last.signature) })
  await settled()
  expect(await countCases()).toBe(before + 1)
  expect(ut.files.byKey.get(other.key)).toBeDefined()
  await adopt(body.serverData.caseNumber)
  expect(await caseOf(body.serverData.caseNumber)).toMatchObject({ kind: 'image', deleted_at: null })
})

test('the same row sent twice is one case, and the second file goes', async () => {
  const body = await png()
  const first = await send(body, { attempt: 'row-7' })
  const second = await send(body, { attempt: 'row-7' })
  expect(second.body.serverData).toEqual(first.body.serverData)
  expect(second.key).not.toBe(first.key)
  expect(ut.files.byKey.has(first.key)).toBe(true)
  expect(ut.files.byKey.has(second.key)).toBe(false)
  const otherwise = await send(body, { attempt: 'row-7', fields: { frame_length: '4' } })
  expect(otherwise.body.serverData).toEqual({ refusal: expect.stringMatching(/another request/) })
  expect(ut.files.byKey.has(otherwise.key)).toBe(false)
})

test('a forged, unsigned or changed report is refused', async () => {
  await send(await png())
  const { url, body, signature } = ut.reports.at(-1)!
  const before = await countCases()
  const changed = body.replace('"status":"uploaded"', '"status": "uploaded"')
  for (const [sent, signed] of [
    [changed, signature],
    [body, ''],
    [body, `hmac-sha256=${'0'.repeat(64)}`],
    [body, signature.slice(0, -2)],
  ] as const) {
    const answer = await fetch(url, { method: 'POST', body: sent, headers: headersOf(signed) })
    expect(answer.status).toBe(400)
  }
  expect(await countCases()).toBe(before)
})

test('a report that UploadThing signed cannot move a file to another key or team', async () => {
  const { key } = await send(await png())
  const { url, body } = ut.reports.at(-1)!
  const { file, metadata, ...rest } = JSON.parse(body)
  const other = await makeTeam()
  const foreign = file.customId.replace(team.teamId, other.teamId)
  const before = await countCases()
  for (const forged of [
    { ...rest, metadata, file: { ...file, customId: foreign } },
    { ...rest, metadata, file: { ...file, customId: null } },
    { ...rest, metadata: { sealed: `${metadata.sealed.slice(0, -4)}AAAA` }, file },
    { ...rest, metadata: {}, file },
  ]) {
    const text = JSON.stringify(forged)
    await fetch(url, { method: 'POST', body: text, headers: headersOf(ut.sign(text)) })
  }
  await settled()
  expect(await countCases()).toBe(before)
  const [theirs] = await db.owner`select count(*)::int as n from cases where team_id = ${other.teamId}`
  expect(theirs?.n).toBe(0)
  expect(ut.files.byKey.has(key)).toBe(true)
})

test('who signed out before the file was there hands nothing in, and it is deleted', async () => {
  const leaving = await sessionOf(team)
  signedIn = leaving
  const body = await png()
  const granted = await announce(body)
  await signOutSession(leaving.sessionId)
  const { body: said } = await put(granted.body[0].url, body)
  expect(said.serverData).toEqual({ refusal: expect.stringMatching(/signed out before/) })
  expect(ut.files.byKey.has(granted.body[0].key)).toBe(false)
})

test('a broken line is gone on with where it broke', async () => {
  const body = Buffer.concat([await png(), Buffer.alloc(2_000_000, 7)])
  const granted = await announce(body)
  const [{ url, key }] = granted.body
  ut.faults.breakAfter = [600_000]
  await expect(put(url, body)).rejects.toThrow()
  const start = Number((await fetch(url, { method: 'HEAD' })).headers.get('x-ut-range-start'))
  expect(start).toBe(600_000)
  expect((await put(url, body)).body.serverData).toEqual({ caseNumber: expect.any(Number) })
  expect(ut.files.byKey.get(key)).toMatchObject({ complete: true, received: body.length })
})

test('content that is no media fails the case with its sentence, and is deleted there', async () => {
  const text = Buffer.from('<html><script>alert(1)</script></html>'.padEnd(6000))
  const { body: said, key } = await send(text, { name: 'private-name.png' })
  const { caseNumber } = said.serverData
  await adopt(caseNumber)
  const failed = await caseOf(caseNumber)
  expect(failed).toMatchObject({
    state: 'failed',
    failure: expect.stringMatching(/^The file is not a PNG picture: it is/),
  })
  expect(failed.deleted_at).not.toBeNull()
  expect(ut.files.byKey.has(key)).toBe(false)
  const [event] = await db.owner`select row_to_json(e)::text as told from audit_events e
    where type = 'detection.failed' and row_to_json(e)::text like ${`%${failed.id}%`}`
  expect(event?.told).not.toContain('private-name')
})

test('a polyglot is refused by its end, and one that says it is another kind by its start', async () => {
  const polyglot = Buffer.concat([await png(), Buffer.from('<script>alert(1)</script>'.padStart(9000))])
  const { caseNumber } = (await send(polyglot)).body.serverData
  await adopt(caseNumber)
  expect((await caseOf(caseNumber)).failure).toMatch(/can also be opened as a web page/)
  const renamed = (await send(await png(), { name: 'a.wav', type: 'audio/wav' })).body.serverData.caseNumber
  await adopt(renamed)
  expect((await caseOf(renamed)).failure).toMatch(/^The file is named like WAV sound but holds a PNG picture/)
})

test('while UploadThing is out of reach the job is tried again, and a person can have it tried later', async () => {
  const { caseNumber } = (await send(await png())).body.serverData
  ut.faults.down = true
  await expect(adopt(caseNumber)).rejects.toMatchObject({ code: 'unavailable' })
  expect(await caseOf(caseNumber)).toMatchObject({ state: 'analysing' })
  await adopt(caseNumber, true)
  expect(await caseOf(caseNumber)).toMatchObject({ state: 'failed', deleted_at: null })
  ut.faults.down = false
  const { retryDetection } = await import('@/lib/detect/retry-detection')
  await retryDetection(member, { caseId: (await caseOf(caseNumber)).id })
  await adopt(caseNumber)
  expect(await caseOf(caseNumber)).toMatchObject({ state: 'analysing', kind: 'image', content_type: 'image/png' })
})

test('a file whose case was never opened is swept, and one that waits for its case is not', async () => {
  ut.faults.muteReports = true
  const orphan = await send(await png())
  expect(orphan.body.serverData).toBeNull()
  ut.faults.muteReports = false
  const kept = await send(await png())
  for (const file of ut.files.byKey.values()) file.uploadedAt -= 2 * 3600_000
  await sweepOrphans()
  expect(ut.files.byKey.has(orphan.key)).toBe(false)
  expect(ut.files.byKey.has(kept.key)).toBe(true)
})

test('zero retention: such a file is never let there as it is', async () => {
  const before = ut.files.byKey.size
  const file = { name: 'canary-4711.gif', type: 'image/gif' }
  const refused = async (fields: Record<string, string>) => {
    const { status, body } = await send(await gif(), { ...file, fields })
    expect(status).toBe(400)
    expect(JSON.stringify(body)).toMatch(/through this server, which seals it/)
  }
  await refused({ zero_retention_mode: 'true' })
  await db.owner`insert into retention_policies (team_id, portal_rule) values (${team.teamId}, true)`
  await refused({})
  await db.owner`delete from retention_policies where team_id = ${team.teamId}`
  expect(ut.files.byKey.size).toBe(before)
})

function headersOf(signature: string): Record<string, string> {
  return {
    'content-type': 'application/json',
    'uploadthing-hook': 'callback',
    ...(signature && { 'x-uploadthing-signature': signature }),
  }
}

/** The library works on a report after it has answered it. */
async function settled(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 400))
}
