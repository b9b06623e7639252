import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { settleDecision } from '@/lib/cases/tell-decision'
import { undoDecision } from '@/lib/cases/undo-decision'
import { env } from '@/lib/env'
import { appealCase } from '@/lib/reviews/appeal-case'
import { askReview } from '@/lib/reviews/ask-review'
import { countedBefore } from '@/lib/webhooks/came-into-force'
import { type CallbackReceiver, startReceiver } from '../support/callback-receiver'
import { useAuthSecret } from '../support/callbacks'
import { useTestDatabase } from '../support/database'
import { anotherMember, decideAs, judgeBy, settle } from '../support/judging'
import { makeTeam, type TestTeam } from '../support/people'
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
  receiver.answerWith(200)
})
afterAll(() => receiver.stop())

const minute = (n: number) => new Date(Date.UTC(2026, 0, 1, 10, n))

test('a decision is told once, when it cannot be taken back any more', async () => {
  const { webhookId } = await makeWebhook(team, receiver.url)
  const { caseId, detectionId, number } = await openWaitingCase(team.admin)
  const { decisionId } = await decideAs(team.moderator, caseId, 'synthetic')
  expect(await settleDecision(team.worker, { decisionId })).toEqual({ told: false })
  expect(await deliveriesOf(db, webhookId)).toEqual([])
  expect(await tell(db, team, caseId, decisionId)).toEqual({ told: true })
  expect(await settleDecision(team.worker, { decisionId })).toEqual({ told: true })
  expect(await deliveriesOf(db, webhookId)).toHaveLength(1)
  expect(await deliverDue(db)).toBe(1)
  expect(receiver.received).toHaveLength(1)
  const { type, timestamp, data } = receiver.received[0]?.body ?? {}
  expect([type, Number.isNaN(Date.parse(timestamp))]).toEqual(['decision.made', false])
  expect(data).toEqual({
    team: team.teamId,
    case: {
      id: caseId,
      number,
      url: `${env().PUBLIC_URL}/cases/${number}`,
      media_type: 'image',
      source: 'upload',
      zero_retention: false,
      detections: [detectionId],
    },
    decision: {
      id: decisionId,
      kind: 'first',
      replaces: null,
      finding: 'synthetic',
      tracks: {},
      action: null,
      policy: null,
      confidence: null,
      exhibits: [],
      reason: 'Seen the original.',
      decided_at: expect.stringMatching(/Z$/),
      effective_at: expect.stringMatching(/Z$/),
      decided_by: expect.stringMatching(/^Reviewer [0-9a-f]{6}$/),
      automated_detection: 'No',
      automated_decision: 'AUTOMATED_DECISION_PARTIALLY',
    },
    analyses: [{ detection: detectionId, completed_at: expect.any(String), label: 'Neutral/Uncertain', score: 0.5 }],
  })
  const told = receiver.received[0]?.text ?? ''
  for (const name of [team.moderator.name, team.moderator.email, team.moderator.memberId, 'photo.png']) {
    expect(told).not.toContain(name)
  }
  expect(await db.owner`select facts, case_id from audit_events where type = 'webhook.delivered'`).toMatchObject([
    { case_id: caseId, facts: { webhookId, told: 'decision.made', status: 200, attempts: 1 } },
  ])
})

test('an undo inside the window leaves no outgoing trace', async () => {
  const { webhookId } = await makeWebhook(team, receiver.url)
  const { caseId } = await openWaitingCase(team.admin)
  const { decisionId } = await decideAs(team.moderator, caseId)
  await undoDecision(team.moderator, { caseId, decisionId })
  expect(await tell(db, team, caseId, decisionId)).toEqual({ told: false })
  expect(await deliveriesOf(db, webhookId)).toEqual([])
  expect(await webhookJobs(db, 'webhook.deliver')).toEqual([])
  expect(await deliverDue(db)).toBe(0)
  expect(receiver.received).toEqual([])
  const trail = await db.owner`select type from audit_events where team_id = ${team.teamId} and type like 'webhook.%'`
  expect(trail).toEqual([{ type: 'webhook.created' }])
  expect(await db.owner`select 1 from webhook_attempts where team_id = ${team.teamId}`).toHaveLength(0)
})

