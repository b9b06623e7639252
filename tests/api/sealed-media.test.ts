import '../support/data-folder'
import crypto from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'
import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { GET, HEAD } from '@/app/api/media/[id]/route'
import type { Member } from '@/lib/access/actor'
import { finishDetection } from '@/lib/detect/finish-detection'
import { DocketError } from '@/lib/errors'
import { keepFile } from '@/lib/media/keep-file'
import { receiveFile } from '@/lib/media/receive-file'
import type { StoredFile } from '@/lib/media/store'
import { type Caller, makeCaller } from '../support/api'
import { dataFolder } from '../support/data-folder'
import { useTestDatabase } from '../support/database'
import { makeTeam } from '../support/people'
import { analysis, openTestCase } from '../support/rows'

// The session is next-auth's, which reads a cookie through Next; who is signed in is what matters here.
let signedIn: Member | null = null
vi.mock('@/lib/access/session', () => ({
  authenticateMember: async () => {
    if (!signedIn) throw new DocketError('unauthorized', 'You are signed out.')
    return signedIn
  },
}))

const db = useTestDatabase()
const bytes = crypto.randomBytes(200_000)
let caller: Caller

beforeAll(async () => {
  caller = await makeCaller(['read'])
})
beforeEach(() => {
  signedIn = caller.team.moderator
})

function keepSealed(): Promise<StoredFile> {
  const received = receiveFile(Readable.from([bytes]), {
    maxBytes: 1e9,
    tooLarge: () => new Error('too large'),
    identify: async () => ({ mediaType: 'image' as const, contentType: 'image/png', filename: 'a.png' }),
    archive: true,
    sealed: true,
  })
  return received.then((file) => keepFile(caller.team.teamId, file))
}

async function openSealed(zeroRetention: boolean) {
  const file = await keepSealed()
  return { file, ...(await openTestCase(caller.team.moderator, { file, zeroRetention, title: 'a.png' })) }
}

async function ask(id: string, headers: Record<string, string> = {}, handler = GET, method = 'GET') {
  const request = new Request(`http://localhost:3000/api/media/${id}`, { method, headers })
  const answer = await handler(request, { params: Promise.resolve({ id }) })
  return { status: answer.status, headers: answer.headers, body: Buffer.from(await answer.arrayBuffer()) }
}
const pathOf = ({ storeKey }: StoredFile) => path.join(dataFolder, 'media', storeKey)

test.each([true, false])(
  'a sealed file is served as it is itself, whole and in ranges (zero retention: %s)',
  async (zero) => {
    const { file } = await openSealed(zero)
    expect(fs.readFileSync(pathOf(file)).includes(bytes.subarray(0, 32))).toBe(false)
    const whole = await ask(file.id)
    expect([whole.status, whole.headers.get('content-length'), whole.headers.get('cache-control')]).toEqual([
      200,
      '200000',
      'private, no-store',
    ])
    expect(whole.body.equals(bytes)).toBe(true)
    const head = await ask(file.id, {}, HEAD, 'HEAD')
    expect([head.status, head.headers.get('content-length'), head.body.length]).toEqual([200, '200000', 0])
    for (const [start, end] of [
      [0, 0],
      [65_530, 65_540],
      [131_071, 199_999],
      [3, 150_000],
    ] as const) {
      const part = await ask(file.id, { range: `bytes=${start}-${end}` })
      expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes ${start}-${end}/200000`])
      expect(part.body.equals(bytes.subarray(start, end + 1))).toBe(true)
    }
    expect((await ask(file.id, { range: 'bytes=-10' })).body.equals(bytes.subarray(199_990))).toBe(true)
    // As long as the file itself, not as what lies in the store.
    const beyond = await ask(file.id, { range: 'bytes=200000-' })
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, 'bytes */200000'])
  },
)

test('under zero retention people see it until it is purged; API keys and other teams never', async () => {
  const { file, caseId } = await openSealed(true)
  expect((await ask(file.id)).status).toBe(200)
  expect((await ask(file.id, caller.auth)).status).toBe(404)
  signedIn = (await makeTeam()).moderator
  expect((await ask(file.id)).status).toBe(404)
  signedIn = caller.team.moderator
  await db.owner`update media set deleted_at = now() where case_id = ${caseId}`
  expect((await ask(file.id)).status).toBe(404)
})

test('of its pictures API keys see only maps that show nothing of it', async () => {
  const { detectionId } = await openSealed(true)
  const picture = async () => ({ ...(await keepSealed()), width: 8, height: 8 })
  const [preview, bare, telling] = [await picture(), await picture(), await picture()]
  const [piece] = analysis().evidence
  await finishDetection(caller.team.worker, {
    detectionId,
    analysis: analysis({ evidence: ['jpeg.ghost', 'sound.spectrogram'].map((check) => ({ ...piece!, check })) }),
    preview,
    maps: new Map([
      [0, bare],
      [1, telling],
    ]),
  })
  const statuses = async (headers?: Record<string, string>) =>
    Promise.all([preview, bare, telling].map(async ({ id }) => (await ask(id, headers)).status))
  expect(await statuses()).toEqual([200, 200, 200])
  expect(await statuses(caller.auth)).toEqual([404, 200, 404])
})

test('without its key nobody opens it, and the answer says so', async () => {
  const { file, caseId } = await openSealed(true)
  await db.owner`delete from case_keys where case_id = ${caseId}`
  const { status, body } = await ask(file.id)
  expect(status).toBe(410)
  expect(body.toString()).toMatch(/key to this media is gone/)
})

test('one that was cut off is refused, and of one that was changed no changed byte is passed on', async () => {
  const { file } = await openSealed(true)
  const lying = fs.readFileSync(pathOf(file))
  lying.writeUInt8(lying.readUInt8(100_000) ^ 1, 100_000)
  fs.writeFileSync(pathOf(file), lying)
  await expect(ask(file.id)).rejects.toThrow()
  const part = await ask(file.id, { range: 'bytes=0-60000' })
  expect(part.body.equals(bytes.subarray(0, 60_001))).toBe(true)
  fs.truncateSync(pathOf(file), 150_000)
  const cut = await ask(file.id)
  expect(cut.status).toBe(500)
  expect(cut.body.toString()).toMatch(/damaged/)
})
