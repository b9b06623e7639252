import '../support/data-folder'
import crypto from 'node:crypto'
import { expect, test } from 'vitest'
import { giveUpPolling, pollDetection } from '@/lib/detect/poll-detection'
import { mediaFiles } from '../support/data-folder'
import { useTestDatabase } from '../support/database'
import type { HostedStep } from '../support/hosted-api'
import { useRemoteDesk } from '../support/remote-desk'
import { jobsOfDetection, openStoredCase, passSeconds, runOf, workAll, workOne } from '../support/remote-detector'

const db = useTestDatabase()
const desk = useRemoteDesk()

type Kind = Parameters<typeof openStoredCase>[1]
type Change = Parameters<typeof openStoredCase>[2]

/** A case whose media the API has. */
async function openSent(kind: Kind = 'image', change: Change = {}) {
  const opened = await openStoredCase(desk.team.moderator, kind, change)
  await workOne(db, opened.detectionId)
  return opened
}

const eventsOf = async (detectionId: string) => {
  const rows = await db.owner`select type from audit_events where facts->>'detectionId' = ${detectionId} order by id`
  return rows.map(({ type }) => type)
}
const inboxOf = (detectionId: string) => db.owner`select * from callback_inbox where detection_id = ${detectionId}`
const connectionOf = async () =>
  (await db.owner`select * from detector_connections where team_id = ${desk.team.teamId}`)[0] ?? {}

test('lost callbacks are made up by polling, on a schedule of one chain', async () => {
  desk.api.options.callbacks = 'lost'
  const { detectionId } = await openSent()
  for (const [ask, due] of [5, 10, 20, 40, 60].entries()) {
    const [job, ...others] = await jobsOfDetection(db, detectionId)
    expect(others).toHaveLength(0)
    expect(job?.data.ask).toBe(ask)
    expect(Math.abs((job?.due ?? 0) - due)).toBeLessThan(2)
    await workOne(db, detectionId)
  }
  expect(await runOf(db, detectionId)).toMatchObject({ state: 'sent', polls: 5, trouble: null })
  await desk.api.finish()
  await workOne(db, detectionId)
  expect(await runOf(db, detectionId)).toMatchObject({ status: 'completed', case_state: 'waiting' })
  expect(await jobsOfDetection(db, detectionId)).toHaveLength(0)
  expect(await inboxOf(detectionId)).toHaveLength(0)
})

test('a scheduled job that comes twice has one successor', async () => {
  const { detectionId } = await openSent()
  const [job] = await jobsOfDetection(db, detectionId)
  const calm = { signal: new AbortController().signal }
  if (!job) throw new Error('nothing is scheduled')
  await db.owner`delete from pgboss.job where id = ${job.id}`
  await pollDetection(job.data, calm)
  await pollDetection(job.data, calm)
  expect(await jobsOfDetection(db, detectionId)).toHaveLength(1)
})

test('duplicates, and an older state that comes later, change nothing', async () => {
  for (const callbacks of ['twice', 'out of order'] as const) {
    desk.api.options.callbacks = callbacks
    const { detectionId } = await openSent()
    await desk.api.finish()
    await workAll(db, detectionId)
    expect(await runOf(db, detectionId)).toMatchObject({ status: 'completed', label: 'Likely fake' })
    expect((await eventsOf(detectionId)).filter((type) => type === 'detection.completed')).toHaveLength(1)
    const maps = await db.owner`select 1 from evidence where detection_id = ${detectionId} and map_media_id is not null`
    expect(maps.length).toBeLessThanOrEqual(1)
  }
})

test('two that keep the same result at once keep it once', async () => {
  const { detectionId } = await openSent()
  desk.door.shut()
  await desk.api.finish()
  const before = mediaFiles().length
  const payload = { teamId: desk.team.teamId, detectionId }
  const calm = { signal: new AbortController().signal }
  await Promise.all([1, 2, 3].map(() => pollDetection(payload, calm)))
  expect((await eventsOf(detectionId)).filter((type) => type === 'detection.completed')).toHaveLength(1)
  expect(mediaFiles().length).toBe(before + 1)
})

test('forged callbacks only lead to a question, and the truth stays', async () => {
  const { detectionId } = await openSent()
  const url = String(desk.api.requests.find(({ route }) => route === 'POST /detect')?.fields.callback_url)
  const other = await openSent()
  await desk.api.finish(desk.api.detections.at(-1)?.uuid)
  await workAll(db, other.detectionId, 1)
  for (const uuid of [desk.api.detections[1]?.uuid, crypto.randomUUID(), desk.api.detections[0]?.uuid]) {
    const item = { uuid, status: 'completed', image_metrics: { label: 'Real', score: 0.01 } }
    expect(await desk.api.sendCallback(url, { success: true, item })).toBe(204)
  }
  await workAll(db, detectionId, 5)
  expect(await runOf(db, detectionId)).toMatchObject({ state: 'sent', status: 'processing', label: null })
  await desk.api.finish()
  await workAll(db, detectionId)
  expect(await runOf(db, detectionId)).toMatchObject({ status: 'completed', label: 'Likely fake' })
})

