import '../support/data-folder'
import { expect, test } from 'vitest'
import { withTeam } from '@/lib/db/client'
import { settling, waitForCallback } from '@/lib/detect/may-repeat'
import { noteSending } from '@/lib/detect/note-sending'
import { runDetection } from '@/lib/detect/run-detection'
import { enqueue } from '@/lib/jobs/enqueue'
import { useTestDatabase } from '../support/database'
import { useRemoteDesk } from '../support/remote-desk'
import { jobsOfDetection, openStoredCase, passSeconds, runOf, workOne } from '../support/remote-detector'

const db = useTestDatabase()
const desk = useRemoteDesk()

const posts = () => desk.api.requests.filter(({ route }) => route === 'POST /detect')
const eventsOf = async (detectionId: string) => {
  const rows =
    await db.owner`select type, facts from audit_events where facts->>'detectionId' = ${detectionId} order by id`
  return rows.map(({ type }) => type)
}
const connectionOf = async () =>
  (await db.owner`select * from detector_connections where team_id = ${desk.team.teamId}`)[0] ?? {}

test('a file is handed over once, under a name of nobody’s, and asked about soon', async () => {
  const { detectionId, sha256 } = await openStoredCase(desk.team.moderator)
  await workOne(db, detectionId)
  const [sent, ...others] = posts()
  expect(others).toHaveLength(0)
  const marker = `docket-${detectionId.replaceAll('-', '')}.png`
  expect(sent?.file).toMatchObject({ filename: marker, contentType: 'image/png', sha256 })
  expect(sent?.fields).toMatchObject({ zero_retention_mode: 'false', visualize: 'true' })
  expect(sent?.fields.callback_url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/api\/callbacks\/detection\/[\w-]{43}$/)
  expect(sent?.headers['idempotency-key']).toBe(`docket-${detectionId.replaceAll('-', '')}`)
  const run = await runOf(db, detectionId)
  expect(run).toMatchObject({
    state: 'sent',
    marker,
    remote_uuid: desk.api.detections[0]?.uuid,
    sends: 1,
    trouble: null,
  })
  expect(run.stage).toBe(`Being analysed by ${desk.api.host}.`)
  expect(await eventsOf(detectionId)).toEqual(['detection.started', 'detection.sent'])
  const [job, ...more] = await jobsOfDetection(db, detectionId)
  expect(more).toHaveLength(0)
  expect(job).toMatchObject({ name: 'detection.poll', data: { ask: 0 } })
  expect(job?.due).toBeGreaterThan(3)
  expect((await connectionOf()).last_success_at).not.toBeNull()
})

test('the job may come again: what was sent is not sent once more', async () => {
  const { detectionId } = await openStoredCase(desk.team.moderator)
  const attempt = { number: 1, last: false, signal: new AbortController().signal }
  const payload = { teamId: desk.team.teamId, detectionId }
  await Promise.all([runDetection(payload, attempt), runDetection(payload, attempt)])
  await runDetection(payload, attempt)
  expect(posts()).toHaveLength(1)
})

test('a job that was queued as `detection.run` before sending had lanes of its own is done still', async () => {
  const { detectionId } = await openStoredCase(desk.team.moderator)
  await db.owner`delete from pgboss.job where data->>'detectionId' = ${detectionId}`
  const { teamId } = desk.team
  await withTeam(teamId, (tx) => enqueue(tx, [['detection.run', { teamId, detectionId }]]))
  expect((await workOne(db, detectionId))?.name).toBe('detection.run')
  expect(await runOf(db, detectionId)).toMatchObject({ state: 'sent' })
})

test('an answer that was lost is looked up: found, it is not sent again', async () => {
  for (const kind of ['lose', 'cut'] as const) {
    const { detectionId } = await openStoredCase(desk.team.moderator)
    const before = posts().length
    desk.api.script('POST /detect', { kind })
    await workOne(db, detectionId)
    const unsure = await runOf(db, detectionId)
    expect(unsure).toMatchObject({ state: 'sending', status: 'processing', case_state: 'analysing' })
    expect(unsure.trouble).toMatch(/tries again by itself/)
    expect(unsure.stage).toBe(unsure.trouble)
    expect((await connectionOf()).last_error).toMatch(new RegExp(desk.api.host))
    await workOne(db, detectionId)
    expect(await runOf(db, detectionId)).toMatchObject({
      state: 'sent',
      sends: 1,
      remote_uuid: desk.api.detections.at(-1)?.uuid,
      trouble: null,
    })
    expect(posts()).toHaveLength(before + 1)
  }
})

