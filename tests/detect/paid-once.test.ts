import '../support/data-folder'
import crypto from 'node:crypto'
import { expect, test } from 'vitest'
import { settling } from '@/lib/detect/may-repeat'
import { useTestDatabase } from '../support/database'
import { useRemoteDesk } from '../support/remote-desk'
import { openStoredCase, passSeconds, runOf, workOne } from '../support/remote-detector'

const db = useTestDatabase()
const desk = useRemoteDesk()

const emptyList = { kind: 'status' as const, status: 200, body: { success: true, items: [], num_pages: 1 } }

test('a repetition that is refused for now does not make an earlier submission forgotten', async () => {
  const { detectionId } = await openStoredCase(desk.team.moderator)
  desk.api.script('POST /detect', { kind: 'lose' }, { kind: 'status', status: 429 })
  await workOne(db, detectionId)
  await passSeconds(db, detectionId, settling + 1)
  // The API lists late what it took, so it is sent once more.
  desk.api.script('GET /detect', emptyList)
  await workOne(db, detectionId)
  // The refused one counts as none; the first may yet be found.
  expect(await runOf(db, detectionId)).toMatchObject({ state: 'sending', sends: 1 })
  await workOne(db, detectionId)
  expect(await runOf(db, detectionId)).toMatchObject({ state: 'sent', remote_uuid: desk.api.detections[0]?.uuid })
  expect(desk.api.detections).toHaveLength(1)
})

test('where a list is longer than is looked through, nothing is sent again', async () => {
  const { detectionId } = await openStoredCase(desk.team.moderator)
  desk.api.script('POST /detect', { kind: 'lose' })
  await workOne(db, detectionId)
  await passSeconds(db, detectionId, settling + 1)
  const item = () => ({ uuid: crypto.randomUUID(), status: 'completed', created_at: new Date().toISOString() })
  const page = { items: Array.from({ length: 100 }, item), num_pages: 99 }
  desk.api.script('GET /detect', ...Array.from({ length: 20 }, () => ({ ...emptyList, body: page })))
  await workOne(db, detectionId)
  const run = await runOf(db, detectionId)
  expect(run).toMatchObject({ state: 'sending', sends: 1 })
  expect(run.trouble).toMatch(/waits for its callback, so that nothing is paid for twice/)
  expect(desk.api.detections).toHaveLength(1)
})

test('where another API is connected by the time an answer was lost, a person decides whether it is paid for again', async () => {
  const { detectionId } = await openStoredCase(desk.team.moderator)
  desk.api.script('POST /detect', { kind: 'lose' })
  await workOne(db, detectionId)
  await db.owner`update remote_runs set api_host = 'old.example' where detection_id = ${detectionId}`
  await passSeconds(db, detectionId, settling + 1)
  await workOne(db, detectionId)
  const run = await runOf(db, detectionId)
  expect(run).toMatchObject({ state: 'ended', status: 'failed', sends: 1 })
  expect(run.error_message).toMatch(/old\.example was lost, and another one is connected.*Try the analysis again/)
  expect(desk.api.detections).toHaveLength(1)
})

test('what is lost again and again is sent three times at most, later each time, and then given up with the truth', async () => {
  const { detectionId } = await openStoredCase(desk.team.moderator)
  desk.api.script('POST /detect', { kind: 'drop' }, { kind: 'drop' }, { kind: 'drop' })
  const posts = () => desk.api.requests.filter(({ route }) => route === 'POST /detect').length
  await workOne(db, detectionId)
  for (const [sends, settled] of [settling, 2 * settling].entries()) {
    await passSeconds(db, detectionId, settled - 2)
    await workOne(db, detectionId)
    expect(await runOf(db, detectionId)).toMatchObject({ state: 'sending', sends: sends + 1 })
    await passSeconds(db, detectionId, 3)
    await workOne(db, detectionId)
    expect(posts()).toBe(sends + 2)
  }
  await passSeconds(db, detectionId, 4 * settling - 2)
  await workOne(db, detectionId)
  expect(await runOf(db, detectionId)).toMatchObject({ state: 'sending', status: 'processing', sends: 3 })
  await passSeconds(db, detectionId, 3)
  await workOne(db, detectionId)
  const run = await runOf(db, detectionId)
  expect(run).toMatchObject({ state: 'ended', status: 'failed', case_state: 'failed', sends: 3 })
  expect(run.error_message).toMatch(/sent to the detector at .* 3 times.*answer was lost.*Tell an admin/)
  expect(run.trouble_for_admin).toMatch(/lists no detection after 3 submissions.*may have charged/)
  expect(posts()).toBe(3)
  expect(await workOne(db, detectionId)).toBeNull()
})

test('submissions that were refused for now count for none of the three', async () => {
  const { detectionId } = await openStoredCase(desk.team.moderator)
  const busy = { kind: 'status' as const, status: 429 }
  desk.api.script('POST /detect', busy, busy, busy, { kind: 'drop' })
  for (let tries = 0; tries < 4; tries++) await workOne(db, detectionId)
  expect(await runOf(db, detectionId)).toMatchObject({ state: 'sending', sends: 1 })
  await passSeconds(db, detectionId, settling + 1)
  await workOne(db, detectionId)
  expect(await runOf(db, detectionId)).toMatchObject({ state: 'sent', sends: 2 })
})
