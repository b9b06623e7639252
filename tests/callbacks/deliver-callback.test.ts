import crypto from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { deliverCallback, giveUpCallback } from '@/lib/callbacks/deliver-callback'
import { rotateSecret } from '@/lib/callbacks/rotate-secret'
import { readDetection } from '@/lib/detect/read-detection'
import { detectionItem } from '@/lib/detect/response'
import { env } from '@/lib/env'
import { mediaAddress } from '@/lib/media/media-address'
import { type CallbackReceiver, startReceiver } from '../support/callback-receiver'
import * as support from '../support/callbacks'
import { useTestDatabase } from '../support/database'
import { makeTeam, type TestTeam } from '../support/people'

const db = useTestDatabase()
const { openReported, finish, fail, callbackOf, attemptsOf, deliverJobs, deliverDue, passTime } = support
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
  receiver.received.length = 0
  receiver.answerWith(200)
})
afterEach(() => support.useAuthSecret())
afterAll(() => receiver.stop())

const never = new AbortController().signal
const events = (callbackId: string) => db.owner`
  select type, case_id, facts from audit_events where facts ->> 'callbackId' = ${callbackId} order by id`

test('an outcome is delivered once, as the waiting response would have it', async () => {
  const opened = await openReported(team, { url: receiver.url })
  expect(await deliverJobs(db)).toEqual([])
  await finish(team, opened)
  expect(await deliverDue(db)).toBe(1)
  const [sent] = receiver.received
  const record = await readDetection(team.worker, { uuid: opened.detectionId })
  expect(sent?.body).toEqual(JSON.parse(JSON.stringify({ success: true, item: detectionItem(record, mediaAddress) })))
  expect(sent?.body.item.status).toBe('completed')
  expect(sent?.headers).toMatchObject({ 'content-type': 'application/json', 'user-agent': 'Docket' })
  const callback = await callbackOf(db, opened)
  expect(callback).toMatchObject({ status: 'delivered', attempts: 1, leased_until: null, ended_at: expect.any(Date) })
  expect(await attemptsOf(db, callback.id)).toEqual([
    { number: 1, status: 200, failure: null, milliseconds: expect.any(Number) },
  ])
  expect(await events(callback.id)).toMatchObject([
    { type: 'callback.delivered', case_id: opened.caseId, facts: { status: 200, attempts: 1 } },
  ])
  await deliverCallback({ teamId: team.teamId, callbackId: callback.id }, { signal: never })
  expect(receiver.received).toHaveLength(1)
  expect(await deliverJobs(db)).toEqual([])
})