test('what is decided anew is told as a change, under the policy and action it was decided by', async () => {
  const { policyId, version } = await judgeBy(db, team)
  const { webhookId } = await makeWebhook(team, receiver.url)
  const { caseId } = await openWaitingCase(team.admin)
  const first = await decideAs(team.moderator, caseId)
  await tell(db, team, caseId, first.decisionId)
  await appealCase(team.manager, { caseId, reason: 'The uploader objects.' })
  const other = await anotherMember(team, 'Olive Other')
  const { decideCase } = await import('@/lib/cases/decide-case')
  const second = await decideCase(other, {
    caseId,
    finding: 'manipulated',
    reason: 'The edit shows.',
    action: 'remove',
    policyId,
    policyVersion: version,
  })
  await tell(db, team, caseId, second.decisionId)
  const [made, changed] = await deliveriesOf(db, webhookId)
  expect(made).toMatchObject({ event: 'decision.made', decision_id: first.decisionId })
  expect(changed).toMatchObject({
    event: 'decision.changed',
    decision_id: second.decisionId,
    payload: {
      decision: {
        kind: 'appeal',
        replaces: first.decisionId,
        action: { code: 'remove', label: 'Remove' },
        policy: { id: policyId, version },
      },
    },
  })
})

test('a decision that waits for a second look is told by the one that answers it, as the first', async () => {
  const { webhookId } = await makeWebhook(team, receiver.url)
  const { caseId } = await openWaitingCase(team.admin)
  const first = await decideAs(team.moderator, caseId)
  await askReview(team.moderator, { caseId, reason: 'Not sure.' })
  expect(await tell(db, team, caseId, first.decisionId)).toEqual({ told: false })
  const second = await decideAs(team.manager, caseId)
  await settle(db, caseId)
  // As it was: the look was asked for inside the first one's window.
  await db.owner`update decisions set effective_at = created_at + interval '60 seconds' where id = ${first.decisionId}`
  await settleDecision(team.worker, second)
  expect(await deliveriesOf(db, webhookId)).toMatchObject([
    {
      event: 'decision.made',
      decision_id: second.decisionId,
      payload: { decision: { replaces: null, kind: 'second' } },
    },
  ])
})

test('whether a decision counted: after its window, while no second look at it was awaited', () => {
  const counted = (looks: [number, number | null][]) =>
    countedBefore(
      minute(10),
      minute(30),
      looks.map(([from, until]) => ({ from: minute(from), until: until === null ? null : minute(until) })),
    )
  expect(counted([])).toBe(true)
  expect(counted([[5, null]])).toBe(false)
  expect(counted([[5, 20]])).toBe(true)
  expect(counted([[5, 30]])).toBe(false)
  expect(counted([[15, 30]])).toBe(true)
  expect(
    counted([
      [20, 31],
      [9, 20],
    ]),
  ).toBe(false)
  expect(countedBefore(minute(30), minute(30), [])).toBe(false)
})

test('only those that listen are told, and nobody of another team', async () => {
  const stranger = await makeTeam()
  const theirs = await makeWebhook(stranger, receiver.url)
  const listens = await makeWebhook(team, receiver.url, ['decision.made'])
  const deaf = await makeWebhook(team, receiver.url, ['decision.changed', 'case.purged'])
  const { caseId } = await openWaitingCase(team.admin)
  const { decisionId } = await decideAs(team.moderator, caseId)
  await tell(db, team, caseId, decisionId)
  expect(await deliveriesOf(db, listens.webhookId)).toHaveLength(1)
  for (const { webhookId } of [deaf, theirs]) expect(await deliveriesOf(db, webhookId)).toEqual([])
})
