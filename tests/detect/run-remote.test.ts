import '../support/data-folder'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { closeAgents } from '@/lib/detect/detectors/remote-agent'
import { noteSending } from '@/lib/detect/note-sending'
import { runDetection } from '@/lib/detect/run-detection'
import { settling, waitForCallback } from '@/lib/detect/run-remote'
import { type CallbackDoor, openCallbackDoor } from '../support/callback-door'
import { useTestDatabase } from '../support/database'
import { type HostedApi, type HostedStep, paymentRequired, startHostedApi } from '../support/hosted-api'
import { makeTeam, type TestTeam } from '../support/people'
import {
  chooseDetectors,
  connectInstance,
  disconnectInstance,
  jobsOfDetection,
  openStoredCase,
  passSeconds,
  runOf,
  workOne,
} from '../support/remote-detector'

const db = useTestDatabase()
let api: HostedApi
let door: CallbackDoor
let team: TestTeam

beforeAll(async () => {
  door = await openCallbackDoor()
  team = await makeTeam()
  await chooseDetectors(team.admin, 'remote')
})
beforeEach(async () => {
  api = await startHostedApi({ finishAfter: null })
  connectInstance(api)
  return () => api.stop()
})
afterAll(async () => {
  disconnectInstance()
  await closeAgents()
  await door.stop()
})

const posts = () => api.requests.filter(({ route }) => route === 'POST /detect')
const eventsOf = async (detectionId: string) => {
  const rows =
    await db.owner`select type, facts from audit_events where facts->>'detectionId' = ${detectionId} order by id`
  return rows.map(({ type }) => type)
}
const connectionOf = async () =>
  (await db.owner`select * from detector_connections where team_id = ${team.teamId}`)[0] ?? {}

test('a file is handed over once, under a name of nobody’s, and asked about soon', async () => {
  const { detectionId, sha256 } = await openStoredCase(team.moderator)
  await workOne(db, detectionId)
  const [sent, ...others] = posts()
  expect(others).toHaveLength(0)
  const marker = `docket-${detectionId.replaceAll('-', '')}.png`
  expect(sent?.file).toMatchObject({ filename: marker, contentType: 'image/png', sha256 })
  expect(sent?.fields).toMatchObject({ zero_retention_mode: 'false', visualize: 'true' })
  expect(sent?.fields.callback_url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/api\/callbacks\/detection\/[\w-]{43}$/)
  expect(sent?.headers['idempotency-key']).toBe(`docket-${detectionId.replaceAll('-', '')}`)
  const run = await runOf(db, detectionId)
  expect(run).toMatchObject({ state: 'sent', marker, remote_uuid: api.detections[0]?.uuid, sends: 1, trouble: null })
  expect(run.stage).toBe(`Being analysed by ${api.host}.`)
  expect(await eventsOf(detectionId)).toEqual(['detection.started', 'detection.sent'])
  const [job, ...more] = await jobsOfDetection(db, detectionId)
  expect(more).toHaveLength(0)
  expect(job).toMatchObject({ name: 'detection.poll', data: { ask: 0 } })
  expect(job?.due).toBeGreaterThan(3)
  expect((await connectionOf()).last_success_at).not.toBeNull()
})

test('the job may come again: what was sent is not sent once more', async () => {
  const { detectionId } = await openStoredCase(team.moderator)
  const attempt = { number: 1, last: false, signal: new AbortController().signal }
  const payload = { teamId: team.teamId, detectionId }
  await Promise.all([runDetection(payload, attempt), runDetection(payload, attempt)])
  await runDetection(payload, attempt)
  expect(posts()).toHaveLength(1)
})

test('an answer that was lost is looked up: found, it is not sent again', async () => {
  for (const kind of ['lose', 'cut'] as const) {
    const { detectionId } = await openStoredCase(team.moderator)
    const before = posts().length
    api.script('POST /detect', { kind })
    await workOne(db, detectionId)
    const unsure = await runOf(db, detectionId)
    expect(unsure).toMatchObject({ state: 'sending', status: 'processing', case_state: 'analysing' })
    expect(unsure.trouble).toMatch(/tries again by itself/)
    expect(unsure.stage).toBe(unsure.trouble)
    expect((await connectionOf()).last_error).toMatch(new RegExp(api.host))
    await workOne(db, detectionId)
    expect(await runOf(db, detectionId)).toMatchObject({
      state: 'sent',
      sends: 1,
      remote_uuid: api.detections.at(-1)?.uuid,
      trouble: null,
    })
    expect(posts()).toHaveLength(before + 1)
  }
})

