import '../support/data-folder'
import { expect, test } from 'vitest'
import { withdrawCase } from '@/lib/cases/withdraw-case'
import { pollDetection } from '@/lib/detect/poll-detection'
import { useTestDatabase } from '../support/database'
import { useRemoteDesk } from '../support/remote-desk'
import { disconnectInstance, jobsOfDetection, openStoredCase, runOf, workOne } from '../support/remote-detector'

const db = useTestDatabase()
const desk = useRemoteDesk()

const toldAdmin = async () => {
  const [row] = await db.owner`select last_error from detector_connections where team_id = ${desk.team.teamId}`
  return row?.last_error
}

async function sentAndDeleted(): Promise<string> {
  const { detectionId } = await openStoredCase(desk.team.moderator)
  await workOne(db, detectionId)
  await withdrawCase(desk.team.manager, { uuid: detectionId })
  await db.owner`delete from pgboss.job where data->>'detectionId' = ${detectionId} and (data->>'ask') is not null`
  return detectionId
}

test('a deletion that fails there is tried again until it works, and an admin is told', async () => {
  for (const status of [503, 401]) {
    const detectionId = await sentAndDeleted()
    desk.api.script('DELETE /detect/*', { kind: 'status', status })
    await workOne(db, detectionId)
    expect(desk.api.detections).toHaveLength(1)
    const [told] = await db.owner`select last_error from detector_connections where team_id = ${desk.team.teamId}`
    expect(told?.last_error).toMatch(new RegExp(`deleted detection is still there.*${status}`))
    const [again] = await jobsOfDetection(db, detectionId)
    expect(again?.due).toBeGreaterThan(30)
    await workOne(db, detectionId)
    expect(desk.api.detections).toHaveLength(0)
    expect(await jobsOfDetection(db, detectionId)).toHaveLength(0)
  }
})

test('after a week it is given up', async () => {
  const detectionId = await sentAndDeleted()
  await db.owner`update detections set deleted_at = now() - interval '8 days' where id = ${detectionId}`
  desk.api.script('DELETE /detect/*', { kind: 'status', status: 503 })
  await workOne(db, detectionId)
  expect(await jobsOfDetection(db, detectionId)).toHaveLength(0)
})

test('where the connection leads elsewhere by now, an admin is told where it still is', async () => {
  const detectionId = await sentAndDeleted()
  await db.owner`update remote_runs set api_host = 'old.example' where detection_id = ${detectionId}`
  desk.api.requests.length = 0
  await workOne(db, detectionId)
  expect(desk.api.requests).toHaveLength(0)
  const [told] = await db.owner`select last_error from detector_connections where team_id = ${desk.team.teamId}`
  expect(told?.last_error).toMatch(/still there.*old\.example.*Delete it there/)
})

test('where nothing is connected any more, an admin is told where it still is', async () => {
  const detectionId = await sentAndDeleted()
  const { remote_uuid: uuid } = await runOf(db, detectionId)
  disconnectInstance()
  await workOne(db, detectionId)
  const at = `${uuid} at ${desk.api.host}`
  expect(await toldAdmin()).toBe(
    `A deleted detection is still there: ${at}, which is not connected any more. Delete it there.`,
  )
  expect(await jobsOfDetection(db, detectionId)).toHaveLength(0)
})

test('where nothing is connected any more, one whose answer was lost may still be there', async () => {
  const { detectionId } = await openStoredCase(desk.team.moderator)
  desk.api.script('POST /detect', { kind: 'lose' })
  await workOne(db, detectionId)
  await withdrawCase(desk.team.manager, { uuid: detectionId })
  disconnectInstance()
  while (await workOne(db, detectionId));
  expect(await toldAdmin()).toMatch(/deleted detection may still be there, for its answer was lost: at 127.*Delete it/)
})

test('where the key cannot be read, an admin is told, and it is deleted once it can', async () => {
  const detectionId = await sentAndDeleted()
  const { teamId } = desk.team
  await db.owner`update detector_connections set url = ${desk.api.url}, key_sealed = 'v1.broken' where team_id = ${teamId}`
  await workOne(db, detectionId)
  expect(await toldAdmin()).toMatch(/is still there.*key cannot be read. Enter the key again, or delete it there/)
  await db.owner`update detector_connections set url = null, key_sealed = null where team_id = ${teamId}`
  expect(desk.api.detections).toHaveLength(1)
  await workOne(db, detectionId)
  expect(desk.api.detections).toHaveLength(0)
})

test('a run that was never sent leaves nothing to tell of', async () => {
  const { detectionId } = await openStoredCase(desk.team.moderator)
  await db.owner`update detector_connections set last_error = null where team_id = ${desk.team.teamId}`
  await withdrawCase(desk.team.manager, { uuid: detectionId })
  disconnectInstance()
  await pollDetection({ teamId: desk.team.teamId, detectionId }, { signal: new AbortController().signal })
  expect(await toldAdmin()).toBeNull()
})

test('deleted after its answer was lost: it is found there, and deleted', async () => {
  const { detectionId } = await openStoredCase(desk.team.moderator)
  desk.api.script('POST /detect', { kind: 'lose' })
  await workOne(db, detectionId)
  expect(await runOf(db, detectionId)).toMatchObject({ state: 'sending', remote_uuid: null })
  await withdrawCase(desk.team.manager, { uuid: detectionId })
  while (await workOne(db, detectionId));
  expect(desk.api.detections).toHaveLength(0)
  expect(await runOf(db, detectionId)).toMatchObject({ state: 'ended', status: 'failed' })
})

test('a gateway’s page for a detection that is there is no word that it is gone', async () => {
  const { detectionId } = await openStoredCase(desk.team.moderator)
  await workOne(db, detectionId)
  desk.api.script('GET /detect/*', { kind: 'html', status: 404 })
  await workOne(db, detectionId)
  expect(await runOf(db, detectionId)).toMatchObject({ state: 'sent', status: 'processing' })
  await desk.api.finish()
  while (await workOne(db, detectionId));
  expect(await runOf(db, detectionId)).toMatchObject({ state: 'ended', status: 'completed' })
})