test('the signature holds by the package and by hand', async () => {
  const { secret } = await rotateSecret(team.admin, {})
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
  const opened = await openReported(team, { url: receiver.url })
  await finish(team, opened)
  await deliverDue(db)
  const [sent] = receiver.received
  const headers = sent?.headers as Record<string, string>
  expect(new Webhook(secret).verify(sent?.text ?? '', headers)).toEqual(sent?.body)
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${sent?.text}`
  const mac = crypto.createHmac('sha256', key).update(signed).digest('base64')
  expect(headers['webhook-signature']).toBe(`v1,${mac}`)
  const { id } = await callbackOf(db, opened)
  expect(headers['webhook-id']).toBe(`msg_${id.replaceAll('-', '')}`)
  expect(() => new Webhook(`whsec_${Buffer.alloc(32).toString('base64')}`).verify(sent?.text ?? '', headers)).toThrow()
})

test('after an error, a time-out, a redirect and a refused connection it tries again, then says why it gave up', async () => {
  const opened = await openReported(team, { url: receiver.url })
  await finish(team, opened)
  const elsewhere = await startReceiver()
  env().ALLOWED_PRIVATE_HOSTS.push(elsewhere.host)
  const behaviours = [
    () => receiver.answerWith(500),
    () => receiver.answerWith(() => {}),
    () => receiver.answerWith((response) => response.writeHead(307, { location: elsewhere.url }).end()),
    () => receiver.answerWith((response) => response.destroy()),
    () => receiver.answerWith(410),
    () => receiver.answerWith(503),
  ]
  const pauses: number[] = []
  for (const [made, behave] of behaviours.entries()) {
    behave()
    expect(await deliverDue(db, 300), `try ${made + 1}`).toBe(1)
    const [next] = await deliverJobs(db)
    if (next) pauses.push(next.due)
    if (made === 0) expect(await deliverDue(db), 'not before its time').toBe(0)
    await passTime(db)
  }
  const { id, ...callback } = await callbackOf(db, opened)
  expect(callback).toMatchObject({ status: 'failed', attempts: 6 })
  const attempts = await attemptsOf(db, id)
  expect(attempts.map(({ status }) => status)).toEqual([500, null, 307, null, 410, 503])
  for (const [at, says] of [/500/, /within 0.3 seconds/, /redirect/, /broke/, /410/, /503/].entries()) {
    expect(attempts[at]?.failure).toMatch(says)
  }
  for (const [at, base] of [5, 20, 80, 320, 1280].entries()) {
    expect(pauses[at]).toBeGreaterThan(base * 0.5 - 2)
    expect(pauses[at]).toBeLessThan(base * 1.5 + 1)
  }
  expect(pauses).toHaveLength(5)
  expect(elsewhere.received).toEqual([])
  const ids = new Set(receiver.received.map(({ headers }) => headers['webhook-id']))
  expect(ids.size).toBe(1)
  expect(await events(id)).toMatchObject([
    { type: 'callback.failed', facts: { attempts: 6, reason: expect.stringMatching(/503/) } },
  ])
  expect(await deliverJobs(db)).toEqual([])
  await elsewhere.stop()
})

test('a receiver that comes back gets it', async () => {
  const away = await startReceiver()
  const { host, url } = away
  await away.stop()
  env().ALLOWED_PRIVATE_HOSTS.push(host)
  const opened = await openReported(team, { url })
  await finish(team, opened)
  await deliverDue(db)
  const { id } = await callbackOf(db, opened)
  expect(await attemptsOf(db, id)).toMatchObject([{ failure: 'The receiver refused the connection.' }])
  const back = await startReceiver(200, Number(host.split(':')[1]))
  await passTime(db)
  await deliverDue(db)
  expect(back.received).toHaveLength(1)
  expect(await callbackOf(db, opened)).toMatchObject({ status: 'delivered', attempts: 2 })
  await back.stop()
})

test('a failed analysis is reported as a failure', async () => {
  const opened = await openReported(team, { url: receiver.url, report: true, waits: true })
  await fail(team, opened, 'The file is damaged and cannot be decoded.')
  await deliverDue(db)
  expect(receiver.received).toHaveLength(1)
  expect(receiver.received[0]?.body).toMatchObject({
    success: false,
    error: 'The file is damaged and cannot be decoded.',
    item: {
      uuid: opened.detectionId.replaceAll('-', ''),
      status: 'failed',
      error_message: 'The file is damaged and cannot be decoded.',
      intelligence: { status: 'failed' },
    },
  })
})

test('under zero retention there is no address and no name in it', async () => {
  const opened = await openReported(team, { url: receiver.url, zeroRetention: true })
  await finish(team, opened)
  await deliverDue(db)
  expect(receiver.received[0]?.body.item).toMatchObject({
    url: null,
    audio_url: null,
    filename: expect.stringMatching(/^redacted_[0-9a-f]{24}\.png$/),
    zero_retention_mode: true,
  })
  expect(receiver.received[0]?.text).not.toContain('/api/media/')
})

test('two jobs for one callback deliver it once', async () => {
  const opened = await openReported(team, { url: receiver.url })
  await finish(team, opened)
  const [job] = await deliverJobs(db)
  if (!job) throw new Error('no job')
  await db.owner`delete from pgboss.job`
  receiver.answerWith((response) => setTimeout(() => response.writeHead(200).end(), 200))
  await Promise.all([1, 2, 3].map(() => deliverCallback(job.data, { signal: never }, 2000)))
  expect(receiver.received).toHaveLength(1)
  expect(await callbackOf(db, opened)).toMatchObject({ status: 'delivered', attempts: 1 })
  // Those that came too early come back once more, should the first have died.
  expect((await deliverJobs(db)).map(({ due }) => due > 30)).toEqual([true, true])
  await passTime(db)
  await deliverDue(db)
  expect(receiver.received).toHaveLength(1)
})

test('what a dead worker had begun goes on once its lease is over, and the log says so', async () => {
  const opened = await openReported(team, { url: receiver.url })
  await finish(team, opened)
  const { id } = await callbackOf(db, opened)
  await db.owner`update callbacks set attempts = 1, leased_until = now() + interval '20 seconds' where id = ${id}`
  await db.owner`insert into callback_attempts (team_id, callback_id, number) values (${team.teamId}, ${id}, 1)`
  await deliverDue(db)
  expect(receiver.received).toEqual([])
  await passTime(db)
  await deliverDue(db)
  expect(receiver.received).toHaveLength(1)
  expect(await attemptsOf(db, id)).toMatchObject([
    { number: 1, status: null, failure: expect.stringMatching(/worker ended/) },
    { number: 2, status: 200, failure: null },
  ])
})

test('a callback whose workers die each time comes to an end', async () => {
  const opened = await openReported(team, { url: receiver.url })
  await finish(team, opened)
  const { id } = await callbackOf(db, opened)
  await db.owner`update callbacks set attempts = 6, leased_until = now() - interval '1 second' where id = ${id}`
  await deliverDue(db)
  expect(receiver.received).toEqual([])
  expect(await callbackOf(db, opened)).toMatchObject({ status: 'failed' })
})

test('being stopped costs no try and sends it again at once', async () => {
  const opened = await openReported(team, { url: receiver.url })
  await finish(team, opened)
  receiver.answerWith(() => {})
  const stop = new AbortController()
  setTimeout(() => stop.abort(new Error('stopping')), 150)
  await deliverDue(db, 5000, stop.signal)
  const { id, ...callback } = await callbackOf(db, opened)
  expect(callback).toMatchObject({ status: 'due', attempts: 0, leased_until: null })
  receiver.answerWith(200)
  expect(await deliverDue(db)).toBe(1)
  expect(await attemptsOf(db, id)).toMatchObject([{ failure: expect.stringMatching(/stopped/) }, { status: 200 }])
})

test('a deleted detection is reported to nobody', async () => {
  const opened = await openReported(team, { url: receiver.url })
  await finish(team, opened)
  await db.owner`update detections set deleted_at = now() where id = ${opened.detectionId}`
  await deliverDue(db)
  expect(receiver.received).toEqual([])
  const { id, ...callback } = await callbackOf(db, opened)
  expect(callback).toMatchObject({ status: 'failed' })
  expect(await attemptsOf(db, id)).toMatchObject([{ failure: expect.stringMatching(/was deleted/) }])
  expect(await events(id)).toMatchObject([{ type: 'callback.failed', facts: { attempts: 0 } }])
})

test('nothing reaches a private address that is not allowed any more', async () => {
  const opened = await openReported(team, { url: receiver.url })
  await finish(team, opened)
  const allowed = env().ALLOWED_PRIVATE_HOSTS.splice(0)
  await deliverDue(db)
  env().ALLOWED_PRIVATE_HOSTS.push(...allowed)
  expect(receiver.received).toEqual([])
  const { id } = await callbackOf(db, opened)
  expect(await attemptsOf(db, id)).toMatchObject([
    { status: null, failure: expect.stringMatching(/^The callback_url/) },
  ])
})

test('a secret that cannot be opened ends it with the way out', async () => {
  const opened = await openReported(team, { url: receiver.url })
  await finish(team, opened)
  env().AUTH_SECRET = 'another secret for tests, thirty-two characters'
  await deliverDue(db)
  expect(receiver.received).toEqual([])
  const { id } = await callbackOf(db, opened)
  expect(await attemptsOf(db, id)).toMatchObject([
    { failure: expect.stringMatching(/AUTH_SECRET .* Replace the secret/) },
  ])
})

test('a fault of ours is thrown for the queue to try again, and in the end says so', async () => {
  const opened = await openReported(team, { url: receiver.url })
  await finish(team, opened)
  const { id } = await callbackOf(db, opened)
  const payload = { teamId: team.teamId, callbackId: id }
  await db.owner`update detections set parameters = 'null' where id = ${opened.detectionId}`
  for (const _ of [1, 2]) await expect(deliverCallback(payload, { signal: never })).rejects.toThrow()
  expect(receiver.received).toEqual([])
  expect(await callbackOf(db, opened)).toMatchObject({ status: 'due', attempts: 0, leased_until: null })
  const ours = { status: null, failure: expect.stringMatching(/within Docket/) }
  expect(await attemptsOf(db, id)).toMatchObject([ours, ours])
  await giveUpCallback(payload)
  await giveUpCallback(payload)
  expect(await callbackOf(db, opened)).toMatchObject({ status: 'failed' })
  expect(await attemptsOf(db, id)).toHaveLength(3)
})

test('neither the address nor what the receiver says is kept', async () => {
  const opened = await openReported(team, { url: `${receiver.url}?token=canary-in-query` })
  await finish(team, opened)
  receiver.answerWith((response) => response.writeHead(500).end('canary-in-answer'))
  await deliverDue(db)
  const kept = JSON.stringify([
    await db.owner`select * from callback_attempts`,
    await db.owner`select * from audit_events`,
    await db.owner`select * from pgboss.job`,
  ])
  expect(receiver.received[0]?.path).toContain('canary-in-query')
  expect(kept).not.toContain('canary')
})
