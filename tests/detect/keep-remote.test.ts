import '../support/data-folder'
import crypto from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { readCase } from '@/lib/cases/read-case'
import { withTeam } from '@/lib/db/client'
import { finishDetection } from '@/lib/detect/finish-detection'
import { readDetection } from '@/lib/detect/read-detection'
import { isDetectorsReport } from '@/lib/detect/report-author'
import { requestIntelligence } from '@/lib/detect/request-intelligence'
import { DetectionParameters } from '@/lib/detect/request-parameters'
import { detectionItem } from '@/lib/detect/response'
import { writeIntelligence } from '@/lib/detect/write-intelligence'
import { detectionFiles } from '@/lib/evidence/bundle-detections'
import { peopleOf } from '@/lib/evidence/people'
import { findCanary } from '../support/canary'
import { dataFolder, mediaFiles } from '../support/data-folder'
import { useTestDatabase } from '../support/database'
import { changedVideo, fakePicture, fakeRecording } from '../support/examined'
import { formatsFolder } from '../support/media'
import { useRemoteDesk } from '../support/remote-desk'
import { chooseDetectors, openStoredCase, runOf, workAll, workOne } from '../support/remote-detector'

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

const asks = () => desk.api.requests.filter(({ route }) => route === 'GET /detect/*').length
const eventsOf = async (detectionId: string) => {
  const rows = await db.owner`select type from audit_events where facts->>'detectionId' = ${detectionId} order by id`
  return rows.map(({ type }) => type)
}
const inboxOf = (detectionId: string) => db.owner`select * from callback_inbox where detection_id = ${detectionId}`
const connectionOf = async () =>
  (await db.owner`select * from detector_connections where team_id = ${desk.team.teamId}`)[0] ?? {}
const itemOf = async (uuid: string) =>
  detectionItem(await readDetection(desk.team.moderator, { uuid }), (id) => `/m/${id}`)

/** Whether the case page says that the API wrote the report on its newest run. */
const isDetectorsOwn = async ({ number }: { number: number }) => {
  const [run] = (await readCase(desk.team.moderator, { number })).detections
  return run?.intelligence ? isDetectorsReport(run, run.intelligence) : null
}

/** Who wrote it, as the evidence bundle says. */
async function writerOf({ number }: { number: number }) {
  const { teamId } = desk.team
  const { case: found } = await readCase(desk.team.moderator, { number })
  const files = await withTeam(teamId, (tx) => detectionFiles(tx, found, peopleOf(teamId)))
  const words = files.find(({ path: name }) => name.endsWith('/words.json'))
  return words ? JSON.parse(await text(await words.open()))[0]?.report.writtenBy : undefined
}

