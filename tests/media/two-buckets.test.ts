import '../support/data-folder'
import crypto from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { media } from '@/drizzle/schema/media'
import { withTeam } from '@/lib/db/client'
import { finishDetection } from '@/lib/detect/finish-detection'
import { openSecureUpload } from '@/lib/detect/open-secure-upload'
import { parseDetectionRequest } from '@/lib/detect/request'
import { submitMedia } from '@/lib/detect/submit-media'
import { env } from '@/lib/env'
import { serveMedia } from '@/lib/http/serve-media'
import { log } from '@/lib/log'
import { incomingFolder } from '@/lib/media/folders'
import { dropFile, keepFile } from '@/lib/media/keep-file'
import { noteStoring, removeFetched } from '@/lib/media/leftovers'
import { mediaStore, storeHolding } from '@/lib/media/store'
import { s3Fingerprint } from '@/lib/media/stores/s3-fingerprint'
import { sweepOrphans } from '@/lib/media/sweep-orphans'
import { sweepSecureUploads } from '@/lib/media/sweep-secure-uploads'
import { giveUpPurge, purgeCase } from '@/lib/retention/purge-case'
import { useTestDatabase } from '../support/database'
import { makeTeam, type TestTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'
import { analysis, openTestCase } from '../support/rows'
import { S3Server } from '../support/s3-server'
import { startUploadThing } from '../support/uploadthing'
import { setUploadThing } from '../support/uploadthing-settings'

const db = useTestDatabase()
const elsewhere =
  /lies in another S3 bucket than the one this server now uses\. An administrator has to set S3_ENDPOINT/
let first: S3Server
let second: S3Server
let team: TestTeam

beforeAll(async () => {
  first = await S3Server.start()
  second = await S3Server.start()
  second.settings.bucket = 'another-bucket'
  team = await makeTeam()
})
afterAll(async () => {
  await first?.stop()
  await second?.stop()
})
beforeEach(() => use(first))

/** As after a restart with other settings. */
function use({ settings: { bucket, endpoint, accessKeyId, secretAccessKey } }: S3Server): void {
  Object.assign(env(), { MEDIA_STORE: 's3', S3_BUCKET: bucket, S3_ENDPOINT: endpoint })
  Object.assign(env(), { S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey })
}

async function received() {
  const from = path.join(await incomingFolder(), crypto.randomUUID())
  fs.writeFileSync(from, 'to be forgotten')
  const known = {
    mediaType: 'image',
    contentType: 'image/png',
    sizeBytes: 15,
    sha256: 'ab'.repeat(32),
    sealedWith: null,
  } as const
  return { ...known, path: from, filename: 'redacted_0123456789abcdef01234567.png' }
}
async function finishedZeroCase() {
  const file = await keepFile(team.teamId, await received())
  const given = { title: file.filename, file, zeroRetention: true }
  const { detectionId, caseId } = await openTestCase(team.moderator, given)
  await finishDetection(team.worker, { detectionId, analysis: analysis(), preview: null, maps: new Map() })
  // Its time is over.
  await db.owner`update cases set purge_after = now() where id = ${caseId}`
  return { file, caseId, job: { teamId: team.teamId, caseId } }
}
const retentionOf = async (caseId: string) =>
  (await db.owner`select retention from cases where id = ${caseId}`)[0]?.retention
const rowOf = async (id: string) => {
  const rows = await withTeam(team.teamId, (tx) => tx.select().from(media))
  return rows.find((row) => row.id === id)!
}

test('after a change of buckets a purge fails for all to see, and works once the bucket is back', async () => {
  const { file, caseId, job } = await finishedZeroCase()
  expect(file.storeFingerprint).toBe(`${new URL(first.settings.endpoint!).host}/docket-media`)
  use(second)
  await expect(purgeCase(job)).rejects.toThrow(/still there/)
  const steps = await db.owner`select failure from purge_steps where case_id = ${caseId} and failure is not null`
  expect(steps.map(({ failure }) => failure)).toContainEqual(expect.stringMatching(elsewhere))
  expect(await retentionOf(caseId)).toBe('purging')
  await giveUpPurge(job)
  const told =
    await db.owner`select type from audit_events where facts->>'caseId' = ${caseId} and type like 'case.purge%'`
  expect(told.map(({ type }) => type)).toEqual(['case.purge_failed'])
  expect(first.current(file.storeKey)).toBeDefined()
  use(first)
  await purgeCase(job)
  expect(await retentionOf(caseId)).toBe('purged')
  expect(first.current(file.storeKey)).toBeUndefined()
})

test('a purge that only seems to work is what happens to copies whose bucket is not known', async () => {
  const { file, caseId, job } = await finishedZeroCase()
  await db.owner`update media set store_fingerprint = null where id = ${file.id}`
  use(second)
  await purgeCase(job)
  expect(await retentionOf(caseId)).toBe('purged')
  expect(first.current(file.storeKey)).toBeDefined()
})

test('a copy in another bucket is out of reach, not “not found”; one from before is served where it is', async () => {
  const file = await keepFile(team.teamId, await received())
  await openTestCase(team.moderator, { file })
  const ask = async () => serveMedia(new Request('http://localhost:3000/api/media/x'), await rowOf(file.id))
  expect(await (await ask()).text()).toBe('to be forgotten')
  use(second)
  await expectRefusal(ask(), 'unavailable', elsewhere)
  await expectRefusal(storeHolding(file).localPath(file.storeKey, '/nowhere'), 'unavailable', elsewhere)
  use(first)
  await db.owner`update media set store_fingerprint = null where id = ${file.id}`
  expect(await (await ask()).text()).toBe('to be forgotten')
})

test('the sweep tells of copies in another bucket, and deletes none', async () => {
  const file = await keepFile(team.teamId, await received())
  await openTestCase(team.moderator, { file })
  const error = vi.spyOn(log, 'error').mockImplementation(() => {})
  await sweepOrphans()
  expect(error).not.toHaveBeenCalled()
  use(second)
  await sweepOrphans()
  expect(error).toHaveBeenCalledWith(
    expect.objectContaining({ store: 's3', teamId: team.teamId, keptIn: file.storeFingerprint }),
    expect.stringMatching(/another bucket/),
  )
  error.mockRestore()
  expect(first.current(file.storeKey)).toBeDefined()
})

test('an unused secure upload keeps its row until its own bucket can be asked', async () => {
  await openSecureUpload(team.moderator, { ...(await received()), sealedWith: crypto.randomBytes(32) })
  await db.owner`update secure_uploads set expires_at = now() - interval '1 minute'`
  const keys = async () => (await db.owner`select store_key, store_fingerprint from secure_uploads`).map((row) => row)
  const [row] = await keys()
  expect(row?.store_fingerprint).toMatch(/\/docket-media$/)
  use(second)
  expect(await sweepSecureUploads()).toBe(0)
  expect(await keys()).toHaveLength(1)
  use(first)
  expect(await sweepSecureUploads()).toBe(1)
  expect(await keys()).toHaveLength(0)
  expect(first.current(row?.store_key)).toBeUndefined()
})

test('a secure upload goes to its case with the bucket it lies in', async () => {
  const token = await openSecureUpload(team.moderator, { ...(await received()), sealedWith: crypto.randomBytes(32) })
  const asked = parseDetectionRequest({ media_token: token }, { hasFile: false, visualize: false })
  const options = { source: 'api', idempotencyKey: null } as const
  use(second)
  const { caseId } = await submitMedia(team.moderator, { ...asked, file: null }, options)
  const [row] = await db.owner`select store_fingerprint from media where case_id = ${caseId}`
  expect(row?.store_fingerprint).toBe(s3Fingerprint(first.settings))
})

test('what a killed fetch stored is looked for in the bucket it was stored in', async () => {
  const detectionId = crypto.randomUUID()
  const mediaId = crypto.randomUUID()
  await noteStoring(detectionId, mediaId)
  const { storeKey } = await keepFile(team.teamId, await received(), mediaId)
  use(second)
  await expectRefusal(removeFetched(team.teamId, [detectionId]), 'unavailable', elsewhere)
  use(first)
  await removeFetched(team.teamId, [detectionId])
  expect(first.current(storeKey)).toBeUndefined()
})

test('a file that is not needed is dropped from its own bucket alone', async () => {
  const file = await keepFile(team.teamId, await received())
  use(second)
  await dropFile(file)
  expect(first.current(file.storeKey)).toBeDefined()
  expect(second.requests.filter((line) => line.includes(file.storeKey))).toEqual([])
})

test('the disk has one folder, wherever it is; UploadThing has apps', async () => {
  Object.assign(env(), { MEDIA_STORE: 'disk' })
  const file = await keepFile(team.teamId, await received())
  expect(file.storeFingerprint).toBeNull()
  const ut = await startUploadThing()
  try {
    setUploadThing(ut.settings)
    expect(mediaStore('uploadthing').fingerprint).toBe('standinapp')
    const there = { store: 'uploadthing', storeFingerprint: 'standinapp' } as const
    expect(await storeHolding(there).size(file.storeKey)).toBeNull()
    const other = storeHolding({ ...there, storeFingerprint: 'anotherapp' })
    await expectRefusal(other.delete(file.storeKey), 'unavailable', /lies in another UploadThing app/)
  } finally {
    await ut.close()
  }
})

test.each([
  [undefined, 's3.amazonaws.com/b'],
  ['https://s3.eu-central-1.amazonaws.com', 's3.amazonaws.com/b'],
  ['http://MinIO.example.org:9000/', 'minio.example.org:9000/b'],
  ['https://minio.example.org:9000', 'minio.example.org:9000/b'],
  ['https://user:secret@x.example/storage/v1/s3/', 'x.example/storage/v1/s3/b'],
])('the bucket at %s is %s', (endpoint, fingerprint) => {
  expect(s3Fingerprint({ endpoint, bucket: 'b' })).toBe(fingerprint)
})
