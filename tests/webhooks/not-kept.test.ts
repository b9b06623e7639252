import '../support/data-folder'
import crypto from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { decideCase } from '@/lib/cases/decide-case'
import { env } from '@/lib/env'
import { answerErasure } from '@/lib/retention/answer-erasure'
import { purgeCase } from '@/lib/retention/purge-case'
import { requestErasure } from '@/lib/retention/request-erasure'
import { redriveDelivery } from '@/lib/webhooks/redrive-delivery'
import { type CallbackReceiver, startReceiver } from '../support/callback-receiver'
import { useAuthSecret } from '../support/callbacks'
import { findCanary } from '../support/canary'
import { useTestDatabase } from '../support/database'
import { openKeptCase } from '../support/kept-case'
import { makeTeam, type TestTeam } from '../support/people'
import { deliverDue, deliveriesOf, makeWebhook, tell } from '../support/webhooks'
import { passDeadline } from '../support/zero-retention'

const db = useTestDatabase()
let team: TestTeam
let receiver: CallbackReceiver

beforeAll(async () => {
  env().DATABASE_APP_URL = db.appUrl
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

test('of a case that must not be kept, no word leaves or stays in the delivery log, and its deletion is told', async () => {
  const word = `word-${crypto.randomUUID()}`
  const title = 'redacted_0123456789abcdef01234567.png'
  const { webhookId } = await makeWebhook(team, receiver.url)
  const { caseId, number, job } = await openKeptCase(team.moderator, { zeroRetention: true, title })
  const { decisionId } = await decideCase(team.moderator, { caseId, finding: 'synthetic', reason: word })
  await tell(db, team, caseId, decisionId)
  await passDeadline(db, caseId)
  await purgeCase(job)
  await deliverDue(db)
  expect(receiver.received.map(({ body }) => body.type).toSorted()).toEqual(['case.purged', 'decision.made'])
  const told = receiver.received.map(({ text }) => text).join()
  for (const secret of [word, title, team.moderator.name, team.moderator.email]) expect(told).not.toContain(secret)
  const decision = receiver.received.find(({ body }) => body.type === 'decision.made')?.body.data
  expect(decision).toMatchObject({ case: { zero_retention: true }, decision: { finding: 'synthetic', reason: null } })
  const [receipt] = await db.owner`select sha256 from receipts where case_id = ${caseId}`
  expect(receiver.received.find(({ body }) => body.type === 'case.purged')?.body.data).toMatchObject({
    team: team.teamId,
    case: { id: caseId, number },
    purge: { because: 'zero_retention', receipt_sha256: receipt?.sha256, purged_at: expect.stringMatching(/Z$/) },
  })
  expect(JSON.stringify(await deliveriesOf(db, webhookId))).not.toContain(word)
})

test('a reason that was erased is sent by no later try, and the delivery log never held it', async () => {
  const word = `word-${crypto.randomUUID()}`
  const { webhookId } = await makeWebhook(team, receiver.url, ['decision.made'])
  const { caseId, job } = await openKeptCase(team.moderator)
  const { decisionId } = await decideCase(team.moderator, { caseId, finding: 'authentic', reason: word })
  await tell(db, team, caseId, decisionId)
  await deliverDue(db)
  expect(receiver.received[0]?.body.data.decision.reason).toBe(word)
  const { requestId } = await requestErasure(team.manager, { caseId, reason: 'A court asked for it.' })
  await answerErasure(team.admin, { requestId, confirm: true })
  await purgeCase(job)
  const [delivery] = await deliveriesOf(db, webhookId)
  await redriveDelivery(team.admin, { deliveryId: delivery?.id ?? '' })
  await deliverDue(db)
  expect(receiver.received[1]?.body.data.decision).toMatchObject({ finding: 'authentic', reason: null })
  expect(await findCanary(db, word)).toEqual([])
})
