import '../support/data-folder'
import crypto from 'node:crypto'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { closeAgents } from '@/lib/detect/detectors/remote-agent'
import { giveUpPolling, pollDetection } from '@/lib/detect/poll-detection'
import { readDetection } from '@/lib/detect/read-detection'
import { DetectionParameters } from '@/lib/detect/request-parameters'
import { detectionItem } from '@/lib/detect/response'
import { type CallbackDoor, openCallbackDoor } from '../support/callback-door'
import { mediaFiles } from '../support/data-folder'
import { useTestDatabase } from '../support/database'
import { type HostedApi, type HostedStep, startHostedApi } from '../support/hosted-api'
import { makeTeam, type TestTeam } from '../support/people'
import {
  chooseDetectors,
  connectInstance,
  disconnectInstance,
  jobsOfDetection,
  openStoredCase,
  passSeconds,
  runOf,
  workAll,
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
  door.shut(false)
  return () => api.stop()
})
afterAll(async () => {
  disconnectInstance()
  await closeAgents()
  await door.stop()
})

type Kind = Parameters<typeof openStoredCase>[1]
type Change = Parameters<typeof openStoredCase>[2]

/** A case whose media the API has. */
async function openSent(kind: Kind = 'image', change: Change = {}) {
  const opened = await openStoredCase(team.moderator, kind, change)
  await workOne(db, opened.detectionId)
  return opened
}

const asks = () => api.requests.filter(({ route }) => route === 'GET /detect/*').length
const eventsOf = async (detectionId: string) => {
  const rows = await db.owner`select type from audit_events where facts->>'detectionId' = ${detectionId} order by id`
  return rows.map(({ type }) => type)
}
const inboxOf = (detectionId: string) => db.owner`select * from callback_inbox where detection_id = ${detectionId}`
const connectionOf = async () =>
  (await db.owner`select * from detector_connections where team_id = ${team.teamId}`)[0] ?? {}
const itemOf = async (uuid: string) => detectionItem(await readDetection(team.moderator, { uuid }), (id) => `/m/${id}`)

