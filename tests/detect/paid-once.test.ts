import '../support/data-folder'
import crypto from 'node:crypto'
import { expect, test } from 'vitest'
import { settling } from '@/lib/detect/run-remote'
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
  expect(await runOf(db, detectionId)).toMatchObject({ state: 'sending', sends: 2 })
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
