import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Actor } from '@/lib/access/actor'
import { env } from '@/lib/env'
import { catchUp, queueWaiting } from '@/lib/webhooks/catch-up'
import { changeWebhook } from '@/lib/webhooks/change-webhook'
import { createWebhook } from '@/lib/webhooks/create-webhook'
import { deliveryPageSize, listDeliveries } from '@/lib/webhooks/list-deliveries'
import { listWebhooks } from '@/lib/webhooks/list-webhooks'
import { pauseWebhook } from '@/lib/webhooks/pause-webhook'
import { redriveDelivery } from '@/lib/webhooks/redrive-delivery'
import { removeWebhook } from '@/lib/webhooks/remove-webhook'
import { replaceWebhookSecret } from '@/lib/webhooks/replace-webhook-secret'
import { testWebhook } from '@/lib/webhooks/test-webhook'
import { mostWebhooks } from '@/lib/webhooks/webhook-events'
import { type CallbackReceiver, startReceiver } from '../support/callback-receiver'
import { useAuthSecret } from '../support/callbacks'
import { useTestDatabase } from '../support/database'
import { decideAs } from '../support/judging'
import { makeTeam, type TestTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'
import { openWaitingCase } from '../support/rows'
import { deliverDue, deliveriesOf, makeWebhook, tell, webhookJobs } from '../support/webhooks'

const db = useTestDatabase()
let team: TestTeam
let receiver: CallbackReceiver

beforeAll(async () => {
  useAuthSecret()
  receiver = await startReceiver()
  env().ALLOWED_PRIVATE_HOSTS.push(receiver.host)
})
beforeEach(async () => {
  team = await makeTeam()
  await db.owner`delete from pgboss.job`
  receiver.received.length = 0
})
afterAll(() => receiver.stop())

const facts = (type: string) =>
  db.owner`select facts from audit_events where team_id = ${team.teamId} and type = ${type} order by id`
const events = ['decision.made'] as const

async function decide(): Promise<void> {
  const { caseId } = await openWaitingCase(team.admin)
  const { decisionId } = await decideAs(team.moderator, caseId)
  await tell(db, team, caseId, decisionId)
}

test('the trail is told of every change, and of an address its host alone', async () => {
  const url = `${receiver.url}/token-7?key=secret-9`
  const { webhookId } = await createWebhook(team.admin, { url, events: [...events] })
  expect(await listWebhooks(team.admin, {})).toMatchObject([
    {
      webhookId,
      url,
      receiver: `${receiver.host}/callback/token-7`,
      events,
      pausedAt: null,
      due: 0,
      failed: 0,
      last: null,
    },
  ])
  expect((await listWebhooks(team.manager, {}))[0]).toMatchObject({ webhookId, url: null })
  await changeWebhook(team.admin, { webhookId, url: receiver.url, events: ['case.purged', 'decision.made'] })
  await replaceWebhookSecret(team.admin, { webhookId })
  await pauseWebhook(team.admin, { webhookId, paused: true })
  await pauseWebhook(team.admin, { webhookId, paused: true })
  await removeWebhook(team.admin, { webhookId })
  expect(await facts('webhook.created')).toEqual([{ facts: { webhookId, host: receiver.host, events } }])
  const [made, sent] = [events, ['decision.made', 'case.purged']].map((told) => ({
    host: receiver.host,
    events: told,
    paused: false,
  }))
  const told = { webhookId, before: sent, after: sent, addressReplaced: false, secretReplaced: false }
  expect(await facts('webhook.changed')).toEqual([
    { facts: { ...told, before: made, addressReplaced: true } },
    { facts: { ...told, secretReplaced: true } },
    { facts: { ...told, after: { ...sent, paused: true } } },
  ])
  expect(await facts('webhook.removed')).toEqual([
    { facts: { webhookId, before: { ...sent, paused: true }, after: null } },
  ])
  expect(await listWebhooks(team.manager, {})).toEqual([])
  const [row] = await db.owner`select secret from webhooks where id = ${webhookId}`
  expect(row).toEqual({ secret: '' })
})

test('an address that nothing may be sent to is refused with a sentence, and so is one too many', async () => {
  const make = (url: string) => createWebhook(team.admin, { url, events: [...events] })
  for (const [url, says] of [
    ['', /./],
    ['ftp://hooks.example.org/', /no complete web address/],
    ['http://hooks.example.org/', /begin with https/],
    ['https://127.0.0.1/', /not publicly reachable/],
    ['https://user:word@hooks.example.org/', /signed instead/],
    ['https://169.254.169.254/', /nothing is ever sent/],
    ['https://hooks.example.org:8443/', /port 8443/],
  ] as const) {
    await expect(make(url)).rejects.toMatchObject({
      code: 'bad_request',
      fields: { url: [expect.stringMatching(says)] },
    })
  }
  await expectRefusal(createWebhook(team.admin, { url: receiver.url, events: [] }), 'bad_request')
  for (let n = 0; n < mostWebhooks; n++) await make(receiver.url)
  await expectRefusal(make(receiver.url), 'conflict', /Remove one/)
})

test('while it is paused nothing but tests is sent; what it missed is sent when it goes on', async () => {
  const { webhookId } = await makeWebhook(team, receiver.url)
  await pauseWebhook(team.admin, { webhookId, paused: true })
  await decide()
  await decide()
  expect(await webhookJobs(db, 'webhook.deliver')).toEqual([])
  expect(await deliveriesOf(db, webhookId)).toMatchObject([{ status: 'due' }, { status: 'due' }])
  await testWebhook(team.admin, { webhookId })
  await deliverDue(db)
  expect(receiver.received.map(({ body }) => body.type)).toEqual(['webhook.test'])
  const [first] = await deliveriesOf(db, webhookId)
  await expectRefusal(redriveDelivery(team.admin, { deliveryId: first?.id ?? '' }), 'conflict')
  await catchUp({ teamId: team.teamId, webhookId, after: null })
  expect(await webhookJobs(db, 'webhook.deliver')).toEqual([])
  await pauseWebhook(team.admin, { webhookId, paused: false })
  expect(await webhookJobs(db, 'webhook.catch_up')).toMatchObject([{ data: { webhookId, after: null } }])
  expect(await queueWaiting(team.worker, { webhookId, after: null })).toEqual({ queued: 2 })
  expect(await deliverDue(db)).toBe(2)
  expect(receiver.received.map(({ body }) => body.type).slice(1)).toEqual(['decision.made', 'decision.made'])
})

test('a pause between two tries holds the next one back', async () => {
  const { webhookId } = await makeWebhook(team, receiver.url)
  await decide()
  await pauseWebhook(team.admin, { webhookId, paused: true })
  expect(await deliverDue(db)).toBe(1)
  expect(receiver.received).toEqual([])
  expect(await deliveriesOf(db, webhookId)).toMatchObject([{ status: 'due', attempts: 0 }])
})

test('what a long pause left is queued in parts', async () => {
  const { webhookId } = await makeWebhook(team, receiver.url)
  await db.owner`insert into webhook_deliveries (team_id, webhook_id, event, payload)
    select ${team.teamId}, ${webhookId}, 'case.purged', '{}' from generate_series(1, 250)`
  await catchUp({ teamId: team.teamId, webhookId, after: null })
  const [next] = await webhookJobs(db, 'webhook.catch_up')
  expect(await webhookJobs(db, 'webhook.deliver')).toHaveLength(200)
  await catchUp(next?.data as never)
  const jobs = await webhookJobs(db, 'webhook.deliver')
  expect(new Set(jobs.map(({ data }) => data.deliveryId)).size).toBe(250)
})

test('the log comes in pages and by state', async () => {
  const { webhookId } = await makeWebhook(team, receiver.url)
  await db.owner`insert into webhook_deliveries (team_id, webhook_id, event, payload, status, ended_at, created_at)
    select ${team.teamId}, ${webhookId}, 'case.purged', '{}', case when n = 1 then 'failed' else 'delivered' end, now(),
      now() - n * interval '1 minute' from generate_series(1, ${deliveryPageSize + 2}) n`
  const first = await listDeliveries(team.manager, { webhookId })
  expect([first.rows.length, first.more]).toEqual([deliveryPageSize, true])
  const second = await listDeliveries(team.manager, { webhookId, before: first.rows.at(-1)?.deliveryId ?? null })
  expect([second.rows.length, second.more]).toEqual([2, false])
  expect((await listDeliveries(team.manager, { webhookId, status: 'failed' })).rows).toHaveLength(1)
})

test('only admins manage, managers look, and nobody of another team does either', async () => {
  const { webhookId } = await makeWebhook(team, receiver.url)
  await decide()
  const [delivery] = await deliveriesOf(db, webhookId)
  const deliveryId = delivery?.id ?? ''
  const acts = (actor: Actor) => [
    () => createWebhook(actor, { url: receiver.url, events: [...events] }),
    () => changeWebhook(actor, { webhookId, url: receiver.url, events: [...events] }),
    () => pauseWebhook(actor, { webhookId, paused: true }),
    () => replaceWebhookSecret(actor, { webhookId }),
    () => testWebhook(actor, { webhookId }),
    () => removeWebhook(actor, { webhookId }),
    () => redriveDelivery(actor, { deliveryId }),
  ]
  const key: Actor = { kind: 'api-key', teamId: team.teamId, keyId: crypto.randomUUID(), scopes: ['read', 'submit'] }
  for (const actor of [team.moderator, team.manager, team.worker, key]) {
    for (const act of acts(actor)) await expectRefusal(act(), 'forbidden')
  }
  for (const look of [listWebhooks(team.moderator, {}), listDeliveries(team.moderator, { webhookId })]) {
    await expectRefusal(look, 'forbidden')
  }
  const stranger = await makeTeam()
  for (const act of acts(stranger.admin).slice(1)) await expectRefusal(act(), 'not_found')
  expect(await listWebhooks(stranger.admin, {})).toEqual([])
  expect((await listDeliveries(stranger.admin, { webhookId })).rows).toEqual([])
  expect(await queueWaiting(stranger.worker, { webhookId, after: null })).toEqual({ queued: 0 })
  await expectRefusal(queueWaiting(team.admin, { webhookId, after: null }), 'forbidden')
})
