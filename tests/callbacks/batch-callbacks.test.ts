import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { failDetection } from '@/lib/detect/fail-detection'
import { finishDetection } from '@/lib/detect/finish-detection'
import { openBatch } from '@/lib/detect/open-batch'
import { DetectionParameters } from '@/lib/detect/request-parameters'
import { env } from '@/lib/env'
import { type CallbackReceiver, startReceiver } from '../support/callback-receiver'
import { deliverDue, deliverJobs, endReport, passTime, useAuthSecret } from '../support/callbacks'
import { useTestDatabase } from '../support/database'
import { makeTeam, type TestTeam } from '../support/people'
import { analysis, storedFile } from '../support/rows'

const db = useTestDatabase()
let team: TestTeam
let receiver: CallbackReceiver

beforeAll(async () => {
  useAuthSecret()
  team = await makeTeam()
  receiver = await startReceiver()
  env().ALLOWED_PRIVATE_HOSTS.push(receiver.host)
})
beforeEach(async () => {
  await db.owner`delete from pgboss.job`
  receiver.received.length = 0
})
afterAll(() => receiver.stop())

interface File {
  caseId: string
  detectionId: string
}

async function open(files: number, { report = false, waits = null as boolean | null } = {}) {
  const { batchId } = await openBatch(team.admin, {
    files: Array.from({ length: files }, () => storedFile(team.teamId)),
    parameters: DetectionParameters.parse({ intelligence: report }),
    zeroRetention: false,
    callback: { url: receiver.url, waitForIntelligence: waits },
  })
  const rows = await db.owner<File[]>`
    select case_id as "caseId", id as "detectionId" from detections where batch_id = ${batchId}`
  return { batchId, files: rows }
}

const finish = ({ detectionId }: File) =>
  finishDetection(team.worker, { detectionId, analysis: analysis(), preview: null, maps: new Map() })
const fail = ({ detectionId }: File) => failDetection(team.worker, { detectionId, reason: 'The file is damaged.' })
const ended = (file: File) => endReport(db, team, { ...file, number: 0, repeated: false })

test('a batch is reported once, when its last file has ended', async () => {
  const { batchId, files } = await open(3)
  for (const [at, file] of files.entries()) {
    expect(await deliverDue(db), `before file ${at + 1}`).toBe(0)
    await (at === 1 ? fail(file) : finish(file))
  }
  expect(await deliverDue(db)).toBe(1)
  expect(receiver.received).toHaveLength(1)
  expect(receiver.received[0]?.body).toMatchObject({
    success: true,
    item: {
      uuid: batchId.replaceAll('-', ''),
      status: 'partially_failed',
      total_files: 3,
      completed_count: 2,
      failed_count: 1,
      detect_uuids: expect.arrayContaining(files.map(({ detectionId }) => detectionId.replaceAll('-', ''))),
    },
  })
  expect(await deliverJobs(db)).toEqual([])
})

test('of files that end at the same moment, exactly one is the last', async () => {
  for (let round = 0; round < 8; round++) {
    const { files } = await open(4)
    await Promise.all(files.map((file, at) => (at === 0 ? fail(file) : finish(file))))
    expect(await deliverDue(db)).toBe(1)
    expect(receiver.received).toHaveLength(round + 1)
    expect(receiver.received.at(-1)?.body.item).toMatchObject({ completed_count: 3, failed_count: 1 })
  }
})

test('a batch of which every file failed is a failure', async () => {
  const { files } = await open(2)
  for (const file of files) await fail(file)
  await deliverDue(db)
  expect(receiver.received[0]?.body).toMatchObject({
    success: false,
    error: expect.stringMatching(/Every file/),
    item: { status: 'failed', failed_count: 2 },
  })
})

test('it waits for its reports by the same three values', async () => {
  for (const waits of [true, false, null]) {
    receiver.received.length = 0
    await db.owner`delete from pgboss.job`
    const { files } = await open(2, { report: true, waits })
    for (const file of files) await finish(file)
    expect(await deliverDue(db), `${waits}`).toBe(waits === false ? 1 : 0)
    expect((await deliverJobs(db)).map(({ due }) => due > 500)).toEqual(waits === null ? [true] : [])
    for (const file of files) await ended(file)
    // The reports that ended meanwhile have set no timers of their own.
    expect(await deliverDue(db), `${waits}`).toBe(waits === false ? 0 : 1)
    await passTime(db)
    await deliverDue(db)
    expect(receiver.received).toHaveLength(1)
    expect(receiver.received[0]?.body.item).toMatchObject({ status: 'completed', completed_count: 2 })
  }
})

test('deleted files hold a batch up no longer, and are not named', async () => {
  const { files } = await open(2)
  const [gone, kept] = [...files] as [File, File]
  await db.owner`update detections set deleted_at = now() where id = ${gone.detectionId}`
  await finish(kept)
  expect(await deliverDue(db)).toBe(1)
  expect(receiver.received[0]?.body.item.detect_uuids).toEqual([kept.detectionId.replaceAll('-', '')])
})
