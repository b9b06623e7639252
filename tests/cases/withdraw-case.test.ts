import '../support/data-folder'
import fs from 'node:fs'
import path from 'node:path'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { listEvents } from '@/lib/audit/list-events'
import { caseStates, mayFollow } from '@/lib/cases/case-states'
import { claimCase } from '@/lib/cases/claim-case'
import { decideCase } from '@/lib/cases/decide-case'
import { readCase } from '@/lib/cases/read-case'
import { readRail } from '@/lib/cases/read-rail'
import { storeFetchedMedia } from '@/lib/cases/store-fetched-media'
import { undoDecision } from '@/lib/cases/undo-decision'
import { withdrawCase } from '@/lib/cases/withdraw-case'
import { failDetection } from '@/lib/detect/fail-detection'
import { finishDetection } from '@/lib/detect/finish-detection'
import { reportProgress } from '@/lib/detect/report-progress'
import { DetectionParameters } from '@/lib/detect/request-parameters'
import { retryDetection } from '@/lib/detect/retry-detection'
import { env } from '@/lib/env'
import { purgeCase } from '@/lib/retention/purge-case'
import { askReview } from '@/lib/reviews/ask-review'
import { findCanary, newCanary, tellingJpeg } from '../support/canary'
import { dataFolder } from '../support/data-folder'
import { useTestDatabase } from '../support/database'
import { makeTeam, type TestTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'
import { analysis, openTestCase, openWaitingCase, storedFile } from '../support/rows'
import { jobsOf, passDeadline, readStored, work } from '../support/zero-retention'

const db = useTestDatabase()
let team: TestTeam

beforeAll(() => {
  env().DATABASE_APP_URL = db.appUrl
})
beforeEach(async () => {
  team = await makeTeam()
})

const finish = (detectionId: string) =>
  finishDetection(team.worker, { detectionId, analysis: analysis(), preview: null, maps: new Map() })
const events = async (number: number) =>
  (await listEvents(team.manager, { caseNumber: number })).entries.map(({ type }) => type)

test('closed follows every state', () => {
  expect(caseStates.filter((state) => !mayFollow(state, 'closed'))).toEqual([])
  expect(caseStates.filter((state) => mayFollow('closed', state))).toEqual(['closed'])
})

test('a second look that somebody asked for ends with the case, and the trail says so', async () => {
  const { caseId, number, detectionId } = await openWaitingCase(team.moderator)
  await decideCase(team.manager, { caseId, finding: 'authentic', reason: 'Real.' })
  await askReview(team.admin, { caseId, reason: 'Look again.' })
  await withdrawCase(team.admin, { uuid: detectionId })
  expect(await events(number)).toContain('review.withdrawn')
  expect((await readRail(team.admin, { number })).review).toBeNull()
})

test('a case that waits, is claimed, decided or failed is closed by its withdrawal; its verdict stays', async () => {
  const waiting = await openWaitingCase(team.moderator)
  const claimed = await openWaitingCase(team.moderator)
  await claimCase(team.moderator, { caseId: claimed.caseId })
  const decided = await openWaitingCase(team.moderator)
  const { decisionId } = await decideCase(team.moderator, {
    caseId: decided.caseId,
    finding: 'authentic',
    reason: 'Real.',
  })
  const failed = await openTestCase(team.moderator)
  await failDetection(team.worker, { detectionId: failed.detectionId, reason: 'Broken.' })
  for (const { caseId, detectionId, number } of [waiting, claimed, decided, failed]) {
    expect(await withdrawCase(team.manager, { uuid: detectionId })).toEqual({ caseId })
    const read = await readCase(team.moderator, { number })
    expect(read.case).toMatchObject({ state: 'closed', claimedBy: null, failure: null, retention: 'due' })
    expect(read.case.withdrawnAt).toBeInstanceOf(Date)
    expect(read.detections[0]?.deletedAt).toBeInstanceOf(Date)
    expect(await jobsOf(db, 'case.purge', await readStored(db, detectionId))).toBe(1)
    expect((await events(number)).at(0)).toBe('case.withdrawn')
    await expectRefusal(withdrawCase(team.manager, { uuid: detectionId }), 'not_found', /^Detect not found$/)
    await expectRefusal(retryDetection(team.moderator, { caseId }), 'conflict', /closed|deleted/)
    await expectRefusal(
      decideCase(team.moderator, { caseId, finding: 'authentic', reason: 'x' }),
      'conflict',
      /deleted/,
    )
    await expectRefusal(claimCase(team.moderator, { caseId }), 'conflict', /deleted over the API/)
  }
  expect((await readCase(team.moderator, { number: waiting.number })).case).toMatchObject({ verdictScore: 0.5 })
  await expectRefusal(undoDecision(team.moderator, { caseId: decided.caseId, decisionId }), 'conflict', /deleted/)
})

test('one that is being analysed ends at once, and keeps nothing when its analysis comes back', async () => {
  const { detectionId, caseId, number } = await openTestCase(team.moderator, {
    parameters: DetectionParameters.parse({ intelligence: true }),
    callback: { url: 'https://receiver.example/outcome', waitForIntelligence: null },
  })
  expect(await reportProgress(team.worker, { detectionId, stage: 'Looking', progress: 0.4 })).toEqual({
    processing: true,
  })
  await withdrawCase(team.admin, { uuid: detectionId })
  expect(await reportProgress(team.worker, { detectionId, stage: 'Looking', progress: 0.5 })).toEqual({
    processing: false,
  })
  expect(await finish(detectionId)).toEqual({ kept: false })
  expect(await failDetection(team.worker, { detectionId, reason: 'Late.' })).toEqual({ ended: false })
  const read = await readCase(team.moderator, { number })
  expect(read.detections).toMatchObject([
    { status: 'failed', errorMessage: 'Deleted over the API, before it had ended.', stage: null },
  ])
  const [report] = await db.owner`select status, error_message from intelligences where detection_id = ${detectionId}`
  expect(report).toMatchObject({ status: 'failed' })
  const [callback] = await db.owner`select status, ended_at from callbacks where detection_id = ${detectionId}`
  expect(callback).toMatchObject({ status: 'failed', ended_at: expect.any(Date) })
  expect(await jobsOf(db, 'callback.deliver', await readStored(db, detectionId))).toBe(0)
  expect((await events(number)).toSorted()).toEqual([
    'callback.failed',
    'case.opened',
    'case.withdrawn',
    'detection.failed',
    'detection.started',
    'intelligence.failed',
    'intelligence.requested',
  ])
  await purgeCase({ teamId: team.teamId, caseId })
  expect((await readStored(db, detectionId)).retention).toBe('purged')
})

test('a fetch that comes back after the withdrawal brings nothing', async () => {
  const opened = await openTestCase(team.moderator, {
    source: 'url',
    sourceUrl: 'https://example.org/a-secret-name.png',
    title: 'a-secret-name.png',
    file: null,
  })
  await withdrawCase(team.admin, { uuid: opened.detectionId })
  expect(await findCanary(db, 'a-secret-name')).toEqual([])
  const { caseId, detectionId } = opened
  await expectRefusal(
    storeFetchedMedia(team.worker, { caseId, detectionId, file: storedFile(team.teamId) }),
    'conflict',
  )
})

test('everything that tells of the media goes, from every run; what was decided stays', async () => {
  const canary = newCanary()
  const bytes = await tellingJpeg(canary)
  const file = storedFile(team.teamId, {
    contentType: 'image/jpeg',
    filename: `${canary}.jpg`,
    sizeBytes: bytes.length,
  })
  const stored = path.join(dataFolder, 'media', file.storeKey)
  fs.mkdirSync(path.dirname(stored), { recursive: true })
  fs.writeFileSync(stored, bytes)
  const opened = await openTestCase(team.moderator, { title: `${canary}.jpg`, file })
  const { caseId, detectionId, number } = opened
  await failDetection(team.worker, { detectionId, reason: 'A fault of the server.' })
  const again = await retryDetection(team.moderator, { caseId })
  await work(await readStored(db, again.detectionId))
  const [run] = await db.owner`select id from detections where id = ${again.detectionId}`
  await db.owner`insert into intelligences (team_id, detection_id, status, description)
    values (${team.teamId}, ${run!.id}, 'completed', ${db.owner.json({ context: `Names ${canary}.` })})`
  await db.owner`insert into questions (team_id, detection_id, asked_by_kind, query, status, answer)
    values (${team.teamId}, ${run!.id}, 'member', ${`Who is ${canary}?`}, 'completed', ${`It is ${canary}.`})`
  await db.owner`insert into feedback (team_id, detection_id, given_by_kind, given_by_id, type, comment, source)
    values (${team.teamId}, ${run!.id}, 'member', ${team.admin.memberId}, 'correct', ${`That is ${canary}.`}, 'api')`
  await decideCase(team.moderator, { caseId, finding: 'synthetic', reason: 'It says so itself.' })
  expect(await findCanary(db, canary)).toEqual(
    expect.arrayContaining(['public.evidence.explain', 'public.feedback.comment', 'public.questions.query']),
  )

  // Through either of its runs.
  await withdrawCase(team.admin, { uuid: detectionId })
  expect(await findCanary(db, canary)).toEqual([])
  expect(fs.existsSync(stored)).toBe(true)
  await purgeCase({ teamId: team.teamId, caseId })
  expect(fs.existsSync(path.join(dataFolder, 'media', team.teamId))).toBe(true)
  expect(fs.readdirSync(path.dirname(stored))).toEqual([])
  const read = await readCase(team.moderator, { number })
  expect(read.case).toMatchObject({ retention: 'purged', title: expect.stringMatching(/^redacted_[0-9a-f]{24}\.jpg$/) })
  expect(read.copies.every(({ deletedAt, sha256 }) => deletedAt && sha256 === '')).toBe(true)
  expect(read.detections.map(({ status, deletedAt }) => [status, deletedAt !== null])).toEqual([
    ['completed', true],
    ['failed', true],
  ])
  expect(read.detections[0]).toMatchObject({ label: 'Fake', result: { peaks: [], c2pa: { manifests: {} } } })
  expect(read.decisions).toMatchObject([{ finding: 'synthetic', reason: 'It says so itself.' }])
  const { entries } = await listEvents(team.manager, { caseNumber: number, types: ['case.purged'] })
  expect(entries).toMatchObject([{ facts: { because: 'withdrawn' } }])
})

test('a case that was purged already under zero retention loses what could stay', async () => {
  const title = 'redacted_0123456789abcdef01234567.png'
  const { detectionId, caseId, number } = await openTestCase(team.moderator, { title, zeroRetention: true })
  const map = { ...storedFile(team.teamId), width: 4, height: 4 }
  const [piece] = analysis().evidence
  const ghost = analysis({ evidence: [{ ...piece!, check: 'jpeg.ghost', family: 'edit' }] })
  await finishDetection(team.worker, { detectionId, analysis: ghost, preview: null, maps: new Map([[0, map]]) })
  await passDeadline(db, caseId)
  await purgeCase({ teamId: team.teamId, caseId })
  expect(await readStored(db, detectionId)).toMatchObject({ retention: 'purged' })
  await withdrawCase(team.admin, { uuid: detectionId })
  expect(await readStored(db, detectionId)).toMatchObject({ retention: 'due', fileDeletedAt: null })
  await purgeCase({ teamId: team.teamId, caseId })
  const read = await readCase(team.moderator, { number })
  const redacted = expect.stringMatching(/^redacted_[0-9a-f]{24}\.png$/)
  expect(read.case).toMatchObject({ retention: 'purged', purgeReason: 'withdrawn', title: redacted })
  expect(read.copies.map(({ deletedAt }) => deletedAt !== null)).toEqual([true, true])
})

test('what was deleted does not come back under its Idempotency-Key', async () => {
  const idempotency = { key: 'api:once', hash: 'h' }
  const { detectionId } = await openTestCase(team.moderator, { idempotency })
  await withdrawCase(team.admin, { uuid: detectionId })
  await expectRefusal(openTestCase(team.moderator, { idempotency }), 'conflict', /has been deleted/)
})

test('who may not delete is refused, and another team’s detection is unknown', async () => {
  const { detectionId, number } = await openWaitingCase(team.moderator)
  await expectRefusal(withdrawCase(team.moderator, { uuid: detectionId }), 'forbidden')
  await expectRefusal(withdrawCase(team.worker, { uuid: detectionId }), 'forbidden')
  const stranger = await makeTeam()
  await expectRefusal(withdrawCase(stranger.admin, { uuid: detectionId }), 'not_found', /^Detect not found$/)
  await expectRefusal(withdrawCase(team.admin, { uuid: 'nonsense' }), 'not_found')
  expect((await readCase(team.moderator, { number })).case.state).toBe('waiting')
})

test('of two deletions at once one is made', async () => {
  const { detectionId, number } = await openWaitingCase(team.moderator)
  const both = await Promise.allSettled([1, 2].map(() => withdrawCase(team.admin, { uuid: detectionId })))
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect((await events(number)).filter((type) => type === 'case.withdrawn')).toHaveLength(1)
})
