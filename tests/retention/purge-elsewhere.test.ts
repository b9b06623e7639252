import '../support/data-folder'
import { beforeAll, expect, test } from 'vitest'
import { readDetection } from '@/lib/detect/read-detection'
import { detectionItem } from '@/lib/detect/response'
import { env } from '@/lib/env'
import { listRetention } from '@/lib/retention/list-retention'
import { orderPurge } from '@/lib/retention/order-purge'
import { purgeCase } from '@/lib/retention/purge-case'
import { readReceipt } from '@/lib/retention/read-receipt'
import { sweepPurges } from '@/lib/retention/sweep-purges'
import { useTestDatabase } from '../support/database'
import { useRemoteDesk } from '../support/remote-desk'
import { openStoredCase, workAll, workOne } from '../support/remote-detector'
import { passDeadline } from '../support/zero-retention'

const db = useTestDatabase()
const desk = useRemoteDesk()

beforeAll(() => {
  env().DATABASE_APP_URL = db.appUrl
})

/** A case whose analysis elsewhere has ended; `gone`: whether the API says that it deleted the media. */
async function openEnded(zeroRetention: boolean, gone: boolean) {
  const opened = await openStoredCase(desk.team.moderator, 'image', { zeroRetention })
  await workOne(db, opened.detectionId)
  desk.api.answerWith(() => (gone ? {} : { file_deleted_at: null }))
  await desk.api.finish()
  await workOne(db, opened.detectionId)
  if (zeroRetention) await passDeadline(db, opened.caseId)
  await db.owner`delete from pgboss.job where name = 'case.purge'`
  return { ...opened, job: { teamId: desk.team.teamId, caseId: opened.caseId } }
}

const deletedAt = async (uuid: string) =>
  detectionItem(await readDetection(desk.team.moderator, { uuid }), (id) => `/m/${id}`).file_deleted_at
const retention = async (caseId: string) =>
  (await db.owner`select retention from cases where id = ${caseId}`)[0]?.retention
const step = async (caseId: string) =>
  (
    await db.owner`select result, proof, failure, proof_says from purge_steps where case_id = ${caseId} and copy = 'detector'`
  )[0]
const jobs = () =>
  db.owner`select extract(epoch from start_after - now())::float8 as due from pgboss.job where name = 'case.purge'`
const passHours = (caseId: string, hours: number) =>
  db.owner`update purge_steps set created_at = created_at - make_interval(hours => ${hours}),
    attempted_at = attempted_at - make_interval(hours => ${hours}) where case_id = ${caseId}`
const deletions = () => desk.api.requests.filter(({ route }) => route === 'DELETE /detect/*')

test('zero retention: the copy elsewhere is attested by the API’s own word', async () => {
  const { caseId, number, detectionId, job } = await openEnded(true, true)
  await purgeCase(job)
  expect(await retention(caseId)).toBe('purged')
  const { document } = await readReceipt(desk.team.manager, { number })
  expect(document.copies.find(({ copy }) => copy === 'detector')).toMatchObject({
    subject: detectionId,
    required: true,
    proof: 'attested',
    proofSays: expect.stringMatching(/127\.0\.0\.1.*says that it deleted the media at 20/),
  })
  // It deletes by itself, and is not told to.
  expect(deletions()).toEqual([])
})

test('our own media goes at once; the case is purged, and says so over the API, only once the other one is gone too', async () => {
  const { caseId, detectionId, job, number } = await openEnded(true, false)
  await purgeCase(job)
  expect(await db.owner`select distinct deleted_at is not null as gone from media where case_id = ${caseId}`).toEqual([
    { gone: true },
  ])
  expect([await retention(caseId), await deletedAt(detectionId)]).toEqual(['purging', null])
  expect(await step(caseId)).toMatchObject({ result: 'waiting', proof: null })
  expect((await jobs()).map(({ due }) => Math.round(due))).toEqual([60])
  const { rows } = await listRetention(desk.team.manager, { caseNumber: number })
  expect(rows).toMatchObject([{ standing: 'purging', failed: [], receipt: null }])
  expect(rows[0]!.proven).toBe(rows[0]!.required - 1)
  // The sweep leaves to the job what was asked a moment ago.
  await db.owner`delete from pgboss.job where name = 'case.purge'`
  expect(await sweepPurges()).toBe(0)
  for (const one of desk.api.detections) one.overrides = {}
  await purgeCase(job)
  expect(await retention(caseId)).toBe('purged')
  expect(await deletedAt(detectionId)).toMatch(/^20/)
})