test('a worker killed while it sent: the next looks before it sends', async () => {
  for (const arrived of [true, false]) {
    const { detectionId } = await openStoredCase(team.moderator)
    const before = api.detections.length
    if (arrived) {
      // Sent by somebody who did not live to note the answer.
      await workOne(db, detectionId)
      await db.owner`update remote_runs set state = 'sending', remote_uuid = null where detection_id = ${detectionId}`
      await db.owner`delete from pgboss.job where data->>'detectionId' = ${detectionId}`
      await runDetection(
        { teamId: team.teamId, detectionId },
        { number: 2, last: false, signal: new AbortController().signal },
      )
      expect(await runOf(db, detectionId)).toMatchObject({ state: 'sent', remote_uuid: api.detections.at(-1)?.uuid })
      expect(api.detections).toHaveLength(before + 1)
      continue
    }
    const marker = `docket-${detectionId.replaceAll('-', '')}.png`
    const seen = { state: 'queued' as const, sends: 0 }
    const expires = new Date(Date.now() + 60_000)
    await noteSending(team.worker, { detectionId, seen, marker, tokenHash: 'a'.repeat(64), tokenExpiresAt: expires })
    await workOne(db, detectionId)
    // Not there, but perhaps not there yet.
    expect(await runOf(db, detectionId)).toMatchObject({ state: 'sending', sends: 1 })
    expect(api.detections).toHaveLength(before)
    const [job] = await jobsOfDetection(db, detectionId)
    expect(job?.due).toBeGreaterThan(settling - 10)
    await passSeconds(db, detectionId, settling)
    await workOne(db, detectionId)
    expect(await runOf(db, detectionId)).toMatchObject({ state: 'sent', sends: 2 })
    expect(api.detections).toHaveLength(before + 1)
  }
})

test('a lost answer under zero retention: the callback tells, and nothing is sent again', async () => {
  const { detectionId } = await openStoredCase(team.moderator, 'image', { zeroRetention: true })
  api.script('POST /detect', { kind: 'lose' })
  await workOne(db, detectionId)
  expect(posts()[0]?.fields).toMatchObject({ zero_retention_mode: true, media_token: expect.any(String) })
  await passSeconds(db, detectionId, settling + 1)
  await workOne(db, detectionId)
  const unsure = await runOf(db, detectionId)
  expect(unsure).toMatchObject({ state: 'sending', sends: 1 })
  expect(unsure.trouble).toMatch(/waits for its callback, so that nothing is paid for twice/)
  await api.finish()
  expect(door.answers.at(-1)).toBe(204)
  await workOne(db, detectionId)
  expect(await runOf(db, detectionId)).toMatchObject({ state: 'ended', status: 'completed', sends: 1 })
  expect(posts()).toHaveLength(1)
})

test('under zero retention without any callback: given up with the truth, not paid twice', async () => {
  const { detectionId } = await openStoredCase(team.moderator, 'image', { zeroRetention: true })
  api.script('POST /detect', { kind: 'lose' })
  await workOne(db, detectionId)
  await passSeconds(db, detectionId, waitForCallback + 1)
  await workOne(db, detectionId)
  const run = await runOf(db, detectionId)
  expect(run).toMatchObject({ state: 'ended', status: 'failed', case_state: 'failed' })
  expect(run.error_message).toMatch(/cannot be told whether it took this media.*nothing is paid for twice/)
  expect(run.trouble_for_admin).toMatch(/may have accepted/)
  expect(posts()).toHaveLength(1)
})

test('under zero retention, where nothing there can be it, it is sent again', async () => {
  const { detectionId } = await openStoredCase(team.moderator, 'image', { zeroRetention: true })
  api.script('POST /detect', { kind: 'drop' })
  await workOne(db, detectionId)
  await passSeconds(db, detectionId, settling + 1)
  await workOne(db, detectionId)
  expect(await runOf(db, detectionId)).toMatchObject({ state: 'sent', sends: 2 })
  expect(api.detections).toHaveLength(1)
})

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
    const { detectionId, caseId } = await openStoredCase(team.moderator)
    api.script('POST /detect', step)
    await workOne(db, detectionId)
    const run = await runOf(db, detectionId)
    expect(run).toMatchObject({ state: 'ended', status: 'failed', case_state: 'failed', trouble: null })
    expect(run.error_message).toMatch(moderator)
    expect(run.failure).toBe(run.error_message)
    expect(run.trouble_for_admin).toMatch(admin)
    expect((await connectionOf()).last_error).toMatch(admin)
    expect(await jobsOfDetection(db, detectionId)).toHaveLength(0)
    const { retryDetection } = await import('@/lib/detect/retry-detection')
    const again = await retryDetection(team.moderator, { caseId })
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
  const { detectionId } = await openStoredCase(team.moderator)
  api.script('POST /detect', step)
  await workOne(db, detectionId)
  const run = await runOf(db, detectionId)
  expect(run).toMatchObject({ state: unsent ? 'queued' : 'sending', status: 'processing', case_state: 'analysing' })
  expect(run.stage).toMatch(/tries again by itself/)
  expect(run.trouble_for_admin).toMatch(new RegExp(api.host))
  const [job] = await jobsOfDetection(db, detectionId)
  expect(job?.name).toBe('detection.run')
  expect(job?.due).toBeGreaterThan(after - 2)
  expect(job?.due).toBeLessThan(after + 2)
  await passSeconds(db, detectionId, settling)
  await workOne(db, detectionId)
  expect(await runOf(db, detectionId)).toMatchObject({ state: 'sent', trouble: null })
  expect(api.detections).toHaveLength(1)
})