test('late callbacks are refused, and what has ended stays as it is', async () => {
  const { detectionId } = await openSent()
  await desk.api.finish()
  await workAll(db, detectionId)
  const url = String(desk.api.requests.find(({ route }) => route === 'POST /detect')?.fields.callback_url)
  const body = { success: false, item: { uuid: desk.api.detections[0]?.uuid, status: 'failed' } }
  expect(await desk.api.sendCallback(url, body)).toBe(204)
  await workAll(db, detectionId)
  expect(await runOf(db, detectionId)).toMatchObject({ status: 'completed', case_state: 'waiting' })
  await db.owner`update remote_runs set token_expires_at = now() where detection_id = ${detectionId}`
  expect(await desk.api.sendCallback(url, body)).toBe(410)
})

test('a callback that overtakes the answer to the submission brings its uuid', async () => {
  const { detectionId } = await openStoredCase(desk.team.moderator)
  desk.api.script('POST /detect', { kind: 'lose' })
  await workOne(db, detectionId)
  await desk.api.finish()
  expect(await runOf(db, detectionId)).toMatchObject({ state: 'sending' })
  await workOne(db, detectionId)
  expect(await runOf(db, detectionId)).toMatchObject({ state: 'ended', status: 'completed', sends: 1 })
  await workAll(db, detectionId)
  expect(desk.api.detections).toHaveLength(1)
})

test('what failed there fails here, in a sentence', async () => {
  const { detectionId } = await openSent('audio')
  desk.api.answerWith(() => ({ status: 'failed' }))
  await desk.api.finish()
  await workOne(db, detectionId)
  const run = await runOf(db, detectionId)
  expect(run).toMatchObject({ state: 'ended', status: 'failed', case_state: 'failed' })
  expect(run.error_message).toBe(
    `The detector at ${desk.api.host} could not analyse this media: “Audio could not be decoded”.`,
  )
})

test('what is not there any more fails, with a reason', async () => {
  const { detectionId } = await openSent()
  desk.api.detections.splice(0)
  await workOne(db, detectionId)
  const run = await runOf(db, detectionId)
  expect(run).toMatchObject({ status: 'failed', trouble_for_admin: expect.stringMatching(/\(404\)/) })
  expect(run.error_message).toMatch(/does not know this analysis any more/)
})

const troubles: [name: string, step: HostedStep, says: RegExp][] = [
  ['401', { kind: 'status', status: 401 }, /does not accept this team’s key/],
  ['403', { kind: 'status', status: 403 }, /Ask an admin/],
  ['429', { kind: 'status', status: 429, headers: { 'retry-after': '33' } }, /busy/],
  ['500', { kind: 'status', status: 500 }, /out of order/],
  ['an HTML page', { kind: 'html', status: 200 }, /could not read/],
  ['a cut-off answer', { kind: 'cut' }, /could not read|cannot be reached/],
  ['a schema surprise', { kind: 'raw', status: 200, body: '{"success":true,"item":{"uuid":7}}' }, /cannot read/],
]
test.each(troubles)('%s to a question is shown, waited for, and loses nothing', async (_name, step, says) => {
  const { detectionId } = await openSent()
  desk.api.script('GET /detect/*', step)
  await workOne(db, detectionId)
  const run = await runOf(db, detectionId)
  expect(run).toMatchObject({ state: 'sent', status: 'processing', case_state: 'analysing' })
  expect(run.stage).toMatch(says)
  expect((await connectionOf()).last_error).toMatch(new RegExp(desk.api.host))
  const [job] = await jobsOfDetection(db, detectionId)
  if (_name === '429') expect(job?.due).toBeGreaterThan(30)
  desk.door.shut()
  await desk.api.finish()
  await workOne(db, detectionId)
  expect(await runOf(db, detectionId)).toMatchObject({ status: 'completed', trouble: null, trouble_for_admin: null })
  expect(desk.api.detections).toHaveLength(1)
})

test('one that does not end in two hours is given up, with a reason', async () => {
  const { detectionId } = await openSent()
  await passSeconds(db, detectionId, 7201)
  await workOne(db, detectionId)
  const run = await runOf(db, detectionId)
  expect(run).toMatchObject({ state: 'ended', status: 'failed' })
  expect(run.error_message).toMatch(/did not end this analysis within 2 hours/)
  expect(await jobsOfDetection(db, detectionId)).toHaveLength(0)
})

test('a schedule whose job this server cannot do ends it; a hint that fails ends nothing', async () => {
  const { detectionId } = await openSent()
  await giveUpPolling({ teamId: desk.team.teamId, detectionId })
  expect(await runOf(db, detectionId)).toMatchObject({ status: 'processing' })
  await giveUpPolling({ teamId: desk.team.teamId, detectionId, ask: 0 })
  expect(await runOf(db, detectionId)).toMatchObject({ state: 'ended', status: 'failed' })
})

test('under zero retention it is asked on until the media is said to be gone there, and that is kept', async () => {
  const { detectionId } = await openSent('image', { zeroRetention: true })
  desk.api.answerWith(() => ({ file_deleted_at: null }))
  await desk.api.finish()
  await workOne(db, detectionId)
  expect(await runOf(db, detectionId)).toMatchObject({ state: 'ended', status: 'completed' })
  await workOne(db, detectionId)
  expect((await runOf(db, detectionId)).reply).toMatchObject({ file_deleted_at: null })
  expect(await jobsOfDetection(db, detectionId)).toHaveLength(1)
  const [there] = desk.api.detections
  if (there) there.overrides = { file_deleted_at: '2026-11-23T03:00:00.000Z' }
  await workOne(db, detectionId)
  expect((await runOf(db, detectionId)).reply).toMatchObject({ file_deleted_at: '2026-11-23T03:00:00.000Z' })
  expect(await jobsOfDetection(db, detectionId)).toHaveLength(0)
})
