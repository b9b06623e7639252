import '../support/data-folder'
import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { POST } from '@/app/api/uploads/route'
import type { Member } from '@/lib/access/actor'
import { submitMedia } from '@/lib/detect/submit-media'
import { DocketError } from '@/lib/errors'
import { parsePortalFields } from '@/lib/http/portal-fields'
import { receiveUpload } from '@/lib/media/receive-upload'
import { newCanary, tellingJpeg } from '../support/canary'
import { dataFolder, mediaFiles } from '../support/data-folder'
import { useTestDatabase } from '../support/database'
import { wav } from '../support/media-bytes'
import { multipartBody, multipartRequest, uploadRequest } from '../support/multipart'
import { everHolding } from '../support/open-bytes'
import { makeTeam, type TestTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'

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

async function keyOf(caseNumber: number): Promise<string | null> {
  const [row] = await db.owner`select m.file_key from media m join cases c on c.id = m.case_id
    where c.team_id = ${team.teamId} and c.number = ${caseNumber}`
  return row?.file_key
}

test.each([
  ['asked for before the file', ['true', ''], /^case\./],
  ['asked for behind the file', ['', 'true'], /^case\./],
  ['not said', ['', ''], /^open\./],
] as const)('%s: only ciphertext reaches the disk', async (_, [before, behind], kept) => {
  const canary = newCanary()
  const file = { name: 'file', filename: 'a.jpg', body: await tellingJpeg(canary) }
  const flag = (body: string) => (body ? [{ name: 'zero_retention_mode', body }] : [])
  const sending = send(multipartRequest(address, multipartBody([...flag(before), file, ...flag(behind)]), own))
  expect(await everHolding([dataFolder], canary, sending)).toEqual([])
  const { status, body } = await sending
  expect(status).toBe(200)
  expect(await keyOf(body.caseNumber)).toMatch(kept)
})

test('a file that may be kept lies there as it is, without a key', async () => {
  const picture = { filename: 'a.jpg', body: await tellingJpeg(newCanary()) }
  const { body } = await send(uploadRequest(address, picture, { zero_retention_mode: 'false' }, own))
  expect(await keyOf(body.caseNumber)).toBeNull()
})

test('under the team’s rule it is sealed whatever the form says', async () => {
  await db.owner`insert into retention_policies (team_id, portal_rule) values (${team.teamId}, true)`
  const canary = newCanary()
  const picture = { filename: 'a.jpg', body: await tellingJpeg(canary) }
  const sending = send(uploadRequest(address, picture, { zero_retention_mode: 'false' }, own))
  expect(await everHolding([dataFolder], canary, sending)).toEqual([])
  expect(await keyOf((await sending).body.caseNumber)).toMatch(/^case\./)
  await db.owner`delete from retention_policies where team_id = ${team.teamId}`
})

test('it may be as large as what is otherwise sent in pieces', async () => {
  const sound = { filename: 'a.wav', type: 'audio/wav', body: wav(155 * 1024 * 1024) }
  const asked = (flag: string) => uploadRequest(address, sound, { zero_retention_mode: flag }, own)
  expect(await send(asked('false'))).toMatchObject({
    status: 400,
    body: { message: expect.stringMatching(/larger than 150 MB/) },
  })
  expect((await send(asked('true'))).status).toBe(200)
})

test('a file that arrived open never becomes one that must not be kept, and is gone', async () => {
  const picture = { filename: 'a.jpg', body: await tellingJpeg(newCanary()) }
  const asked = uploadRequest(address, picture, { zero_retention_mode: 'true' }, own)
  const { file, fields } = await receiveUpload(asked, { tooLargeWayOut: '', mayKeep: () => true })
  const before = mediaFiles().length
  const submission = { ...parsePortalFields(fields), file }
  const submitting = submitMedia(team.moderator, submission, { source: 'upload', idempotencyKey: null })
  await expectRefusal(submitting, 'conflict', /Hand it in again/)
  expect(mediaFiles().length).toBe(before - 1)
})
