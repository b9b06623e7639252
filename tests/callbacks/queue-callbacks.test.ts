import crypto from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { env } from '@/lib/env'
import { type CallbackReceiver, startReceiver } from '../support/callback-receiver'
import * as support from '../support/callbacks'
import { useTestDatabase } from '../support/database'
import { makeTeam, type TestTeam } from '../support/people'

const db = useTestDatabase()
const { openReported, finish, fail, endReport, callbackOf, deliverJobs, deliverDue, passTime } = support
let team: TestTeam
let receiver: CallbackReceiver

beforeAll(async () => {
  support.useAuthSecret()
  team = await makeTeam()
  receiver = await startReceiver()
  env().ALLOWED_PRIVATE_HOSTS.push(receiver.host)
})
beforeEach(async () => {
  await db.owner`delete from pgboss.job`
  await db.owner`delete from callback_attempts`
  await db.owner`delete from callbacks`
  receiver.received.length = 0
})
afterAll(() => receiver.stop())

const sentStates = () => receiver.received.map(({ body }) => [body.item.status, body.item.intelligence?.status])

test('true waits for the report', async () => {
  const opened = await openReported(team, { url: receiver.url, report: true, waits: true })
  await finish(team, opened)
  expect(await deliverJobs(db)).toEqual([])
  expect(await callbackOf(db, opened)).toMatchObject({ status: 'waiting' })
  await endReport(db, team, opened)
  expect(await deliverDue(db)).toBe(1)
  expect(sentStates()).toEqual([['completed', 'completed']])
})

test('false is sent after Detect, and not again after the report', async () => {
  const opened = await openReported(team, { url: receiver.url, report: true, waits: false })
  await finish(team, opened)
  expect(await deliverDue(db)).toBe(1)
  expect(sentStates()).toEqual([['completed', 'processing']])
  await endReport(db, team, opened)
  expect(await deliverJobs(db)).toEqual([])
})

test('unset is sent with the report when that comes in time, and the timer then finds nothing to do', async () => {
  const opened = await openReported(team, { url: receiver.url, report: true })
  await finish(team, opened)
  const [timer, ...others] = await deliverJobs(db)
  expect(others).toEqual([])
  expect(timer?.due).toBeGreaterThan(590)
  expect(timer?.due).toBeLessThanOrEqual(601)
  await endReport(db, team, opened)
  expect(await deliverDue(db)).toBe(1)
  expect(sentStates()).toEqual([['completed', 'completed']])
  await passTime(db)
  expect(await deliverDue(db)).toBe(1)
  expect(receiver.received).toHaveLength(1)
  expect(await deliverJobs(db)).toEqual([])
})

test('unset sends what there is after ten minutes, and not again after the report', async () => {
  const opened = await openReported(team, { url: receiver.url, report: true })
  await finish(team, opened)
  await passTime(db)
  // The clock of the machine that set the timer ran ahead: it is set again.
  expect(await deliverDue(db)).toBe(1)
  expect(receiver.received).toEqual([])
  expect((await deliverJobs(db))[0]?.due).toBeGreaterThan(590)
  await db.owner`update detections set completed_at = now() - interval '601 seconds' where id = ${opened.detectionId}`
  await passTime(db)
  expect(await deliverDue(db)).toBe(1)
  expect(sentStates()).toEqual([['completed', 'processing']])
  await endReport(db, team, opened)
  expect(await deliverJobs(db)).toEqual([])
  expect(await callbackOf(db, opened)).toMatchObject({ status: 'delivered' })
})

test('a timer that comes while tries are still made adds none', async () => {
  const opened = await openReported(team, { url: receiver.url, report: true })
  await finish(team, opened)
  const [timer] = await deliverJobs(db)
  await endReport(db, team, opened)
  receiver.answerWith(500)
  await deliverDue(db)
  await db.owner`update pgboss.job set start_after = now() - interval '1 second' where id = ${timer?.id ?? ''}`
  await deliverDue(db)
  expect(receiver.received).toHaveLength(1)
  expect(await callbackOf(db, opened)).toMatchObject({ status: 'due', attempts: 1 })
  receiver.answerWith(200)
  await passTime(db)
  while (await deliverDue(db)) await passTime(db)
  expect(receiver.received).toHaveLength(2)
})

test('a failed analysis waits for no report', async () => {
  for (const waits of [true, false, null]) {
    const opened = await openReported(team, { url: receiver.url, report: true, waits })
    await fail(team, opened)
    expect(await deliverDue(db)).toBe(1)
    expect(await callbackOf(db, opened)).toMatchObject({ status: 'delivered' })
  }
})

test('a report asked for with a callback of its own is reported when it has ended', async () => {
  const opened = await openReported(team, { url: `${receiver.url}/detection`, report: true, waits: false })
  const [report] = await db.owner<{ id: string }[]>`
    select id from intelligences where detection_id = ${opened.detectionId}`
  const id = report?.id ?? ''
  await db.owner`insert into callbacks (team_id, intelligence_id, url)
    values (${team.teamId}, ${id}, ${`${receiver.url}/report`})`
  await finish(team, opened)
  await deliverDue(db)
  expect(receiver.received.map(({ path }) => path)).toEqual(['/callback/detection'])
  await endReport(db, team, opened)
  await deliverDue(db)
  expect(receiver.received.map(({ path }) => path)).toEqual(['/callback/detection', '/callback/report'])
  expect(receiver.received[1]?.body).toEqual({
    success: true,
    item: {
      uuid: id.replaceAll('-', ''),
      status: 'completed',
      description: { abnormalities: 'None.' },
      error_message: null,
      created_at: expect.any(String),
      detect_uuid: opened.detectionId.replaceAll('-', ''),
      media_type: 'image',
    },
  })
})

test('a failed report is reported as a failure', async () => {
  const opened = await openReported(team, { url: receiver.url, report: true, waits: false })
  await db.owner`insert into callbacks (team_id, intelligence_id, url)
    select team_id, id, ${`${receiver.url}/report`} from intelligences where detection_id = ${opened.detectionId}`
  await fail(team, opened)
  await deliverDue(db)
  const report = receiver.received.find(({ path }) => path === '/callback/report')
  expect(report?.body).toMatchObject({ success: false, error: expect.any(String), item: { status: 'failed' } })
})

test('jobs carry no address, and one group for each receiver', async () => {
  const other = 'https://other.example/callback'
  for (const url of [receiver.url, `${receiver.url}/another?a=1`, other]) {
    await finish(team, await openReported(team, { url }))
  }
  const groups = (await deliverJobs(db)).map(({ group_id }) => group_id)
  expect(groups[0]).toBe(groups[1])
  expect(new Set(groups).size).toBe(2)
  expect(groups).toContain(crypto.createHash('sha256').update('other.example').digest('hex').slice(0, 32))
  expect(JSON.stringify(await db.owner`select * from pgboss.job`)).not.toContain('other.example')
})
