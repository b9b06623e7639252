import '../support/data-folder'
import { expect, test } from 'vitest'
import { pollDetection } from '@/lib/detect/poll-detection'
import { useTestDatabase } from '../support/database'
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

async function sent(change: Parameters<typeof openStoredCase>[2] = {}): Promise<string> {
  const { detectionId } = await openStoredCase(desk.team.moderator, 'image', change)
  await workOne(db, detectionId)
  return detectionId
}

/** From here on another API is connected than the one that has this run. */
async function moveOn(detectionId: string): Promise<void> {
  await db.owner`update remote_runs set api_host = 'old.example' where detection_id = ${detectionId}`
  desk.api.requests.length = 0
}

const told = async () =>
  (await db.owner`select last_error from detector_connections where team_id = ${desk.team.teamId}`)[0]?.last_error

test('another API than the one that has a run is not asked about it: it is waited for, and said so', async () => {
  const detectionId = await sent()
  await moveOn(detectionId)
  await workOne(db, detectionId)
  // A callback is a hint to ask the one that has it, too.
  await pollDetection({ teamId: desk.team.teamId, detectionId }, { signal: new AbortController().signal })
  expect(desk.api.requests).toHaveLength(0)
  const run = await runOf(db, detectionId)
  expect(run).toMatchObject({ state: 'sent', status: 'processing' })
  expect(run.trouble).toMatch(/detector at old\.example has this media, and another one is connected by now/)
  expect(await told()).toMatch(new RegExp(`still at old\\.example, and ${desk.api.host} is connected by now`))
  const [next, ...others] = await jobsOfDetection(db, detectionId)
  expect(next?.data.ask).toBe(1)
  expect(others).toHaveLength(0)
})

test('connected to the first again in time, its result comes', async () => {
  const detectionId = await sent()
  await moveOn(detectionId)
  await workOne(db, detectionId)
  await db.owner`update remote_runs set api_host = ${desk.api.host} where detection_id = ${detectionId}`
  await desk.api.finish()
  await workOne(db, detectionId)
  expect(await runOf(db, detectionId)).toMatchObject({ status: 'completed', trouble: null, trouble_for_admin: null })
})

test('after two hours it is given up, with what to do', async () => {
  const detectionId = await sent()
  await moveOn(detectionId)
  await passSeconds(db, detectionId, 7201)
  await workOne(db, detectionId)
  const run = await runOf(db, detectionId)
  expect(run).toMatchObject({ state: 'ended', status: 'failed', case_state: 'failed' })
  expect(run.error_message).toMatch(/old\.example had this media.*Try the analysis again to use the present one/)
  expect(desk.api.requests).toHaveLength(0)
})

test('nor is it asked whether media is gone at the other', async () => {
  const detectionId = await sent({ zeroRetention: true })
  desk.api.answerWith(() => ({ file_deleted_at: null }))
  await desk.api.finish()
  await workOne(db, detectionId)
  expect(await runOf(db, detectionId)).toMatchObject({ state: 'ended', status: 'completed' })
  expect(await jobsOfDetection(db, detectionId)).not.toHaveLength(0)
  await moveOn(detectionId)
  while (await workOne(db, detectionId));
  expect(desk.api.requests).toHaveLength(0)
})

test('where no API is connected any more, or its key cannot be read, each has its sentence', async () => {
  const detectionId = await sent()
  const { teamId } = desk.team
  await db.owner`update detector_connections set url = ${desk.api.url}, key_sealed = 'v1.broken' where team_id = ${teamId}`
  await workOne(db, detectionId)
  expect((await runOf(db, detectionId)).trouble).toMatch(/key of the detector that has this media cannot be read/)
  await db.owner`update detector_connections set url = null, key_sealed = null where team_id = ${teamId}`
  disconnectInstance()
  await workOne(db, detectionId)
  expect((await runOf(db, detectionId)).trouble).toMatch(/is not connected any more\. Ask an admin/)
})
