import '../support/data-folder'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { POST as postBatch } from '@/app/api/v2/detect/batch/route'
import { POST as postUpload } from '@/app/api/v2/secure_uploads/route'
import { env } from '@/lib/env'
import { type Caller, detectUrl, makeCaller } from '../support/api'
import { mediaFiles } from '../support/data-folder'
import { useTestDatabase } from '../support/database'
import { gif, jpeg, png, wav } from '../support/media-bytes'
import { multipartBody, multipartRequest } from '../support/multipart'
import { makeTeam } from '../support/people'
import { makeZip } from '../support/zip'

const db = useTestDatabase()
const callers: Caller[] = []
const statuses = new Map<number, number>()
let media: Buffer[] = []
let archives: Buffer[] = []
let turn = 0

beforeAll(async () => {
  env().DATABASE_APP_URL = db.appUrl
  media = [await png(), await jpeg(), await gif(), wav(400), Buffer.alloc(0), Buffer.from('<svg/>')]
  archives = [
    makeZip([
      { name: 'deep/one.png', data: media[0]! },
      { name: 'two.wav', data: media[3]! },
    ]),
    makeZip([{ name: 'readme.txt', data: Buffer.from('hello') }]),
  ]
  const team = await makeTeam()
  for (let made = 0; made < 24; made++) callers.push(await makeCaller(['submit'], team))
})

async function kept() {
  const [row] = await db.owner<
    { cases: number; media: number; batches: number; detections: number; jobs: number; uploads: number }[]
  >`select (select count(*)::int from cases) as cases, (select count(*)::int from media) as media,
      (select count(*)::int from batches) as batches, (select count(*)::int from detections) as detections,
      (select count(*)::int from pgboss.job) as jobs, (select count(*)::int from secure_uploads) as uploads`
  return { ...row!, files: mediaFiles().length }
}

/** Sends it; holds that it is answered in the contract's shape, that each kept file has its row, and nothing else is kept. */
async function holds(route: typeof postBatch, path: string, body: Buffer, taken: number): Promise<void> {
  turn += 1
  const before = await kept()
  const request = multipartRequest(`${detectUrl}${path}`, body, callers[turn % callers.length]!.auth)
  const response = await route(request, { params: Promise.resolve({}) })
  const answer = (await response.json()) as { success: boolean; message?: string; error?: string }
  const after = await kept()
  const { status } = response
  statuses.set(status, (statuses.get(status) ?? 0) + 1)
  expect(status).toBeLessThan(500)
  expect(status).not.toBe(429)
  expect(after.files).toBe(after.media + after.uploads)
  expect(after.cases).toBe(after.detections)
  if (status === taken) return expect(answer.success).toBe(true)
  expect(answer).toMatchObject({ success: false, message: expect.any(String), error: answer.message })
  expect(after).toEqual(before)
}

const damage = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 3 })
const damaged = (bytes: Buffer, changes: [number, number][]) => {
  const copy = Buffer.from(bytes)
  for (const [at, byte] of changes) if (copy.length > 0) copy[at % copy.length] = byte
  return copy
}
const option = fc.constantFrom(
  ['visualize', 'true'],
  ['frame_length', '3'],
  ['frame_length', '9'],
  ['zero_retention_mode', '1'],
  ['signal', 'true'],
  ['\u0000', '\ud800'],
)
const fields = fc
  .array(option, { maxLength: 2 })
  .map((some) => some.map(([name, body]) => ({ name: name!, body: body! })))
const names = ['a.png', 'b.jpg', 'c.gif', 'd.wav', 'e.png', 'f.svg']

test('batches of any files, whole and damaged', async () => {
  const file = fc.record({
    at: fc.oneof({ weight: 5, arbitrary: fc.nat(3) }, fc.nat(5)),
    changes: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, damage),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(file, { maxLength: 4 }), fields, async (files, options) => {
      const parts = files.map(({ at, changes }) => ({
        name: 'files[]',
        filename: names[at]!,
        body: damaged(media[at]!, changes as [number, number][]),
      }))
      await holds(postBatch, '/batch', multipartBody([...options, ...parts]), 202)
    }),
    { numRuns: 80 },
  )
})

test('batches of one archive, whole, damaged and cut', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.nat(1),
      fc.oneof(fc.constant([]), damage),
      fc.oneof(fc.constant(0), fc.nat(400)),
      fields,
      async (at, changes, cut, options) => {
        const bytes = damaged(archives[at]!, changes as [number, number][])
        const part = {
          name: 'file',
          filename: 'all.zip',
          type: 'application/zip',
          body: bytes.subarray(0, bytes.length - cut),
        }
        await holds(postBatch, '/batch', multipartBody([...options, part]), 202)
      },
    ),
    { numRuns: 120 },
  )
})

test('secure uploads of any file, and of bodies that were damaged on the way', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(5), fc.oneof(fc.constant([]), damage), fc.boolean(), async (at, changes, inside) => {
      const bytes = media[at]!
      const spoilt = damaged(bytes, changes as [number, number][])
      const part = { name: 'file', filename: names[at]!, body: inside ? spoilt : bytes }
      const body = multipartBody([part])
      await holds(postUpload, '/../secure_uploads', inside ? body : damaged(body, changes as [number, number][]), 200)
    }),
    { numRuns: 120 },
  )
})

test('enough of it was taken, and enough refused, to mean something', async () => {
  expect(statuses.get(202)).toBeGreaterThan(20)
  expect(statuses.get(200)).toBeGreaterThan(20)
  expect(statuses.get(400)).toBeGreaterThan(40)
  await expect.poll(() => mediaFiles().filter((name) => name.startsWith('incoming')), { timeout: 10_000 }).toEqual([])
})