test('a worker killed while it sent: the next looks before it sends', async () => {
  for (const arrived of [true, false]) {
    const { detectionId } = await openStoredCase(desk.team.moderator)
    const before = desk.api.detections.length
    if (arrived) {
      // Sent by somebody who did not live to note the answer.
      await workOne(db, detectionId)
      await db.owner`update remote_runs set state = 'sending', remote_uuid = null where detection_id = ${detectionId}`
      await db.owner`delete from pgboss.job where data->>'detectionId' = ${detectionId}`
      await runDetection(
        { teamId: desk.team.teamId, detectionId },
        { number: 2, last: false, signal: new AbortController().signal },
      )
      expect(await runOf(db, detectionId)).toMatchObject({
        state: 'sent',
        remote_uuid: desk.api.detections.at(-1)?.uuid,
      })
      expect(desk.api.detections).toHaveLength(before + 1)
      continue
    }
    const marker = `docket-${detectionId.replaceAll('-', '')}.png`
    const seen = { state: 'queued' as const, sends: 0 }
    const expires = new Date(Date.now() + 60_000)
    await noteSending(desk.team.worker, {
      detectionId,
      seen,
      marker,
      tokenHash: 'a'.repeat(64),
      tokenExpiresAt: expires,
    })
    await workOne(db, detectionId)
    // Not there, but perhaps not there yet.
    expect(await runOf(db, detectionId)).toMatchObject({ state: 'sending', sends: 1 })
    expect(desk.api.detections).toHaveLength(before)
    const [job] = await jobsOfDetection(db, detectionId)
    expect(job?.due).toBeGreaterThan(settling - 10)
    await passSeconds(db, detectionId, settling)
    await workOne(db, detectionId)
    expect(await runOf(db, detectionId)).toMatchObject({ state: 'sent', sends: 2 })
    expect(desk.api.detections).toHaveLength(before + 1)
  }
})

test('a lost answer under zero retention: the callback tells, and nothing is sent again', async () => {
  const { detectionId } = await openStoredCase(desk.team.moderator, 'image', { zeroRetention: true })
  desk.api.script('POST /detect', { kind: 'lose' })
  await workOne(db, detectionId)
  expect(posts()[0]?.fields).toMatchObject({ zero_retention_mode: true, media_token: expect.any(String) })
  await passSeconds(db, detectionId, settling + 1)
  await workOne(db, detectionId)
  const unsure = await runOf(db, detectionId)
  expect(unsure).toMatchObject({ state: 'sending', sends: 1 })
  expect(unsure.trouble).toMatch(/waits for its callback, so that nothing is paid for twice/)
  await desk.api.finish()
  expect(desk.door.answers.at(-1)).toBe(204)
  await workOne(db, detectionId)
  expect(await runOf(db, detectionId)).toMatchObject({ state: 'ended', status: 'completed', sends: 1 })
  expect(posts()).toHaveLength(1)
})

test('under zero retention without any callback: given up with the truth, not paid twice', async () => {
  const { detectionId } = await openStoredCase(desk.team.moderator, 'image', { zeroRetention: true })
  desk.api.script('POST /detect', { kind: 'lose' })
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
  const { detectionId } = await openStoredCase(desk.team.moderator, 'image', { zeroRetention: true })
  desk.api.script('POST /detect', { kind: 'drop' })
  await workOne(db, detectionId)
  await passSeconds(db, detectionId, settling + 1)
  await workOne(db, detectionId)
  expect(await runOf(db, detectionId)).toMatchObject({ state: 'sent', sends: 2 })
  expect(desk.api.detections).toHaveLength(1)
})

test('media from a public address is handed on by that; where it cannot be fetched there, as a file', async () => {
  const sourceUrl = 'https://pictures.example/a/photo.png'
  const fromUrl = async () => {
    const { detectionId, caseId } = await openStoredCase(desk.team.moderator)
    await db.owner`update cases set source_url = ${sourceUrl} where id = ${caseId}`
    await workOne(db, detectionId)
    return runOf(db, detectionId)
  }
  expect(await fromUrl()).toMatchObject({ state: 'sent' })
  expect(posts()[0]).toMatchObject({ file: null, fields: { url: sourceUrl } })
  desk.api.script('POST /detect', { kind: 'status', status: 400, body: { message: 'The url could not be fetched.' } })
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