test('a callback brings the verdict: its picture, its figures, its lag', async () => {
  const { detectionId } = await openSent()
  await api.finish()
  expect(door.answers.at(-1)).toBe(204)
  await workOne(db, detectionId)
  const run = await runOf(db, detectionId)
  expect(run).toMatchObject({
    state: 'ended',
    status: 'completed',
    label: 'Likely fake',
    score: 0.7312,
    case_state: 'waiting',
    verdict_label: 'Likely fake',
    polls: 0,
  })
  expect(await eventsOf(detectionId)).toEqual(['detection.started', 'detection.sent', 'detection.completed'])
  const [kept] = await inboxOf(detectionId)
  expect(kept).toMatchObject({ status: 'completed', handled_at: expect.any(Date) })
  const { last_callback_at: at, last_callback_lag: lag } = await connectionOf()
  expect(at).toEqual(kept?.created_at)
  expect(lag).toBeGreaterThanOrEqual(0)
  expect(lag).toBeLessThan(5000)
  const item = await itemOf(detectionId)
  expect(item.image_metrics).toMatchObject({
    label: 'Likely fake',
    score: 0.7312,
    image: expect.stringMatching(/^\/m\//),
    ifl: { score: 0.42, heatmap: expect.stringMatching(/^\/m\//) },
  })
  expect(item.docket.banner).toMatch(/another Detect API/)
  // The poll that was on schedule finds nothing left to do.
  const before = asks()
  expect(await workAll(db, detectionId)).toBe(1)
  expect(asks()).toBe(before)
})

test('sound and video keep their windows, chunks and frames for our own clients', async () => {
  const sound = await openSent('audio')
  const video = await openSent('video')
  await api.finish()
  for (const { detectionId } of [sound, video]) await workAll(db, detectionId)
  expect((await itemOf(sound.detectionId)).metrics).toMatchObject({
    label: 'fake',
    score: ['0.9912', '0.9637', '0.97', null],
    aggregated_score: '0.9701',
    consistency: '97.25%',
  })
  const tree = (await itemOf(video.detectionId)).video_metrics
  expect(tree).toMatchObject({ label: 'Fake', score: 0.9034 })
  expect(tree?.children[0]?.children.map(({ timestamp }) => timestamp)).toEqual([0, 2, 4])
  expect((await runOf(db, sound.detectionId)).label).toBe('Fake')
})

test('lost callbacks are made up by polling, on a schedule of one chain', async () => {
  api.options.callbacks = 'lost'
  const { detectionId } = await openSent()
  for (const [ask, due] of [5, 10, 20, 40, 60].entries()) {
    const [job, ...others] = await jobsOfDetection(db, detectionId)
    expect(others).toHaveLength(0)
    expect(job?.data.ask).toBe(ask)
    expect(Math.abs((job?.due ?? 0) - due)).toBeLessThan(2)
    await workOne(db, detectionId)
  }
  expect(await runOf(db, detectionId)).toMatchObject({ state: 'sent', polls: 5, trouble: null })
  await api.finish()
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
    api.options.callbacks = callbacks
    const { detectionId } = await openSent()
    await api.finish()
    await workAll(db, detectionId)
    expect(await runOf(db, detectionId)).toMatchObject({ status: 'completed', label: 'Likely fake' })
    expect((await eventsOf(detectionId)).filter((type) => type === 'detection.completed')).toHaveLength(1)
    const maps = await db.owner`select 1 from evidence where detection_id = ${detectionId} and map_media_id is not null`
    expect(maps.length).toBeLessThanOrEqual(1)
  }
})

test('two that keep the same result at once keep it once', async () => {
  const { detectionId } = await openSent()
  door.shut()
  await api.finish()
  const before = mediaFiles().length
  const payload = { teamId: team.teamId, detectionId }
  const calm = { signal: new AbortController().signal }
  await Promise.all([1, 2, 3].map(() => pollDetection(payload, calm)))
  expect((await eventsOf(detectionId)).filter((type) => type === 'detection.completed')).toHaveLength(1)
  expect(mediaFiles().length).toBe(before + 1)
})

test('forged callbacks only lead to a question, and the truth stays', async () => {
  const { detectionId } = await openSent()
  const url = String(api.requests.find(({ route }) => route === 'POST /detect')?.fields.callback_url)
  const other = await openSent()
  await api.finish(api.detections.at(-1)?.uuid)
  await workAll(db, other.detectionId, 1)
  for (const uuid of [api.detections[1]?.uuid, crypto.randomUUID(), api.detections[0]?.uuid]) {
    const item = { uuid, status: 'completed', image_metrics: { label: 'Real', score: 0.01 } }
    expect(await api.sendCallback(url, { success: true, item })).toBe(204)
  }
  await workAll(db, detectionId, 5)
  expect(await runOf(db, detectionId)).toMatchObject({ state: 'sent', status: 'processing', label: null })
  await api.finish()
  await workAll(db, detectionId)
  expect(await runOf(db, detectionId)).toMatchObject({ status: 'completed', label: 'Likely fake' })
})

test('late callbacks are refused, and what has ended stays as it is', async () => {
  const { detectionId } = await openSent()
  await api.finish()
  await workAll(db, detectionId)
  const url = String(api.requests.find(({ route }) => route === 'POST /detect')?.fields.callback_url)
  const body = { success: false, item: { uuid: api.detections[0]?.uuid, status: 'failed' } }
  expect(await api.sendCallback(url, body)).toBe(204)
  await workAll(db, detectionId)
  expect(await runOf(db, detectionId)).toMatchObject({ status: 'completed', case_state: 'waiting' })
  await db.owner`update remote_runs set token_expires_at = now() where detection_id = ${detectionId}`
  expect(await api.sendCallback(url, body)).toBe(410)
})

test('a callback that overtakes the answer to the submission brings its uuid', async () => {
  const { detectionId } = await openStoredCase(team.moderator)
  api.script('POST /detect', { kind: 'lose' })
  await workOne(db, detectionId)
  await api.finish()
  expect(await runOf(db, detectionId)).toMatchObject({ state: 'sending' })
  await workOne(db, detectionId)
  expect(await runOf(db, detectionId)).toMatchObject({ state: 'ended', status: 'completed', sends: 1 })
  await workAll(db, detectionId)
  expect(api.detections).toHaveLength(1)
})

test('what failed there fails here, in a sentence', async () => {
  const { detectionId } = await openSent('audio')
  api.answerWith(() => ({ status: 'failed' }))
  await api.finish()
  await workOne(db, detectionId)
  const run = await runOf(db, detectionId)
  expect(run).toMatchObject({ state: 'ended', status: 'failed', case_state: 'failed' })
  expect(run.error_message).toBe(
    `The detector at ${api.host} could not analyse this media: “Audio could not be decoded”.`,
  )
})

test('what is not there any more fails, with a reason', async () => {
  const { detectionId } = await openSent()
  api.detections.splice(0)
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
  api.script('GET /detect/*', step)
  await workOne(db, detectionId)
  const run = await runOf(db, detectionId)
  expect(run).toMatchObject({ state: 'sent', status: 'processing', case_state: 'analysing' })
  expect(run.stage).toMatch(says)
  expect((await connectionOf()).last_error).toMatch(new RegExp(api.host))
  const [job] = await jobsOfDetection(db, detectionId)
  if (_name === '429') expect(job?.due).toBeGreaterThan(30)
  door.shut()
  await api.finish()
  await workOne(db, detectionId)
  expect(await runOf(db, detectionId)).toMatchObject({ status: 'completed', trouble: null, trouble_for_admin: null })
  expect(api.detections).toHaveLength(1)
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
  await giveUpPolling({ teamId: team.teamId, detectionId })
  expect(await runOf(db, detectionId)).toMatchObject({ status: 'processing' })
  await giveUpPolling({ teamId: team.teamId, detectionId, ask: 0 })
  expect(await runOf(db, detectionId)).toMatchObject({ state: 'ended', status: 'failed' })
})

test('its own report in words is kept for one that was asked for, else ours is written', async () => {
  const parameters = DetectionParameters.parse({ intelligence: true })
  const description = { authenticity_analysis: 'The shadows disagree.', abnormalities: 'Six fingers.' }
  const told = await openSent('image', { parameters })
  api.answerWith(() => ({ intelligence: { uuid: crypto.randomUUID(), status: 'completed', description } }))
  await api.finish()
  await workAll(db, told.detectionId)
  expect((await itemOf(told.detectionId)).intelligence).toMatchObject({ status: 'completed', description })
  expect(await eventsOf(told.detectionId)).toContain('intelligence.completed')

  const untold = await openSent('image', { parameters })
  api.answerWith(() => ({}))
  await api.finish()
  await workAll(db, untold.detectionId)
  const jobs = await db.owner`select 1 from pgboss.job where name = 'intelligence.write'
    and data->>'detectionId' = ${untold.detectionId}`
  expect(jobs).toHaveLength(1)
})

test('a report that comes a little later than the verdict is waited for', async () => {
  const parameters = DetectionParameters.parse({ intelligence: true })
  const { detectionId } = await openSent('image', { parameters })
  api.answerWith(() => ({ intelligence: { uuid: crypto.randomUUID(), status: 'processing', description: null } }))
  await api.finish()
  await workOne(db, detectionId)
  expect(await runOf(db, detectionId)).toMatchObject({ status: 'processing' })
  const [there] = api.detections
  if (there) there.overrides = { intelligence: { status: 'completed', description: 'A forged voice.' } }
  await workAll(db, detectionId)
  expect((await itemOf(detectionId)).intelligence).toMatchObject({
    status: 'completed',
    description: { authenticity_analysis: 'A forged voice.' },
  })
})

test('zero retention: the flag goes out, and only what may be kept comes in', async () => {
  const canary = `canary${crypto.randomBytes(6).toString('hex')}`
  const { detectionId, caseId } = await openSent('image', { zeroRetention: true })
  const sent = api.requests.find(({ route }) => route === 'POST /detect')
  expect(sent?.fields.zero_retention_mode).toBe(true)
  const before = mediaFiles().length
  api.answerWith(() => ({
    filename: `${canary}.png`,
    url: `https://example.test/${canary}.png`,
    error_message: canary,
    intelligence: { status: 'completed', description: { abnormalities: canary } },
    c2pa_manifest: { validation_state: 'Valid', active_manifest: canary, manifests: { [canary]: { title: canary } } },
    image_metrics: {
      type: 'FinalResult',
      label: 'Fake',
      score: 0.9,
      image: `data:image/png;base64,${Buffer.from(canary).toString('base64')}`,
      children: [],
      reverse_image_search_sources: [{ url: `https://${canary}.test`, title: canary, similarity: 1 }],
    },
  }))
  await api.finish()
  await workAll(db, detectionId)
  expect(await runOf(db, detectionId)).toMatchObject({ status: 'completed', label: 'Fake' })
  expect(mediaFiles().length).toBe(before)
  const rows = await db.owner`
    select to_jsonb(r)::text as text from remote_runs r where detection_id = ${detectionId}
    union all select to_jsonb(d)::text from detections d where id = ${detectionId}
    union all select to_jsonb(e)::text from evidence e where detection_id = ${detectionId}
    union all select to_jsonb(c)::text from cases c where id = ${caseId}
    union all select to_jsonb(m)::text from media m where case_id = ${caseId}
    union all select to_jsonb(i)::text from callback_inbox i
    union all select to_jsonb(a)::text from audit_events a
    union all select data::text from pgboss.job`
  expect(rows.filter(({ text }) => String(text).includes(canary))).toEqual([])
  const purges = await db.owner`select 1 from pgboss.job where name = 'case.purge' and data->>'caseId' = ${caseId}`
  expect(purges).toHaveLength(1)
})

test('another Docket’s own item is read whole: its words, its weights, its figures', async () => {
  const first = await openSent()
  await api.finish()
  await workAll(db, first.detectionId)
  const { uuid: _uuid, status: _status, filename: _filename, ...item } = await itemOf(first.detectionId)
  const second = await openSent()
  api.answerWith(() => ({ ...item, image_metrics: { ...item.image_metrics, image: null, ifl: null } }))
  await api.finish()
  await workAll(db, second.detectionId)
  expect(await runOf(db, second.detectionId)).toMatchObject({
    status: 'completed',
    label: 'Likely fake',
    score: 0.7312,
  })
  const run = await runOf(db, second.detectionId)
  expect(run.reply).toMatchObject({ docket: { case_number: item.docket.case_number } })
  expect((await itemOf(second.detectionId)).image_metrics).toMatchObject({ label: 'Likely fake', score: 0.7312 })
})

test('deleted over the API: of another detector’s result, verdict and figures stay, words and places go', async () => {
  const canary = `canary${crypto.randomBytes(6).toString('hex')}`
  const { detectionId, caseId } = await openSent()
  api.answerWith(({ uuid }) => ({
    url: `${api.url}/stored/${uuid}`,
    image_metrics: {
      type: 'FinalResult',
      label: 'Fake',
      score: 0.9,
      image: null,
      children: [],
      reverse_image_search_sources: [{ url: `https://${canary}.test`, title: canary, reason: canary, similarity: 1 }],
    },
    docket: { summary: canary },
  }))
  await api.finish()
  await workAll(db, detectionId)
  const rows = () => db.owner`
    select to_jsonb(r)::text as text from remote_runs r where detection_id = ${detectionId}
    union all select to_jsonb(d)::text from detections d where id = ${detectionId}
    union all select to_jsonb(e)::text from evidence e where detection_id = ${detectionId}`
  const telling = async () => (await rows()).filter(({ text }) => String(text).includes(canary))
  expect(await telling()).not.toHaveLength(0)
  const { withdrawCase } = await import('@/lib/cases/withdraw-case')
  await withdrawCase(team.manager, { uuid: detectionId })
  expect(await telling()).toEqual([])
  const [kept] = await db.owner`select label, score, result->'reported'->'image_metrics' as figures from detections
    where id = ${detectionId}`
  expect(kept).toMatchObject({ label: 'Fake', score: 0.9, figures: { label: 'Fake', score: 0.9, children: [] } })
  await workAll(db, detectionId)
  expect(api.detections).toHaveLength(0)
  expect(
    await db.owner`select 1 from pgboss.job where name = 'case.purge' and data->>'caseId' = ${caseId}`,
  ).toHaveLength(1)
})

test('a picture judged elsewhere gets its preview here, unless nothing of it may be kept', async () => {
  const photo = await sharp({ create: { width: 1200, height: 900, channels: 3, background: '#357' } })
    .png()
    .toBuffer()
  for (const zeroRetention of [false, true]) {
    const { detectionId, caseId } = await openStoredCase(team.moderator, 'image', { zeroRetention }, photo)
    await workOne(db, detectionId)
    await api.finish()
    await workAll(db, detectionId)
    const previews = await db.owner`select width from media where case_id = ${caseId} and copy = 'preview'`
    expect(previews).toEqual(zeroRetention ? [] : [{ width: 640 }])
  }
})