test('a callback brings the verdict: its picture, its figures, its lag', async () => {
  const { detectionId } = await openSent()
  await desk.api.finish()
  expect(desk.door.answers.at(-1)).toBe(204)
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
  await desk.api.finish()
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

test('its own report in words is kept for one that was asked for, else ours is written', async () => {
  const parameters = DetectionParameters.parse({ intelligence: true })
  const description = { authenticity_analysis: 'The shadows disagree.', abnormalities: 'Six fingers.' }
  const told = await openSent('image', { parameters })
  desk.api.answerWith(() => ({ intelligence: { uuid: crypto.randomUUID(), status: 'completed', description } }))
  await desk.api.finish()
  await workAll(db, told.detectionId)
  expect((await itemOf(told.detectionId)).intelligence).toMatchObject({ status: 'completed', description })
  expect(await eventsOf(told.detectionId)).toContain('intelligence.completed')
  expect([await isDetectorsOwn(told), await writerOf(told)]).toEqual([true, 'detector'])

  const untold = await openSent('image', { parameters })
  desk.api.answerWith(() => ({}))
  await desk.api.finish()
  await workAll(db, untold.detectionId)
  const jobs = await db.owner`select 1 from pgboss.job where name = 'intelligence.write'
    and data->>'detectionId' = ${untold.detectionId}`
  expect(jobs).toHaveLength(1)
  expect(await isDetectorsOwn(untold)).toBe(false)
  await writeIntelligence({ teamId: desk.team.teamId, detectionId: untold.detectionId })
  expect((await itemOf(untold.detectionId)).intelligence).toMatchObject({ status: 'completed' })
  expect([await isDetectorsOwn(untold), await writerOf(untold)]).toEqual([false, 'docket'])
})

test('a report that is asked for after the verdict is ours, whatever the API had answered', async () => {
  const { number, detectionId } = await openSent('image')
  const description = { abnormalities: 'Six fingers.' }
  desk.api.answerWith(() => ({ intelligence: { uuid: crypto.randomUUID(), status: 'completed', description } }))
  await desk.api.finish()
  await workAll(db, detectionId)
  await requestIntelligence(desk.team.moderator, { detectionId })
  await writeIntelligence({ teamId: desk.team.teamId, detectionId })
  const { intelligence } = await itemOf(detectionId)
  expect(intelligence).toMatchObject({ status: 'completed' })
  expect(JSON.stringify(intelligence)).not.toContain('Six fingers')
  expect(await isDetectorsOwn({ number })).toBe(false)
})

test('a report that comes a little later than the verdict is waited for', async () => {
  const parameters = DetectionParameters.parse({ intelligence: true })
  const { detectionId } = await openSent('image', { parameters })
  desk.api.answerWith(() => ({ intelligence: { uuid: crypto.randomUUID(), status: 'processing', description: null } }))
  await desk.api.finish()
  await workOne(db, detectionId)
  expect(await runOf(db, detectionId)).toMatchObject({ status: 'processing' })
  const [there] = desk.api.detections
  if (there) there.overrides = { intelligence: { status: 'completed', description: 'A forged voice.' } }
  await workAll(db, detectionId)
  expect((await itemOf(detectionId)).intelligence).toMatchObject({
    status: 'completed',
    description: { authenticity_analysis: 'A forged voice.' },
  })
})

test('zero retention: the flag goes out, and only what may be kept comes in', async () => {
  const canary = `canary${crypto.randomBytes(6).toString('hex')}`
  const { detectionId, caseId, number } = await openSent('image', { zeroRetention: true })
  const sent = desk.api.requests.find(({ route }) => route === 'POST /detect')
  expect(sent?.fields.zero_retention_mode).toBe(true)
  const before = mediaFiles().length
  desk.api.answerWith(() => ({
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
  await desk.api.finish()
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
  expect(await findCanary(db, canary)).toEqual([])
  // What was read from it before it was redacted lies sealed, for members until the purge.
  const sealed = await db.owner`select name from case_secrets where case_id = ${caseId} and name like 'analysis:%'`
  expect(sealed).toEqual([{ name: `analysis:${detectionId}` }])
  const [run] = (await readCase(desk.team.moderator, { number })).detections
  expect(run).toMatchObject({ label: 'Fake', result: { verdict: { score: 0.9 } } })
  const purges = await db.owner`select 1 from pgboss.job where name = 'case.purge' and data->>'caseId' = ${caseId}`
  expect(purges).toHaveLength(1)
})

test('another Docket’s own item is read whole: its words, its weights, its figures', async () => {
  const first = await openSent()
  await desk.api.finish()
  await workAll(db, first.detectionId)
  const { uuid: _uuid, status: _status, filename: _filename, ...item } = await itemOf(first.detectionId)
  const second = await openSent()
  desk.api.answerWith(() => ({ ...item, image_metrics: { ...item.image_metrics, image: null, ifl: null } }))
  await desk.api.finish()
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
  desk.api.answerWith(({ uuid }) => ({
    url: `${desk.api.url}/stored/${uuid}`,
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
  await desk.api.finish()
  await workAll(db, detectionId)
  const rows = () => db.owner`
    select to_jsonb(r)::text as text from remote_runs r where detection_id = ${detectionId}
    union all select to_jsonb(d)::text from detections d where id = ${detectionId}
    union all select to_jsonb(e)::text from evidence e where detection_id = ${detectionId}`
  const telling = async () => (await rows()).filter(({ text }) => String(text).includes(canary))
  expect(await telling()).not.toHaveLength(0)
  const { withdrawCase } = await import('@/lib/cases/withdraw-case')
  await withdrawCase(desk.team.manager, { uuid: detectionId })
  expect(await telling()).toEqual([])
  const [kept] = await db.owner`select label, score, result->'reported'->'image_metrics' as figures from detections
    where id = ${detectionId}`
  expect(kept).toMatchObject({ label: 'Fake', score: 0.9, figures: { label: 'Fake', score: 0.9, children: [] } })
  await workAll(db, detectionId)
  expect(desk.api.detections).toHaveLength(0)
  expect(
    await db.owner`select 1 from pgboss.job where name = 'case.purge' and data->>'caseId' = ${caseId}`,
  ).toHaveLength(1)
})

test('a picture judged elsewhere gets its preview here, sealed where it must not be kept', async () => {
  const photo = await sharp({ create: { width: 1200, height: 900, channels: 3, background: '#357' } })
    .png()
    .toBuffer()
  for (const zeroRetention of [false, true]) {
    const { detectionId, caseId } = await openStoredCase(desk.team.moderator, 'image', { zeroRetention }, photo)
    await workOne(db, detectionId)
    await desk.api.finish()
    await workAll(db, detectionId)
    const previews = await db.owner`select width, left(file_key, 5) as kept, sha256 = '' as hashless, store_key
      from media where case_id = ${caseId} and copy = 'preview'`
    const kept = zeroRetention ? 'case.' : null
    expect(previews).toMatchObject([{ width: 640, kept, hashless: zeroRetention }])
    const lying = fs.readFileSync(path.join(dataFolder, 'media', previews[0]?.store_key))
    expect(lying.includes('WEBP')).toBe(!zeroRetention)
  }
})

test('so does a HEIC, which a browser would rarely draw', async () => {
  const heic = fs.readFileSync(path.join(formatsFolder, 'still.heic'))
  const { detectionId, caseId } = await openStoredCase(desk.team.moderator, 'image', {}, heic)
  await workOne(db, detectionId)
  await desk.api.finish()
  await workAll(db, detectionId)
  const previews = await db.owner`select width, height from media where case_id = ${caseId} and copy = 'preview'`
  expect(previews).toMatchObject([{ width: 96, height: 64 }])
})

test('what another Docket’s own engine found comes over with its words and weights', async () => {
  for (const [kind, found] of [
    ['image', fakePicture],
    ['audio', fakeRecording],
    ['video', changedVideo],
  ] as const) {
    await chooseDetectors(desk.team.admin, 'builtin')
    const there = await openStoredCase(desk.team.moderator, kind)
    const analysis = { detectionId: there.detectionId, analysis: found, preview: null, maps: new Map() }
    await finishDetection(desk.team.worker, analysis)
    const { uuid: _uuid, filename: _filename, ...item } = await itemOf(there.detectionId)
    await chooseDetectors(desk.team.admin, 'remote')
    const { detectionId } = await openSent(kind)
    desk.api.answerWith(() => ({ ...item }))
    await desk.api.finish()
    await workAll(db, detectionId)
    const run = await runOf(db, detectionId)
    expect(run).toMatchObject({ status: 'completed', label: found.verdict.label, case_state: 'waiting' })
    expect(run.score).toBeCloseTo(found.verdict.score, 3)
    if (kind !== 'image') continue
    const rows = await db.owner`select "check", llr from evidence where detection_id = ${detectionId}`
    expect(rows).toContainEqual({ check: 'picture.tags', llr: 5.5 })
  }
})