test('after two hours without its word the copy is not covered: no receipt, an alert, and it is asked daily', async () => {
  const { caseId, detectionId, job, number } = await openEnded(true, false)
  await purgeCase(job)
  await passHours(caseId, 2)
  await purgeCase(job)
  expect(await step(caseId)).toMatchObject({
    result: 'failed',
    proof: 'not_covered',
    failure: expect.stringMatching(/waited for for 2 hours.*not covered/),
  })
  expect([await retention(caseId), await deletedAt(detectionId)]).toEqual(['purging', null])
  const { rows, counts } = await listRetention(desk.team.manager, { standings: ['failed'] })
  expect(rows).toMatchObject([{ number, standing: 'failed', failed: [{ copy: 'detector' }], receipt: null }])
  expect(counts.failed).toBe(1)
  expect(
    await db.owner`select 1 from audit_events where type = 'case.purge_failed' and case_id = ${caseId}`,
  ).toHaveLength(1)
  await db.owner`delete from pgboss.job where name = 'case.purge'`
  expect(await sweepPurges()).toBe(0)
  await passHours(caseId, 24)
  expect(await sweepPurges()).toBe(1)
  for (const one of desk.api.detections) one.overrides = {}
  await purgeCase(job)
  expect(await retention(caseId)).toBe('purged')
})

test('an API that is down or was disconnected is waited for like one that says nothing', async () => {
  const { caseId, job } = await openEnded(true, false)
  desk.api.script('GET /detect/*', { kind: 'status', status: 503 })
  await purgeCase(job)
  expect(await step(caseId)).toMatchObject({ result: 'waiting', proof_says: expect.stringMatching(/./) })
  delete env().DETECT_API_URL
  await purgeCase(job)
  expect(await step(caseId)).toMatchObject({ result: 'waiting', proof_says: expect.stringMatching(/not connected/) })
  expect(await retention(caseId)).toBe('purging')
  await db.owner`delete from pgboss.job`
})

test('a case that was kept: the other API is told to delete, and asked whether it has it still', async () => {
  const { caseId, number, job } = await openEnded(false, true)
  await orderPurge(desk.team.manager, { caseId, reason: 'Not needed any more.' })
  await purgeCase(job)
  expect(await retention(caseId)).toBe('purged')
  expect(deletions()).toHaveLength(1)
  expect(desk.api.detections).toEqual([])
  const { document } = await readReceipt(desk.team.manager, { number })
  expect(document.copies.find(({ copy }) => copy === 'detector')).toMatchObject({
    result: 'gone',
    proof: 'attested',
    proofSays: expect.stringMatching(/does not have this detection any more/),
  })
  expect(document.copies.find(({ copy }) => copy === 'reply')).toMatchObject({ result: 'gone', proof: 'probed' })
})

test('one that never got there is attested by its list', async () => {
  const opened = await openStoredCase(desk.team.moderator, 'image', { zeroRetention: true })
  desk.api.script('POST /detect', { kind: 'status', status: 402 })
  await workAll(db, opened.detectionId, 3)
  await db.owner`update remote_runs set state = 'ended' where detection_id = ${opened.detectionId}`
  await db.owner`update detections set status = 'failed', error_message = 'x' where id = ${opened.detectionId} and status = 'processing'`
  await db.owner`delete from pgboss.job`
  await passDeadline(db, opened.caseId)
  for (const one of [...desk.api.detections]) desk.api.detections.splice(desk.api.detections.indexOf(one), 1)
  await purgeCase({ teamId: desk.team.teamId, caseId: opened.caseId })
  expect(await retention(opened.caseId)).toBe('purged')
  const { document } = await readReceipt(desk.team.manager, { number: opened.number })
  const copy = document.copies.find((each) => each.copy === 'detector')
  if (copy) expect(copy).toMatchObject({ proof: 'attested' })
})

test('what the other API said of a failure is not kept under zero retention, and goes with a case that was kept', async () => {
  const fail = async (zeroRetention: boolean) => {
    const opened = await openStoredCase(desk.team.moderator, 'image', { zeroRetention })
    await workOne(db, opened.detectionId)
    desk.api.answerWith(() => ({ status: 'failed', error_message: 'Jane Doe cannot be read' }))
    await desk.api.finish()
    await workOne(db, opened.detectionId)
    return opened
  }
  const telling = async (caseId: string) =>
    (
      await db.owner`
      select 'run' as place from detections where case_id = ${caseId} and error_message like '%Jane%'
      union all select 'case' from cases where id = ${caseId} and failure like '%Jane%'
      union all select 'trail' from audit_openings where case_id = ${caseId} and value::text like '%Jane%'
      union all select 'trail' from audit_events where case_id = ${caseId} and facts::text like '%Jane%'`
    ).map(({ place }) => place)
  expect(await telling((await fail(true)).caseId)).toEqual([])
  const kept = await fail(false)
  expect(await telling(kept.caseId)).toEqual(['run', 'case', 'trail'])
  await orderPurge(desk.team.manager, { caseId: kept.caseId, reason: 'Not needed any more.' })
  await purgeCase({ teamId: desk.team.teamId, caseId: kept.caseId })
  expect(await telling(kept.caseId)).toEqual([])
  const [run] = await db.owner`select error_message from detections where id = ${kept.detectionId}`
  expect(run?.error_message).toMatch(/could not analyse this media: “…”\.$/)
})
