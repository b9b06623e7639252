import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { env } from '@/lib/env'
import { deliverWebhook, giveUpWebhook } from '@/lib/webhooks/deliver-webhook'
import { listDeliveries } from '@/lib/webhooks/list-deliveries'
import { listWebhooks } from '@/lib/webhooks/list-webhooks'
import { redriveDelivery } from '@/lib/webhooks/redrive-delivery'
import { removeWebhook } from '@/lib/webhooks/remove-webhook'
import { replaceWebhookSecret } from '@/lib/webhooks/replace-webhook-secret'
import { takeDelivery } from '@/lib/webhooks/take-delivery'
import { testWebhook } from '@/lib/webhooks/test-webhook'
import { type CallbackReceiver, startReceiver } from '../support/callback-receiver'
import { useAuthSecret } from '../support/callbacks'
import { useTestDatabase } from '../support/database'
import { decideAs } from '../support/judging'
import { makeTeam, type TestTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'
import { openWaitingCase } from '../support/rows'
import { deliverDue, deliveriesOf, makeWebhook, passTime, tell, webhookJobs } from '../support/webhooks'

const db = useTestDatabase()
let team: TestTeam
let receiver: CallbackReceiver

beforeAll(async () => {
  receiver = await startReceiver()
  env().ALLOWED_PRIVATE_HOSTS.push(receiver.host)
})
beforeEach(async () => {
  useAuthSecret()
  team = await makeTeam()
  await db.owner`delete from pgboss.job`
  receiver.received.length = 0
  receiver.answerWith(200)
})
afterAll(() => receiver.stop())

const never = new AbortController().signal
const events = (type: string) =>
  db.owner`select facts from audit_events where team_id = ${team.teamId} and type = ${type} order by id`

/** A webhook with one decision to be told of. */
async function decided() {
  const made = await makeWebhook(team, receiver.url)
  const { caseId } = await openWaitingCase(team.admin)
  const { decisionId } = await decideAs(team.moderator, caseId)
  await tell(db, team, caseId, decisionId)
  const [delivery] = await deliveriesOf(db, made.webhookId)
  if (!delivery) throw new Error('nothing is to be told')
  return { ...made, caseId, decisionId, deliveryId: delivery.id }
}
const attempts = (webhookId: string) =>
  listDeliveries(team.manager, { webhookId }).then(({ rows }) => rows.flatMap((row) => row.attempts))

test('what is sent is signed with the webhook’s own secret, and with the new one once that is replaced', async () => {
  const { webhookId, secret, deliveryId } = await decided()
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
  await deliverDue(db)
  const [sent] = receiver.received
  expect(sent?.headers).toMatchObject({
    'content-type': 'application/json',
    'user-agent': 'Docket',
    'webhook-id': `msg_${deliveryId.replaceAll('-', '')}`,
  })
  expect(new Webhook(secret).verify(sent?.text ?? '', sent?.headers as Record<string, string>)).toEqual(sent?.body)
  const renewed = await replaceWebhookSecret(team.admin, { webhookId })
  expect(renewed.secret).not.toBe(secret)
  await redriveDelivery(team.admin, { deliveryId })
  await deliverDue(db)
  const again = receiver.received[1]
  const headers = again?.headers as Record<string, string>
  expect(headers['webhook-id']).toBe(sent?.headers['webhook-id'])
  expect(() => new Webhook(secret).verify(again?.text ?? '', headers)).toThrow()
  expect(new Webhook(renewed.secret).verify(again?.text ?? '', headers)).toEqual(sent?.body)
  const [row] = await db.owner`select secret from webhooks where id = ${webhookId}`
  expect(row?.secret).not.toContain(renewed.secret)
})

test('after an error, a time-out, a redirect and a broken connection it tries again, then says why it gave up', async () => {
  const { webhookId, caseId } = await decided()
  const behaviours = [
    () => receiver.answerWith(500),
    () => receiver.answerWith(() => {}),
    () => receiver.answerWith((response) => response.writeHead(307, { location: receiver.url }).end()),
    () => receiver.answerWith((response) => response.destroy()),
    () => receiver.answerWith(410),
    () => receiver.answerWith(503),
  ]
  for (const behave of behaviours) {
    behave()
    expect(await deliverDue(db, 300)).toBe(1)
    expect(await deliverDue(db), 'not before its time').toBe(0)
    await passTime(db)
  }
  expect(await webhookJobs(db, 'webhook.deliver')).toEqual([])
  expect(await deliveriesOf(db, webhookId)).toMatchObject([{ status: 'failed', attempts: 6 }])
  const log = await attempts(webhookId)
  expect(log.map(({ status }) => status)).toEqual([500, null, 307, null, 410, 503])
  expect(log[1]?.failure).toMatch(/within 0.3 seconds/)
  expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
  expect(await events('webhook.failed')).toMatchObject([
    { facts: { webhookId, caseId, attempts: 6, reason: expect.stringMatching(/503/) } },
  ])
  expect(await listWebhooks(team.manager, {})).toMatchObject([{ webhookId, due: 0, failed: 1, last: 'failed' }])
})

test('one that has ended is sent again with six tries; one that has not, is not', async () => {
  const { webhookId, caseId, deliveryId } = await decided()
  await expectRefusal(redriveDelivery(team.admin, { deliveryId }), 'conflict', /not ended yet/)
  await deliverDue(db)
  await redriveDelivery(team.admin, { deliveryId })
  expect(await deliveriesOf(db, webhookId)).toMatchObject([{ status: 'due', attempts: 0, ended_at: null }])
  await deliverDue(db)
  expect((await attempts(webhookId)).map(({ number, status }) => [number, status])).toEqual([
    [1, 200],
    [2, 200],
  ])
  expect(await events('webhook.redriven')).toMatchObject([{ facts: { webhookId, deliveryId, caseId } }])
})

test('of two workers that take one delivery, one sends it; a dead one’s try is taken over', async () => {
  const { webhookId, deliveryId } = await decided()
  const taken = await Promise.all([
    takeDelivery(team.worker, { deliveryId }),
    takeDelivery(team.worker, { deliveryId }),
  ])
  expect(taken.filter(Boolean)).toHaveLength(1)
  await db.owner`delete from pgboss.job where start_after <= now()`
  expect(await webhookJobs(db, 'webhook.deliver')).toHaveLength(1)
  await passTime(db)
  await deliverDue(db)
  expect(receiver.received).toHaveLength(1)
  const log = await attempts(webhookId)
  expect(log.map(({ failure }) => failure)).toEqual([expect.stringMatching(/worker ended/), null])
})

test('a try that is broken off by a stop is not counted and follows at once', async () => {
  const { webhookId, deliveryId } = await decided()
  await db.owner`delete from pgboss.job`
  const stopping = new AbortController()
  receiver.answerWith(() => stopping.abort())
  await deliverWebhook({ teamId: team.teamId, deliveryId }, { signal: stopping.signal })
  expect(await deliveriesOf(db, webhookId)).toMatchObject([{ status: 'due', attempts: 0 }])
  receiver.answerWith(200)
  expect(await deliverDue(db)).toBe(1)
  expect(await deliveriesOf(db, webhookId)).toMatchObject([{ status: 'delivered', attempts: 1 }])
})

test('where the secret cannot be opened, or Docket fails by itself, nothing is sent and the log says so', async () => {
  const { webhookId, deliveryId } = await decided()
  env().AUTH_SECRET = 'another secret altogether, thirty-two chars'
  await deliverDue(db)
  useAuthSecret()
  expect(receiver.received).toEqual([])
  expect(await deliveriesOf(db, webhookId)).toMatchObject([{ status: 'failed', attempts: 0 }])
  expect((await attempts(webhookId))[0]?.failure).toMatch(/AUTH_SECRET has changed/)
  await redriveDelivery(team.admin, { deliveryId })
  await giveUpWebhook({ teamId: team.teamId, deliveryId })
  await giveUpWebhook({ teamId: team.teamId, deliveryId })
  expect(await deliverDue(db)).toBe(1)
  expect(receiver.received).toEqual([])
  expect((await attempts(webhookId)).map(({ failure }) => failure)).toEqual([
    expect.stringMatching(/AUTH_SECRET/),
    expect.stringMatching(/within Docket/),
  ])
})

test('an address that has become private since is not sent to', async () => {
  const { webhookId } = await decided()
  const allowed = env().ALLOWED_PRIVATE_HOSTS.splice(0)
  await deliverDue(db)
  env().ALLOWED_PRIVATE_HOSTS.push(...allowed)
  expect(receiver.received).toEqual([])
  expect((await attempts(webhookId))[0]).toMatchObject({ status: null, failure: expect.stringMatching(/^The address/) })
})

test('a test is tried once, and tells of nothing', async () => {
  const { webhookId } = await makeWebhook(team, receiver.url, ['case.purged'])
  receiver.answerWith(500)
  const { deliveryId } = await testWebhook(team.admin, { webhookId })
  await deliverDue(db)
  expect(receiver.received[0]?.body).toEqual({
    type: 'webhook.test',
    timestamp: expect.any(String),
    data: { team: team.teamId, note: expect.any(String) },
  })
  expect(await deliveriesOf(db, webhookId)).toMatchObject([{ id: deliveryId, status: 'failed', attempts: 1 }])
  expect(await webhookJobs(db, 'webhook.deliver')).toEqual([])
  expect(await events('webhook.tested')).toMatchObject([{ facts: { webhookId, deliveryId } }])
})

test('what a removed webhook was still to be told is told to nobody', async () => {
  const { webhookId, deliveryId } = await decided()
  await removeWebhook(team.admin, { webhookId })
  expect(await deliverDue(db)).toBe(1)
  expect(receiver.received).toEqual([])
  expect(await deliveriesOf(db, webhookId)).toMatchObject([{ status: 'failed', ended_at: expect.any(Date) }])
  await expectRefusal(redriveDelivery(team.admin, { deliveryId }), 'not_found')
  await deliverWebhook({ teamId: team.teamId, deliveryId }, { signal: never })
  expect(receiver.received).toEqual([])
})
