import '../support/data-folder'
import { expect, test } from 'vitest'
import { settling } from '@/lib/detect/may-repeat'
import { useTestDatabase } from '../support/database'
import { type HostedStep, paymentRequired } from '../support/hosted-api'
import { useRemoteDesk } from '../support/remote-desk'
import {
  disconnectInstance,
  jobsOfDetection,
  openStoredCase,
  passSeconds,
  runOf,
  workOne,
} from '../support/remote-detector'

const db = useTestDatabase()
const desk = useRemoteDesk()

const posts = () => desk.api.requests.filter(({ route }) => route === 'POST /detect')
const connectionOf = async () =>
  (await db.owner`select * from detector_connections where team_id = ${desk.team.teamId}`)[0] ?? {}

const permanent: [name: string, step: HostedStep, moderator: RegExp, admin: RegExp][] = [
  ['401', { kind: 'status', status: 401 }, /does not accept this team’s key.*Ask an admin/, /refused the key \(401\)/],
  ['402', paymentRequired, /no money left/, /\(402\).*0\.42/],
  ['403', { kind: 'status', status: 403 }, /may not have this kind/, /\(403\)/],
  [
    '400',
    { kind: 'status', status: 400, body: { success: false, error: 'No face found' } },
    /refused this: “No face found”/,
    /No face found/,
  ],
  ['422', { kind: 'status', status: 422, body: { message: 'No' } }, /refused this/, /\(422\)/],
]
test.each(permanent)(
  '%s ends the case with a sentence for each reader, and may be tried again',
  async (_name, step, moderator, admin) => {
    const { detectionId, caseId } = await openStoredCase(desk.team.moderator)
    desk.api.script('POST /detect', step)
    await workOne(db, detectionId)
    const run = await runOf(db, detectionId)
    expect(run).toMatchObject({ state: 'ended', status: 'failed', case_state: 'failed', trouble: null })
    expect(run.error_message).toMatch(moderator)
    expect(run.failure).toBe(run.error_message)
    expect(run.trouble_for_admin).toMatch(admin)
    expect((await connectionOf()).last_error).toMatch(admin)
    expect(await jobsOfDetection(db, detectionId)).toHaveLength(0)
    const { retryDetection } = await import('@/lib/detect/retry-detection')
    const again = await retryDetection(desk.team.moderator, { caseId })
    await workOne(db, again.detectionId)
    expect(await runOf(db, again.detectionId)).toMatchObject({ state: 'sent', case_state: 'analysing' })
  },
)

const transient: [name: string, step: HostedStep, after: number, unsent: boolean][] = [
  ['429 with Retry-After', { kind: 'status', status: 429, headers: { 'retry-after': '42' } }, 42, true],
  ['429', { kind: 'status', status: 429 }, 5, true],
  ['500', { kind: 'status', status: 500 }, 5, false],
  ['503 with Retry-After', { kind: 'status', status: 503, headers: { 'retry-after': '17' } }, 17, false],
  ['an HTML error page', { kind: 'html', status: 502 }, 5, false],
  ['HTML in place of an answer', { kind: 'html', status: 200 }, 5, false],
  ['an answer that is cut off', { kind: 'raw', status: 200, body: '{"success":true,"item":{"uu' }, 5, false],
]
test.each(transient)('%s is noted and tried again', async (_name, step, after, unsent) => {
  const { detectionId } = await openStoredCase(desk.team.moderator)
  desk.api.script('POST /detect', step)
  await workOne(db, detectionId)
  const run = await runOf(db, detectionId)
  expect(run).toMatchObject({ state: unsent ? 'queued' : 'sending', status: 'processing', case_state: 'analysing' })
  expect(run.stage).toMatch(/tries again by itself/)
  expect(run.trouble_for_admin).toMatch(new RegExp(desk.api.host))
  const [job] = await jobsOfDetection(db, detectionId)
  expect(job?.name).toBe('detection.send')
  expect(job?.due).toBeGreaterThan(after - 2)
  expect(job?.due).toBeLessThan(after + 2)
  await passSeconds(db, detectionId, settling)
  await workOne(db, detectionId)
  expect(await runOf(db, detectionId)).toMatchObject({ state: 'sent', trouble: null })
  expect(desk.api.detections).toHaveLength(1)
})

test('an API that cannot be reached for two hours: given up, with a reason', async () => {
  const { detectionId } = await openStoredCase(desk.team.moderator)
  await desk.api.stop()
  await workOne(db, detectionId)
  expect(await runOf(db, detectionId)).toMatchObject({ state: 'queued', status: 'processing' })
  await passSeconds(db, detectionId, 7201)
  await workOne(db, detectionId)
  const run = await runOf(db, detectionId)
  expect(run).toMatchObject({ state: 'ended', status: 'failed', case_state: 'failed' })
  expect(run.error_message).toMatch(/for 2 hours, so the analysis was given up/)
})

test('an API that takes no callback of ours is asked instead, and one upload is no two detections', async () => {
  const { detectionId } = await openStoredCase(desk.team.moderator)
  const body = { success: false, message: 'callback_url must be public HTTPS.' }
  desk.api.script('POST /detect', { kind: 'status', status: 400, body })
  await workOne(db, detectionId)
  expect(posts()).toHaveLength(2)
  expect(posts()[1]?.fields.callback_url).toBeUndefined()
  expect(await runOf(db, detectionId)).toMatchObject({ state: 'sent', sends: 1 })
})

test('without a connection any more, or with a key that cannot be read, it ends with a reason', async () => {
  const { detectionId } = await openStoredCase(desk.team.moderator)
  disconnectInstance()
  await workOne(db, detectionId)
  expect((await runOf(db, detectionId)).error_message).toMatch(/No Detect API is connected any more/)
  await db.owner`update detector_connections set url = 'https://a.example/api/v2', key_sealed = 'v1.broken'
    where team_id = ${desk.team.teamId}`
  const { detectionId: other } = await openStoredCase(desk.team.moderator)
  await workOne(db, other)
  expect((await runOf(db, other)).error_message).toMatch(/key cannot be read/)
  await db.owner`update detector_connections set url = null, key_sealed = null where team_id = ${desk.team.teamId}`
})

test('media that is gone, and a case that was deleted, are not handed over', async () => {
  const gone = await openStoredCase(desk.team.moderator)
  await db.owner`update media set deleted_at = now() where case_id = ${gone.caseId}`
  await workOne(db, gone.detectionId)
  expect((await runOf(db, gone.detectionId)).error_message).toMatch(/no longer on this server/)
  const { withdrawCase } = await import('@/lib/cases/withdraw-case')
  const withdrawn = await openStoredCase(desk.team.moderator)
  await withdrawCase(desk.team.manager, { uuid: withdrawn.detectionId })
  await workOne(db, withdrawn.detectionId)
  expect(desk.api.requests).toHaveLength(0)
})

test('deleted while it is there: it is deleted there too', async () => {
  const { detectionId } = await openStoredCase(desk.team.moderator)
  await workOne(db, detectionId)
  const { withdrawCase } = await import('@/lib/cases/withdraw-case')
  await withdrawCase(desk.team.manager, { uuid: detectionId })
  await workOne(db, detectionId)
  expect(desk.api.detections).toHaveLength(0)
  expect(await runOf(db, detectionId)).toMatchObject({ state: 'ended', status: 'failed' })
})