test('an API that cannot be reached for two hours: given up, with a reason', async () => {
  const { detectionId } = await openStoredCase(team.moderator)
  await api.stop()
  await workOne(db, detectionId)
  expect(await runOf(db, detectionId)).toMatchObject({ state: 'queued', status: 'processing' })
  await passSeconds(db, detectionId, 7201)
  await workOne(db, detectionId)
  const run = await runOf(db, detectionId)
  expect(run).toMatchObject({ state: 'ended', status: 'failed', case_state: 'failed' })
  expect(run.error_message).toMatch(/for 2 hours, so the analysis was given up/)
})

test('an API that takes no callback of ours is asked instead, and one upload is no two detections', async () => {
  const { detectionId } = await openStoredCase(team.moderator)
  const body = { success: false, message: 'callback_url must be public HTTPS.' }
  api.script('POST /detect', { kind: 'status', status: 400, body })
  await workOne(db, detectionId)
  expect(posts()).toHaveLength(2)
  expect(posts()[1]?.fields.callback_url).toBeUndefined()
  expect(await runOf(db, detectionId)).toMatchObject({ state: 'sent', sends: 1 })
})

test('without a connection any more, or with a key that cannot be read, it ends with a reason', async () => {
  const { detectionId } = await openStoredCase(team.moderator)
  disconnectInstance()
  await workOne(db, detectionId)
  expect((await runOf(db, detectionId)).error_message).toMatch(/No Detect API is connected any more/)
  await db.owner`update detector_connections set url = 'https://a.example/api/v2', key_sealed = 'v1.broken'
    where team_id = ${team.teamId}`
  const { detectionId: other } = await openStoredCase(team.moderator)
  await workOne(db, other)
  expect((await runOf(db, other)).error_message).toMatch(/key cannot be read/)
  await db.owner`update detector_connections set url = null, key_sealed = null where team_id = ${team.teamId}`
})

test('media that is gone, and a case that was deleted, are not handed over', async () => {
  const gone = await openStoredCase(team.moderator)
  await db.owner`update media set deleted_at = now() where case_id = ${gone.caseId}`
  await workOne(db, gone.detectionId)
  expect((await runOf(db, gone.detectionId)).error_message).toMatch(/no longer on this server/)
  const { withdrawCase } = await import('@/lib/cases/withdraw-case')
  const withdrawn = await openStoredCase(team.moderator)
  await withdrawCase(team.manager, { uuid: withdrawn.detectionId })
  await workOne(db, withdrawn.detectionId)
  expect(api.requests).toHaveLength(0)
})

test('deleted while it is there: it is deleted there too', async () => {
  const { detectionId } = await openStoredCase(team.moderator)
  await workOne(db, detectionId)
  const { withdrawCase } = await import('@/lib/cases/withdraw-case')
  await withdrawCase(team.manager, { uuid: detectionId })
  await workOne(db, detectionId)
  expect(api.detections).toHaveLength(0)
  expect(await runOf(db, detectionId)).toMatchObject({ state: 'ended', status: 'failed' })
})

test('media from a public address is handed on by that; where it cannot be fetched there, as a file', async () => {
  const sourceUrl = 'https://pictures.example/a/photo.png'
  const fromUrl = async () => {
    const { detectionId, caseId } = await openStoredCase(team.moderator)
    await db.owner`update cases set source_url = ${sourceUrl} where id = ${caseId}`
    await workOne(db, detectionId)
    return runOf(db, detectionId)
  }
  expect(await fromUrl()).toMatchObject({ state: 'sent' })
  expect(posts()[0]).toMatchObject({ file: null, fields: { url: sourceUrl } })
  api.script('POST /detect', { kind: 'status', status: 400, body: { message: 'The url could not be fetched.' } })
  expect(await fromUrl()).toMatchObject({ state: 'sent', sends: 1 })
  expect(posts().at(-1)?.file).toMatchObject({ filename: expect.stringMatching(/^docket-[0-9a-f]{32}\.png$/) })
})

test('an address of ours that the API cannot reach is not given to it', async () => {
  const { canCallBack } = await import('@/lib/detect/callback-reach')
  const hosted = 'https://app.resemble.ai/api/v2'
  expect(canCallBack('https://desk.example', hosted)).toBe(true)
  for (const url of ['http://localhost:3000', 'http://127.0.0.1:3000', 'http://desk.example', 'https://10.0.0.5'])
    expect(canCallBack(url, hosted)).toBe(false)
  expect(canCallBack('http://localhost:3000', 'http://127.0.0.1:4000/api/v2')).toBe(true)
  expect(canCallBack('http://10.0.0.4:3000', 'http://10.0.0.5:3000/api/v2')).toBe(true)
  expect(canCallBack('http://docket:3000', 'http://gpu:3000/api/v2')).toBe(true)
  expect(canCallBack('http://localhost:3000', 'http://10.0.0.5:3000/api/v2')).toBe(false)
})
