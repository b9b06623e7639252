import { beforeAll, expect, test } from 'vitest'
import { failDetection } from '@/lib/detect/fail-detection'
import { finishDetection } from '@/lib/detect/finish-detection'
import { readIntelligence } from '@/lib/detect/list-intelligences'
import { readDetection } from '@/lib/detect/read-detection'
import { requestIntelligence } from '@/lib/detect/request-intelligence'
import { DetectionParameters } from '@/lib/detect/request-parameters'
import { giveUpIntelligence, writeIntelligence } from '@/lib/detect/write-intelligence'
import { useTestDatabase } from '../support/database'
import { fakePicture, plainPicture } from '../support/examined'
import { makeTeam, type TestTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'
import { openTestCase, openWaitingCase } from '../support/rows'

const db = useTestDatabase()
let team: TestTeam

beforeAll(async () => {
  team = await makeTeam()
})

const withReport = DetectionParameters.parse({ intelligence: true, inferFromIntelligence: true })
const finish = (detectionId: string, analysis = plainPicture) =>
  finishDetection(team.worker, { detectionId, analysis, preview: null, maps: new Map() })
const read = async (detectionId: string) => (await readDetection(team.worker, { uuid: detectionId })).intelligence
const jobOf = (detectionId: string) => ({ teamId: team.teamId, detectionId })
const queued = (detectionId: string) =>
  db.owner`select 1 from pgboss.job where name = 'intelligence.write' and data->>'detectionId' = ${detectionId}`
const eventsOf = async (detectionId: string) => {
  const rows = await db.owner`select type from audit_events where facts->>'detectionId' = ${detectionId} order by id`
  return rows.map(({ type }) => type)
}

test('a report asked for with the media is written once the detection has ended', async () => {
  const { detectionId } = await openTestCase(team.moderator, { parameters: withReport })
  await writeIntelligence(jobOf(detectionId))
  expect(await read(detectionId)).toMatchObject({ status: 'processing', description: null })
  await finish(detectionId, fakePicture)
  expect(await queued(detectionId)).toHaveLength(1)
  await writeIntelligence(jobOf(detectionId))
  expect(await read(detectionId)).toMatchObject({
    status: 'completed',
    errorMessage: null,
    description: { authenticity_analysis: expect.stringMatching(/^The verdict is “Fake”/) },
  })
  expect((await eventsOf(detectionId)).filter((type) => type.startsWith('intelligence.'))).toEqual([
    'intelligence.requested',
    'intelligence.completed',
  ])
})

test('the job may come again: a report that has ended is left as it is', async () => {
  const { detectionId } = await openTestCase(team.moderator, { parameters: withReport })
  await finish(detectionId)
  await writeIntelligence(jobOf(detectionId))
  const written = await read(detectionId)
  const events = await eventsOf(detectionId)
  await writeIntelligence(jobOf(detectionId))
  await giveUpIntelligence(jobOf(detectionId))
  expect(await read(detectionId)).toEqual(written)
  expect(await eventsOf(detectionId)).toEqual(events)
})

test('infer_from_intelligence lifts no verdict: a report by rule knows nothing more', async () => {
  for (const inferFromIntelligence of [true, false]) {
    const parameters = { ...withReport, inferFromIntelligence }
    const { detectionId, caseId } = await openTestCase(team.moderator, { parameters })
    await finish(detectionId)
    await writeIntelligence(jobOf(detectionId))
    const { result } = await readDetection(team.worker, { uuid: detectionId })
    expect(result?.verdict).toEqual(plainPicture.verdict)
    const [row] = await db.owner`select verdict_label, verdict_score from cases where id = ${caseId}`
    expect(row).toEqual({ verdict_label: 'Neutral/Uncertain', verdict_score: 0.5 })
  }
})

test('a job that fails for the last time ends the report with a sentence, and it can be asked for again', async () => {
  const { detectionId } = await openTestCase(team.moderator, { parameters: withReport })
  await finish(detectionId)
  await giveUpIntelligence(jobOf(detectionId))
  expect(await read(detectionId)).toMatchObject({
    status: 'failed',
    errorMessage: 'The report could not be written, because of an error on this server. Ask for it again.',
  })
  const { intelligenceId } = await requestIntelligence(team.moderator, { detectionId })
  expect((await read(detectionId))?.id).toBe(intelligenceId)
  await writeIntelligence(jobOf(detectionId))
  expect(await read(detectionId)).toMatchObject({ status: 'completed', errorMessage: null })
})

test('a failed analysis has a failed report, also when it is asked for afterwards', async () => {
  const asked = await openTestCase(team.moderator, { parameters: withReport })
  const late = await openTestCase(team.moderator)
  for (const { detectionId } of [asked, late]) {
    await failDetection(team.worker, { detectionId, reason: 'The picture cannot be read.' })
    await requestIntelligence(team.moderator, { detectionId })
    expect(await read(detectionId)).toMatchObject({ status: 'failed', errorMessage: expect.stringMatching(/failed/) })
    expect(await queued(detectionId)).toHaveLength(0)
  }
})

test('asked for on a finished detection it is written at once; on a running one when that ends; twice it is one', async () => {
  const { detectionId } = await openWaitingCase(team.moderator)
  const first = await requestIntelligence(team.moderator, { detectionId })
  expect(await requestIntelligence(team.manager, { detectionId })).toEqual(first)
  expect(await queued(detectionId)).toHaveLength(1)

  const running = await openTestCase(team.moderator)
  await requestIntelligence(team.moderator, { detectionId: running.detectionId })
  expect(await queued(running.detectionId)).toHaveLength(0)
  await finish(running.detectionId)
  expect(await queued(running.detectionId)).toHaveLength(1)
})

test('a detection that ends while its report is asked for is not missed', async () => {
  for (let round = 0; round < 10; round++) {
    const { detectionId } = await openTestCase(team.moderator)
    await Promise.all([requestIntelligence(team.moderator, { detectionId }), finish(detectionId)])
    expect(await queued(detectionId)).toHaveLength(1)
  }
})

test('a callback of its own becomes due when the report ends, or at once where it has ended', async () => {
  const { detectionId } = await openWaitingCase(team.moderator)
  const callbackUrl = 'https://example.test/hook'
  const { intelligenceId } = await requestIntelligence(team.moderator, { detectionId, callbackUrl })
  const statuses = async () => {
    const rows =
      await db.owner`select status from callbacks where intelligence_id = ${intelligenceId} order by created_at`
    return rows.map(({ status }) => status)
  }
  expect(await statuses()).toEqual(['waiting'])
  await writeIntelligence(jobOf(detectionId))
  expect(await statuses()).toEqual(['due'])
  await requestIntelligence(team.moderator, { detectionId, callbackUrl })
  expect(await statuses()).toEqual(['due', 'due'])
})

test('a zero-retention case is purged only after its report', async () => {
  const { detectionId, caseId } = await openTestCase(team.moderator, { parameters: withReport, zeroRetention: true })
  const purges = () => db.owner`select 1 from pgboss.job where name = 'case.purge' and data->>'caseId' = ${caseId}`
  await finish(detectionId)
  expect(await purges()).toHaveLength(0)
  await writeIntelligence(jobOf(detectionId))
  expect(await purges()).toHaveLength(1)
})

test('who may not, and what is not there', async () => {
  const { detectionId } = await openWaitingCase(team.moderator)
  const stranger = await makeTeam()
  await expectRefusal(requestIntelligence(stranger.admin, { detectionId }), 'not_found', /^Detect not found$/)
  const reading = { kind: 'api-key', teamId: team.teamId, keyId: crypto.randomUUID(), scopes: ['read'] } as const
  await expectRefusal(requestIntelligence({ ...reading, scopes: ['read'] }, { detectionId }), 'forbidden', /"submit"/)
  await expectRefusal(
    requestIntelligence(team.moderator, { detectionId, mediaType: 'audio' }),
    'bad_request',
    /media_type is audio, but the detection’s media is image/,
  )
  const { intelligenceId } = await requestIntelligence(team.moderator, { detectionId, mediaType: 'image' })
  await expectRefusal(readIntelligence(stranger.admin, { uuid: intelligenceId }), 'not_found')
})
