import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { env } from '@/lib/env'
import { handlers } from '@/lib/jobs/handlers'
import { type RunningLanes, startLanes } from '@/lib/jobs/worker-lanes'
import { pauseWebhook } from '@/lib/webhooks/pause-webhook'
import { type CallbackReceiver, startReceiver } from '../support/callback-receiver'
import { useAuthSecret } from '../support/callbacks'
import { useTestDatabase } from '../support/database'
import { decideAs, setDesk } from '../support/judging'
import { makeTeam } from '../support/people'
import { openWaitingCase } from '../support/rows'
import { makeWebhook } from '../support/webhooks'

const db = useTestDatabase()
let receiver: CallbackReceiver
let running: RunningLanes | undefined

beforeAll(async () => {
  useAuthSecret()
  receiver = await startReceiver()
  env().ALLOWED_PRIVATE_HOSTS.push(receiver.host)
})
afterEach(async () => {
  await running?.stop()
})
afterAll(() => receiver.stop())

test('the worker tells of what was decided, and of what was missed during a pause', { timeout: 60_000 }, async () => {
  const team = await makeTeam()
  await setDesk(db, team, { grace_seconds: 0 })
  const { webhookId } = await makeWebhook(team, receiver.url)
  running = await startLanes(db.appUrl, handlers, {
    'decision.tell': 1,
    'webhook.deliver': 2,
    'webhook.catch_up': 1,
  })
  const decide = async () => {
    const { caseId } = await openWaitingCase(team.admin)
    await decideAs(team.moderator, caseId)
    return caseId
  }
  const first = await decide()
  expect((await receiver.waitFor(1, 20_000))[0]?.body).toMatchObject({
    type: 'decision.made',
    data: { case: { id: first } },
  })
  await pauseWebhook(team.admin, { webhookId, paused: true })
  const second = await decide()
  await expect
    .poll(() => db.owner`select 1 from webhook_deliveries where case_id = ${second}`, { timeout: 20_000 })
    .toHaveLength(1)
  await pauseWebhook(team.admin, { webhookId, paused: false })
  const told = await receiver.waitFor(2, 20_000)
  expect(told.map(({ body }) => body.data.case.id)).toEqual([first, second])
})
