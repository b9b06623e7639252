import '../support/data-folder'
import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { POST } from '@/app/api/uploads/route'
import type { Member } from '@/lib/access/actor'
import { DocketError } from '@/lib/errors'
import { idempotencyKey } from '@/lib/http/idempotency-key'
import { mediaFiles } from '../support/data-folder'
import { useTestDatabase } from '../support/database'
import { png, wav } from '../support/media-bytes'
import { multipartBody, multipartRequest, uploadRequest } from '../support/multipart'
import { makeTeam, type TestTeam } from '../support/people'

let signedIn: Member | null = null
vi.mock('@/lib/access/session', () => ({
  authenticateMember: async () => {
    if (!signedIn) throw new DocketError('unauthorized', 'You are signed out. Sign in again; nothing was changed.')
    return signedIn
  },
}))

const db = useTestDatabase()
const address = 'http://localhost:3000/api/uploads'
const own = { origin: 'http://localhost:3000' }
let team: TestTeam

beforeAll(async () => {
  team = await makeTeam()
})
beforeEach(() => {
  signedIn = team.moderator
})

async function send(request: Request) {
  const answer = await POST(request)
  return { status: answer.status, body: await answer.json() }
}

async function upload(fields: Record<string, string> = {}, headers: Record<string, string> = own) {
  return send(uploadRequest(address, { filename: 'photo.png', type: 'image/png', body: await png() }, fields, headers))
}

test('a file becomes a case of its own', async () => {
  const { status, body } = await upload({ visualize: 'false', frame_length: '1' })
  expect(status).toBe(200)
  expect(body).toEqual({ caseNumber: expect.any(Number), url: `/cases/${body.caseNumber}` })
  const [row] =
    await db.owner`select c.source, c.submitted_by_id, d.parameters from cases c join detections d on d.case_id = c.id
    where c.team_id = ${team.teamId} and c.number = ${body.caseNumber}`
  expect(row).toMatchObject({
    source: 'upload',
    submitted_by_id: team.moderator.memberId,
    parameters: { visualize: false, frameLength: 1 },
  })
  const other = await upload()
  expect(other.body.caseNumber).toBe(body.caseNumber + 1)
})

test('maps are drawn unless they are declined', async () => {
  const { body } = await upload()
  const [row] = await db.owner`select d.parameters from cases c join detections d on d.case_id = c.id
    where c.team_id = ${team.teamId} and c.number = ${body.caseNumber}`
  expect(row?.parameters).toMatchObject({ visualize: true })
})

test('what is refused is told in a sentence and leaves nothing', async () => {
  const before = mediaFiles()
  const body = await png()
  signedIn = null
  expect(await upload()).toMatchObject({
    status: 401,
    body: { success: false, message: expect.stringMatching(/signed out/) },
  })
  signedIn = team.moderator
  expect(await upload({}, {})).toMatchObject({
    status: 403,
    body: { message: expect.stringMatching(/Open Docket at http:\/\/localhost:3000/) },
  })
  expect(await upload({}, { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' })).toMatchObject({
    status: 403,
  })
  expect(await upload({ frame_length: '7' })).toMatchObject({
    status: 400,
    body: { errors: { frame_length: [expect.any(String)] } },
  })
  expect(await upload({ detect_watermark: 'true' })).toMatchObject({
    status: 403,
    body: { message: expect.stringMatching(/Watermark/) },
  })
  expect(await upload({ callback_url: 'https://a.example/done' })).toMatchObject({
    status: 400,
    body: { message: expect.stringMatching(/Only the API takes a callback_url/) },
  })
  expect(await upload({ media_token: 'x' })).toMatchObject({ status: 400 })
  expect(
    await send(multipartRequest(address, multipartBody([{ name: 'visualize', body: 'true' }]), own)),
  ).toMatchObject({ status: 400, body: { message: expect.stringMatching(/No file/) } })
  expect(await send(uploadRequest(address, { filename: 'a.jpg', body }, {}, own))).toMatchObject({
    status: 400,
    body: { message: expect.stringMatching(/“a.jpg” is named like/) },
  })
  const large = uploadRequest(
    address,
    { filename: 'a.wav', body: wav() },
    {},
    { ...own, 'content-length': String(200 * 1024 * 1024) },
  )
  expect(await send(large)).toMatchObject({
    status: 400,
    body: { message: expect.stringMatching(/150 MB.*by its URL/) },
  })
  expect(mediaFiles()).toEqual(before)
})

test('the same row of the list sent twice is one case, and no key of the API’s is met', async () => {
  const headers = { ...own, 'idempotency-key': 'row-1' }
  const [first, twin] = await Promise.all([upload({}, headers), upload({}, headers)])
  expect(first.status).toBe(200)
  expect(twin.body).toEqual(first.body)
  expect((await upload({}, { ...own, 'idempotency-key': 'row-2' })).body.caseNumber).toBe(first.body.caseNumber + 1)
  const keys =
    await db.owner`select idempotency_key from detections where idempotency_key = ${idempotencyKey('portal', 'row-1') ?? ''}`
  expect(keys).toHaveLength(1)
  expect(keys[0]?.idempotency_key).toMatch(/^portal:[0-9a-f]{64}$/)
})
