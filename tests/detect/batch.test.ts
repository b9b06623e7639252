import '../support/data-folder'
import fs from 'node:fs/promises'
import { expect, test } from 'vitest'
import type { Actor } from '@/lib/access/actor'
import { withdrawCase } from '@/lib/cases/withdraw-case'
import { database } from '@/lib/db/client'
import { failDetection } from '@/lib/detect/fail-detection'
import { finishDetection } from '@/lib/detect/finish-detection'
import { type BatchFile, batchItem } from '@/lib/detect/item-batch'
import { readBatchItem } from '@/lib/detect/read-batch'
import { DetectionParameters } from '@/lib/detect/request-parameters'
import { submitBatch } from '@/lib/detect/submit-batch'
import { incomingFolder } from '@/lib/media/folders'
import type { ReceivedFile } from '@/lib/media/receive-file'
import { mediaFiles } from '../support/data-folder'
import { useTestDatabase } from '../support/database'
import { png } from '../support/media-bytes'
import { makeTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'
import { analysis } from '../support/rows'

const db = useTestDatabase()

async function received(): Promise<ReceivedFile> {
  const bytes = await png()
  const path = `${await incomingFolder()}/${crypto.randomUUID()}`
  await fs.writeFile(path, bytes)
  const sha256 = 'a'.repeat(64)
  const known = { mediaType: 'image', contentType: 'image/png', filename: 'a.png', sealedWith: null } as const
  return { ...known, path, sizeBytes: bytes.length, sha256 }
}

const submission = async (count = 2, change: object = {}) => ({
  files: await Promise.all(Array.from({ length: count }, received)),
  callback: null,
  zeroRetention: false,
  parameters: DetectionParameters.parse({}),
  ...change,
})

test.each<[string, number, BatchFile['status'][]]>([
  ['processing', 2, ['processing', 'processing']],
  ['processing', 2, ['completed', 'processing']],
  ['processing', 2, ['failed', 'processing']],
  ['processing', 2, []],
  ['completed', 2, ['completed', 'completed']],
  ['partially_failed', 2, ['completed', 'failed']],
  ['failed', 2, ['failed', 'failed']],
  ['completed', 1, ['completed']],
  ['failed', 1, ['failed']],
])('%s: of %i files %o', (status, totalFiles, statuses) => {
  const id = crypto.randomUUID()
  const files = statuses.map((each) => ({ detectionId: crypto.randomUUID(), status: each, deleted: false }))
  expect(batchItem({ id, totalFiles, createdAt: new Date(0) }, files)).toEqual({
    uuid: id.replaceAll('-', ''),
    status,
    total_files: totalFiles,
    completed_count: statuses.filter((each) => each === 'completed').length,
    failed_count: statuses.filter((each) => each === 'failed').length,
    created_at: '1970-01-01T00:00:00.000Z',
    detect_uuids: files.map(({ detectionId }) => detectionId.replaceAll('-', '')),
  })
})

test('a batch follows its files; one that was deleted is not named any more but counts', async () => {
  const team = await makeTeam()
  const key: Actor = { kind: 'api-key', teamId: team.teamId, keyId: crypto.randomUUID(), scopes: ['delete'] }
  const { batchId } = await submitBatch(team.moderator, await submission(3), null)
  const item = () => readBatchItem(team.worker, { uuid: batchId })
  const [first, second, third] = (await item()).detect_uuids
  const idOf = (uuid = '') => uuid.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  const finish = (uuid?: string) =>
    finishDetection(team.worker, { detectionId: idOf(uuid), analysis: analysis(), preview: null, maps: new Map() })
  await finish(first)
  expect(await item()).toMatchObject({ status: 'processing', completed_count: 1, failed_count: 0 })
  await failDetection(team.worker, { detectionId: idOf(second), reason: 'Too dark.' })
  await finish(third)
  expect(await item()).toMatchObject({ status: 'partially_failed', completed_count: 2, failed_count: 1 })
  await withdrawCase(key, { uuid: first ?? '' })
  expect(await item()).toMatchObject({
    status: 'partially_failed',
    total_files: 3,
    completed_count: 2,
    failed_count: 1,
    detect_uuids: [second, third],
  })
})

test('a batch is one team’s', async () => {
  const [one, other] = [await makeTeam(), await makeTeam()]
  const { batchId } = await submitBatch(one.moderator, await submission(), null)
  await expectRefusal(readBatchItem(other.admin, { uuid: batchId }), 'not_found', /^Batch not found$/)
  await expectRefusal(readBatchItem(one.admin, { uuid: 'x' }), 'not_found', /^Batch not found$/)
})

test('a refused or repeated batch leaves no file behind', async () => {
  const team = await makeTeam()
  const before = mediaFiles()
  await expectRefusal(submitBatch(team.worker, await submission(), null), 'forbidden')
  const callback = { url: 'http://10.0.0.1/', waitForIntelligence: null }
  await expectRefusal(submitBatch(team.moderator, await submission(2, { callback }), null), 'bad_request', /callback/)
  expect(mediaFiles()).toEqual(before)
  const first = await submitBatch(team.moderator, await submission(), 'k')
  const kept = mediaFiles()
  expect(await submitBatch(team.moderator, await submission(), 'k')).toEqual({ ...first, repeated: true })
  await expectRefusal(submitBatch(team.moderator, await submission(3), 'k'), 'conflict')
  await expectRefusal(submitBatch(team.moderator, await submission(2, { zeroRetention: true }), 'k'), 'conflict')
  expect(mediaFiles()).toEqual(kept)
})

test('all of it or nothing: a file that cannot be kept takes the others back', async () => {
  const team = await makeTeam()
  const before = mediaFiles()
  const broken = await submission(3)
  await fs.rm(broken.files[2]?.path ?? '')
  await expect(submitBatch(team.moderator, broken, null)).rejects.toThrow()
  expect(mediaFiles()).toEqual(before)
  const [row] = await db.owner`select count(*)::int as batches from batches where team_id = ${team.teamId}`
  expect(row).toEqual({ batches: 0 })
})

test('a connection lost during COMMIT does not cost a committed batch its files', async () => {
  const team = await makeTeam()
  const pool = database()
  const transaction = pool.transaction
  // The change is made; its answer never comes.
  pool.transaction = async (...given) => {
    await transaction.apply(pool, given)
    throw Object.assign(new Error('write CONNECTION_CLOSED'), { code: 'CONNECTION_CLOSED' })
  }
  await expect(submitBatch(team.moderator, await submission(), null)).rejects.toThrow('CONNECTION_CLOSED')
  pool.transaction = transaction
  const rows = await db.owner`select store_key from media where team_id = ${team.teamId}`
  expect(rows).toHaveLength(2)
  for (const row of rows) expect(mediaFiles()).toContain(row.store_key)
})
