import '../support/data-folder'
import fs from 'node:fs'
import path from 'node:path'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import type { Actor } from '@/lib/access/actor'
import { listEvents } from '@/lib/audit/list-events'
import { readCase } from '@/lib/cases/read-case'
import { failDetection } from '@/lib/detect/fail-detection'
import { finishDetection } from '@/lib/detect/finish-detection'
import { DetectionParameters } from '@/lib/detect/request-parameters'
import { retryDetection } from '@/lib/detect/retry-detection'
import { makeWorkFolder } from '@/lib/detect/work-folder'
import { env } from '@/lib/env'
import { keepFile } from '@/lib/media/keep-file'
import { noteStoring } from '@/lib/media/leftovers'
import { readMedia } from '@/lib/media/read-media'
import type { StoredFile } from '@/lib/media/store'
import { finishPurge } from '@/lib/retention/finish-purge'
import { orderPurge } from '@/lib/retention/order-purge'
import { giveUpPurge, purgeCase } from '@/lib/retention/purge-case'
import { readReceipt } from '@/lib/retention/read-receipt'
import { recordSteps } from '@/lib/retention/record-steps'
import { startPurge } from '@/lib/retention/start-purge'
import { sweepPurges } from '@/lib/retention/sweep-purges'
import { useAuthSecret } from '../support/callbacks'
import { dataFolder } from '../support/data-folder'
import { useTestDatabase } from '../support/database'
import { png } from '../support/media-bytes'
import { makeTeam, type TestTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'
import { analysis, openTestCase } from '../support/rows'
import { jobsOf, passDeadline, readStored } from '../support/zero-retention'

const db = useTestDatabase()
let team: TestTeam

beforeAll(() => {
  env().DATABASE_APP_URL = db.appUrl
  useAuthSecret()
})
beforeEach(async () => {
  team = await makeTeam()
})

async function storePicture(filename: string): Promise<StoredFile> {
  const file = path.join(dataFolder, `${crypto.randomUUID()}.png`)
  const bytes = await png()
  fs.writeFileSync(file, bytes)
  return keepFile(team.teamId, {
    path: file,
    mediaType: 'image',
    contentType: 'image/png',
    filename,
    sizeBytes: bytes.length,
    sha256: 'ab'.repeat(32),
    sealedWith: null,
  })
}

const pathOf = ({ storeKey }: StoredFile) => path.join(dataFolder, 'media', storeKey)
const title = 'redacted_0123456789abcdef01234567.png'

async function openZero(parameters = {}) {
  const file = await storePicture(title)
  const opened = await openTestCase(team.moderator, {
    title,
    file,
    zeroRetention: true,
    parameters: DetectionParameters.parse(parameters),
  })
  await passDeadline(db, opened.caseId)
  return { ...opened, file, job: { teamId: team.teamId, caseId: opened.caseId } }
}

const finish = (detectionId: string, maps = new Map()) =>
  finishDetection(team.worker, { detectionId, analysis: analysis(), preview: null, maps })

test('the media is deleted, and only then is it noted, in the case and in the trail', async () => {
  const { detectionId, number, file, job, caseId } = await openZero()
  expect(await readStored(db, detectionId)).toMatchObject({ retention: 'due', fileDeletedAt: null })
  // Nothing while it is still needed.
  await purgeCase(job)
  expect(fs.existsSync(pathOf(file))).toBe(true)
  await finish(detectionId)
  await purgeCase(job)
  expect(fs.existsSync(pathOf(file))).toBe(false)
  const purged = await readCase(team.moderator, { number })
  expect(purged.case).toMatchObject({ state: 'waiting', retention: 'purged', verdictScore: 0.5 })
  expect(purged.case.fileDeletedAt).toBeInstanceOf(Date)
  expect(purged.copies).toMatchObject([{ copy: 'original', deletedAt: expect.any(Date), sha256: '' }])
  const told = async () =>
    (await listEvents(team.manager, { caseNumber: number, types: ['case.purged'] })).entries.map(({ facts }) => facts)
  const receipt = expect.stringMatching(/^[0-9a-f]{64}$/)
  expect(await told()).toEqual([{ caseId, because: 'zero_retention', copies: 1, receipt }])
  // A job that comes again finds nothing to do.
  await purgeCase(job)
  expect(await told()).toHaveLength(1)
})

test('a deletion that fails is tried again until it works, and is not noted before', async () => {
  const { detectionId, number, file, job, caseId } = await openZero()
  await finish(detectionId)
  // A folder in the file's place, which the store does not delete.
  fs.rmSync(pathOf(file))
  fs.mkdirSync(pathOf(file))
  await expect(purgeCase(job)).rejects.toThrow()
  const failed = await readCase(team.moderator, { number })
  expect(failed.case).toMatchObject({ retention: 'purging', fileDeletedAt: null })
  expect(failed.copies).toMatchObject([{ deletedAt: null }])

  // The trail is told once, however often it fails.
  await expect(purgeCase(job)).rejects.toThrow()
  await giveUpPurge(job)
  const { entries } = await listEvents(team.manager, { caseNumber: number, types: ['case.purge_failed'] })
  expect(entries.map(({ facts }) => facts)).toEqual([{ caseId }])
  // The job at the deadline still waits; without it the sweep queues another, and then no third.
  expect(await sweepPurges()).toBe(0)
  await db.owner`delete from pgboss.job where name = 'case.purge'`
  expect(await sweepPurges()).toBe(1)
  expect(await sweepPurges()).toBe(0)
  expect(await jobsOf(db, 'case.purge', await readStored(db, detectionId))).toBe(1)

  fs.rmdirSync(pathOf(file))
  await purgeCase(job)
  expect((await readCase(team.moderator, { number })).case).toMatchObject({ retention: 'purged' })
  await giveUpPurge(job)
  expect((await listEvents(team.manager, { caseNumber: number, types: ['case.purge_failed'] })).entries).toHaveLength(1)
})

test('titles can be searched; an index that nobody told the purge of keeps it from being complete', async () => {
  const { detectionId, number, job, caseId } = await openZero()
  await finish(detectionId)
  await db.owner`create index words_of_reasons on decisions using gin (to_tsvector('simple', reason))`
  try {
    await expect(purgeCase(job)).rejects.toThrow()
  } finally {
    await db.owner`drop index words_of_reasons`
  }
  const open = await db.owner`select copy, failure from purge_steps where case_id = ${caseId} and result = 'failed'`
  expect(open).toEqual([{ copy: 'search_index', failure: expect.stringMatching(/search index that this purge/) }])
  await purgeCase(job)
  expect((await readCase(team.moderator, { number })).case.retention).toBe('purged')
})

test('a report that was asked for holds the purge back until it has ended', async () => {
  const { detectionId, number, file, job } = await openZero({ intelligence: true })
  await finish(detectionId)
  const stored = await readStored(db, detectionId)
  expect(await jobsOf(db, 'case.purge', stored)).toBe(0)
  await purgeCase(job)
  await db.owner`delete from pgboss.job`
  expect(await sweepPurges()).toBe(0)
  expect(fs.existsSync(pathOf(file))).toBe(true)
  await db.owner`update intelligences set status = 'completed', description = '{}' where detection_id = ${detectionId}`
  await purgeCase(job)
  expect((await readCase(team.moderator, { number })).case.retention).toBe('purged')
})

test('a failed analysis queues the purge, and its case cannot be analysed again', async () => {
  const { detectionId, caseId, file, job } = await openZero()
  await failDetection(team.worker, { detectionId, reason: 'The file is cut off.' })
  const stored = await readStored(db, detectionId)
  expect(stored).toMatchObject({ state: 'failed', retention: 'due' })
  expect(await jobsOf(db, 'case.purge', stored)).toBe(1)
  await expectRefusal(retryDetection(team.moderator, { caseId }), 'conflict', /not kept/)
  await purgeCase(job)
  expect(fs.existsSync(pathOf(file))).toBe(false)
  await expectRefusal(retryDetection(team.moderator, { caseId }), 'conflict', /Hand the media in once more/)
  expect(await readStored(db, detectionId)).toMatchObject({ state: 'failed', retention: 'purged' })
})

test('a case whose worker still holds its bytes is purged a moment later', async () => {
  const { detectionId, file, job } = await openZero()
  await finish(detectionId)
  await db.owner`update pgboss.job set state = 'active' where name = 'detection.run' and data->>'detectionId' = ${detectionId}`
  await db.owner`delete from pgboss.job where name = 'case.purge'`
  await purgeCase(job)
  expect(fs.existsSync(pathOf(file))).toBe(true)
  const [again] = await db.owner`select start_after > now() as later from pgboss.job where name = 'case.purge'`
  expect(again).toEqual({ later: true })
  await db.owner`update pgboss.job set state = 'completed' where name = 'detection.run'`
  await purgeCase(job)
  expect(fs.existsSync(pathOf(file))).toBe(false)
})

test('what a killed worker left in its work folder goes as well', async () => {
  const { detectionId, job } = await openZero()
  const left = await makeWorkFolder(detectionId)
  fs.writeFileSync(path.join(left, 'preview.webp'), 'pixels')
  const others = await makeWorkFolder(crypto.randomUUID())
  await finish(detectionId)
  await purgeCase(job)
  expect(fs.existsSync(left)).toBe(false)
  expect(fs.existsSync(others)).toBe(true)
})

test('what a fetch left on its way in when its worker was killed goes as well', async () => {
  const { detectionId, job } = await openZero()
  const incoming = path.join(dataFolder, 'media', 'incoming')
  fs.mkdirSync(incoming, { recursive: true })
  const left = path.join(incoming, `fetch-${detectionId}-${crypto.randomUUID()}`)
  const others = path.join(incoming, `fetch-${crypto.randomUUID()}-${crypto.randomUUID()}`)
  for (const file of [left, others]) fs.writeFileSync(file, 'pixels')
  // Killed between the store and the row.
  const stored = await storePicture('fetched.png')
  await noteStoring(detectionId, stored.id)
  const another = await storePicture('fetched.png')
  await noteStoring(crypto.randomUUID(), another.id)
  await finish(detectionId)
  await purgeCase(job)
  expect([left, pathOf(stored)].map((file) => fs.existsSync(file))).toEqual([false, false])
  expect([others, pathOf(another)].map((file) => fs.existsSync(file))).toEqual([true, true])
  expect(fs.readdirSync(incoming).filter((name) => name.includes(detectionId))).toEqual([])
})

test('of the maps only those stay that show nothing of the media', async () => {
  const { detectionId, number, job } = await openZero()
  const picture = async (name: string) => ({ ...(await storePicture(name)), width: 64, height: 48 })
  const bare = await picture('jpeg.ghost.png')
  const telling = await picture('sound.spectrogram.png')
  const [piece] = analysis().evidence
  await finishDetection(team.worker, {
    detectionId,
    analysis: analysis({
      evidence: ['jpeg.ghost', 'sound.spectrogram'].map((check) => ({ ...piece!, check, family: 'edit' })),
    }),
    preview: null,
    maps: new Map([
      [0, bare],
      [1, telling],
    ]),
  })
  await purgeCase(job)
  expect([bare, telling].map((file) => fs.existsSync(pathOf(file)))).toEqual([true, false])
  const { copies } = await readCase(team.moderator, { number })
  expect(copies.filter(({ deletedAt }) => deletedAt === null).map(({ id }) => id)).toEqual([bare.id])
  expect(await readMedia(team.moderator, { id: bare.id })).toMatchObject({ copy: 'map' })
  await expectRefusal(readMedia(team.moderator, { id: telling.id }), 'not_found')
})

test('what a spectrogram heard when goes with media that was kept, and what is so of all of it stays', async () => {
  const opened = await openTestCase(team.moderator, { title, file: await storePicture(title), zeroRetention: false })
  const { detectionId, caseId, number } = opened
  const whole = { seconds: 4, highestHz: 8000, strongestHz: 440 }
  const facts = { ...whole, levelsHz: '250 8000', levelsWindow: 2, levelsDb: '-20 -40; -3 -30' }
  const [piece] = analysis().evidence
  const spectrogram = { ...piece!, check: 'sound.spectrogram', family: 'signal' as const, facts }
  const found = analysis({ evidence: [spectrogram] })
  await finishDetection(team.worker, { detectionId, analysis: found, preview: null, maps: new Map() })
  const factsNow = async () => (await readCase(team.moderator, { number })).detections[0]?.evidence[0]?.facts
  expect(await factsNow()).toEqual(facts)
  await orderPurge(team.manager, { caseId, reason: 'It is not ours.' })
  await purgeCase({ teamId: team.teamId, caseId })
  expect(await factsNow()).toEqual(whole)
  expect((await readStored(db, detectionId)).retention).toBe('purged')
})

test('a copy that came while the others were deleted is deleted before anything is noted', async () => {
  const { detectionId, caseId, job } = await openZero()
  await finish(detectionId)
  const started = await startPurge(team.worker, { caseId })
  const late = await storePicture('late.png')
  const { id, storeKey, sizeBytes } = late
  await db.owner`insert into media (id, team_id, case_id, copy, store, store_key, media_type, content_type, filename, size_bytes, sha256)
    values (${id}, ${team.teamId}, ${caseId}, 'preview', 'disk', ${storeKey}, 'image', 'image/png', 'p', ${sizeBytes}, 'x')`
  const says = { result: 'gone', proof: 'probed', says: 'Looked.' } as const
  const attempted = started!.steps.map((step) => ({ step, outcome: says }))
  await recordSteps(team.worker, { caseId, attempted })
  expect(await finishPurge(team.worker, { caseId })).toBe('again')
  expect((await readStored(db, detectionId)).fileDeletedAt).toBeNull()
  await purgeCase(job)
  expect(fs.existsSync(pathOf(late))).toBe(false)
  expect((await readStored(db, detectionId)).retention).toBe('purged')
})

test('members see the media until it is deleted, and nobody afterwards', async () => {
  const { file, detectionId, job } = await openZero()
  expect(await readMedia(team.moderator, { id: file.id })).toMatchObject({ copy: 'original' })
  const key: Actor = { kind: 'api-key', teamId: team.teamId, keyId: crypto.randomUUID(), scopes: ['read'] }
  await expectRefusal(readMedia(key, { id: file.id }), 'not_found')
  await finish(detectionId)
  await purgeCase(job)
  await expectRefusal(readMedia(team.moderator, { id: file.id }), 'not_found')
})

test('a case that keeps its media is never purged, and nobody but the worker purges', async () => {
  const file = await storePicture('kept.png')
  const { caseId, detectionId } = await openTestCase(team.moderator, { file })
  await finish(detectionId)
  await purgeCase({ teamId: team.teamId, caseId })
  expect(fs.existsSync(pathOf(file))).toBe(true)
  for (const actor of [team.admin, team.operator]) {
    await expectRefusal(startPurge(actor, { caseId }), 'forbidden')
    await expectRefusal(recordSteps(actor, { caseId, attempted: [] }), 'forbidden')
    await expectRefusal(finishPurge(actor, { caseId }), 'forbidden')
  }
})

test('two workers at one case: it is purged once, with one receipt that fits its steps', async () => {
  const { detectionId, number, caseId, job } = await openZero()
  await finish(detectionId)
  await Promise.all([purgeCase(job), purgeCase(job), purgeCase(job)])
  expect((await readStored(db, detectionId)).retention).toBe('purged')
  const { entries } = await listEvents(team.manager, { caseNumber: number, types: ['case.purged'] })
  const { document, sha256 } = await readReceipt(team.manager, { number })
  expect(entries.map(({ facts }) => facts.receipt)).toEqual([sha256])
  const steps =
    await db.owner`select copy, result from purge_steps where case_id = ${caseId} and required order by position`
  const told = document.copies.filter(({ required }) => required).map(({ copy, result }) => ({ copy, result }))
  expect([...steps]).toEqual(told)
})
