import { beforeEach, describe, expect, test } from 'vitest'
import { listEvents } from '@/lib/audit/list-events'
import { claimCase } from '@/lib/cases/claim-case'
import { countWaiting } from '@/lib/cases/count-waiting'
import { decideCase } from '@/lib/cases/decide-case'
import { PolicyRules } from '@/lib/policies/policy-rules'
import { publishPolicy } from '@/lib/policies/publish-policy'
import { setTeamPolicy } from '@/lib/policies/set-team-policy'
import { arrangeQueues, arrangeSome } from '@/lib/queues/arrange-queues'
import { listRules } from '@/lib/queues/list-rules'
import { moveManyToQueue, moveToQueue } from '@/lib/queues/move-to-queue'
import { routeCase } from '@/lib/queues/route-case'
import type { RoutingConditions } from '@/lib/queues/routing-rules'
import { setRouting } from '@/lib/queues/set-routing'
import { whatIf } from '@/lib/queues/what-if'
import { askReview } from '@/lib/reviews/ask-review'
import { useTestDatabase } from '../support/database'
import { makeTeam, type TestTeam } from '../support/people'
import { judge, makeQueue, openJudged } from '../support/queues'
import { expectRefusal } from '../support/refusals'
import { openTestCase } from '../support/rows'

const db = useTestDatabase()
let team: TestTeam
let mainId: string
let urgentId: string

beforeEach(async () => {
  team = await makeTeam()
  const [main] = await db.owner<{ id: string }[]>`select id from queues where team_id = ${team.teamId} and is_default`
  mainId = main!.id
  urgentId = await makeQueue(team, 'Urgent')
})

const setRules = async (...conditions: RoutingConditions[]) => {
  const seen = (await listRules(team.admin, {})).map(({ id }) => id)
  return setRouting(team.admin, { seen, rules: conditions.map((asked) => ({ queueId: urgentId, conditions: asked })) })
}
const row = async (caseId: string) => (await db.owner`select * from cases where id = ${caseId}`)[0]!
const queuedEvents = (caseId: string) =>
  db.owner`select actor_kind, facts from audit_events where case_id = ${caseId} and type = 'case.queued' order by id`
const jobs = (name: string) =>
  db.owner`select data, start_after - created_on as later from pgboss.job where name = ${name}
    and data ->> 'teamId' = ${team.teamId}`
const arrange = () => arrangeQueues({ teamId: team.teamId }, { signal: new AbortController().signal })

describe('a new case', () => {
  test('is in the default queue from the first moment on, of which the trail need not be told', async () => {
    const { caseId } = await openTestCase(team.moderator)
    expect(await row(caseId)).toMatchObject({ queue_id: mainId, queue_chosen: false })
    expect(await queuedEvents(caseId)).toEqual([])
  })

  test('is where a rule sends it by what is known of it at once', async () => {
    const { ruleIds } = await setRules({ languages: ['pt'] })
    const { caseId } = await openTestCase(team.moderator, { language: 'pt-PT' })
    expect(await row(caseId)).toMatchObject({ queue_id: urgentId, language: 'pt-PT' })
    const events = await queuedEvents(caseId)
    expect(events).toMatchObject([{ facts: { queueId: urgentId, ruleId: ruleIds[0] } }])
    // It comes from nowhere.
    expect(events[0]?.facts).not.toHaveProperty('before')
  })

  test('is where a rule sends what is judged by the team’s policy', async () => {
    const rules = PolicyRules.parse({ actions: [], fourEyes: 'never' })
    const { policyId } = await publishPolicy(team.admin, { name: 'Election', words: 'What misleads goes.', rules })
    await setRules({ policyIds: [policyId] })
    const before = await openJudged(team)
    expect((await row(before.caseId)).queue_id).toBe(mainId)
    await setTeamPolicy(team.admin, { policyId })
    expect(await jobs('queue.arrange')).toHaveLength(2)
    await arrange()
    expect((await row(before.caseId)).queue_id).toBe(urgentId)
    expect((await row((await openTestCase(team.moderator)).caseId)).queue_id).toBe(urgentId)
    const asked = { rules: [{ queueId: mainId, conditions: { policyIds: [policyId] } }] }
    expect((await whatIf(team.admin, asked)).rules).toMatchObject([{ takesWaiting: 1 }])
  })

  test('goes on when its verdict comes, with its place by the score', async () => {
    await setRules({ minScore: 0.9, labels: ['Fake'] })
    const { caseId, detectionId } = await openTestCase(team.moderator)
    const before = await row(caseId)
    expect(before.queue_id).toBe(mainId)
    await judge(team, detectionId, { label: 'Fake', score: 0.9 })
    const after = await row(caseId)
    expect(after).toMatchObject({ queue_id: urgentId, state: 'waiting', priority: after.queued_at.getTime() / 1000 })
    expect(after.queued_at).toEqual(before.queued_at)
    expect(await queuedEvents(caseId)).toMatchObject([{ actor_kind: 'worker', facts: { queueId: urgentId } }])
  })

  test('stays in the default queue where no rule fits, and its place tells the score', async () => {
    await setRules({ minScore: 0.9 })
    const { caseId, detectionId } = await openTestCase(team.moderator)
    const before = await row(caseId)
    await judge(team, detectionId, { label: 'Likely fake', score: 0.89 })
    expect(await row(caseId)).toMatchObject({ queue_id: mainId, priority: before.priority - 0.89 * 3600 })
    expect(await queuedEvents(caseId)).toEqual([])
  })
})

describe('a rule that asks for an age', () => {
  test('takes a case when it is that old', async () => {
    await setRules({ minAgeMinutes: 120 })
    const { caseId } = await openJudged(team)
    expect((await row(caseId)).queue_id).toBe(mainId)
    const [due] = await jobs('case.route')
    expect(due).toMatchObject({ data: { caseId } })
    // A job that comes too early moves nothing, and looks again.
    expect(await routeCase(team.worker, { caseId })).toEqual({ moved: false })
    await db.owner`update cases set created_at = now() - interval '2 hours' where id = ${caseId}`
    expect(await routeCase(team.worker, { caseId })).toEqual({ moved: true })
    expect((await row(caseId)).queue_id).toBe(urgentId)
    expect(await queuedEvents(caseId)).toMatchObject([{ actor_kind: 'worker', facts: { queueId: urgentId } }])
  })

  test('asks for a year at most, or analyses could not end', async () => {
    await expectRefusal(setRules({ minAgeMinutes: Number.MAX_SAFE_INTEGER }), 'bad_request', /at most a year/)
    await expectRefusal(setRules({ languages: Array.from({ length: 101 }, () => 'pt') }), 'bad_request')
    await setRules({ minAgeMinutes: 525_600 })
    expect((await row((await openJudged(team)).caseId)).state).toBe('waiting')
  })

  test('leaves alone what is decided by then', async () => {
    await setRules({ minAgeMinutes: 120 })
    const { caseId } = await openJudged(team)
    await decideCase(team.moderator, { caseId, finding: 'authentic', reason: 'Seen.' })
    await db.owner`update cases set created_at = now() - interval '2 hours' where id = ${caseId}`
    expect(await routeCase(team.worker, { caseId })).toEqual({ moved: false })
    await expectRefusal(routeCase(team.moderator, { caseId }), 'forbidden')
  })
})

describe('changed rules', () => {
  test('are put into force on what waits, taken cases included, and on nothing else', async () => {
    const [waiting, taken, decided] = [await openJudged(team), await openJudged(team), await openJudged(team)]
    await claimCase(team.moderator, taken)
    await decideCase(team.moderator, { caseId: decided.caseId, finding: 'authentic', reason: 'Seen.' })
    await setRules({ mediaTypes: ['image'] })
    expect(await jobs('queue.arrange')).toHaveLength(1)
    await arrange()
    expect((await row(waiting.caseId)).queue_id).toBe(urgentId)
    expect(await row(taken.caseId)).toMatchObject({ queue_id: urgentId, claimed_by: team.moderator.memberId })
    expect((await row(decided.caseId)).queue_id).toBe(mainId)
    expect(await queuedEvents(taken.caseId)).toHaveLength(1)
    // Once more changes nothing and tells nothing.
    expect(await arrangeSome(team.worker, { behind: 0 })).toMatchObject({ looked: 2, moved: 0, behind: null })
  })

  test('stop when the worker does', async () => {
    const stopping = AbortSignal.abort(new Error('stopping'))
    await expect(arrangeQueues({ teamId: team.teamId }, { signal: stopping })).rejects.toThrow('stopping')
  })

  test('are told to the trail, before and after; a rule that is changed has a new id', async () => {
    await setRules({ minScore: 0.5 }, { mediaTypes: ['audio'] })
    const [one, two] = await listRules(team.admin, {})
    const rules = [two!, { ...one!, conditions: { minScore: 0.6 } }]
    const { ruleIds } = await setRouting(team.admin, { seen: [one!.id, two!.id], rules })
    expect(ruleIds[0]).toBe(two!.id)
    expect(ruleIds[1]).not.toBe(one!.id)
    const [told] = await db.owner`select facts from audit_events where team_id = ${team.teamId}
      and type = 'routing.changed' order by id desc limit 1`
    expect(told!.facts).toMatchObject({
      before: [{ ruleId: one!.id }, { ruleId: two!.id }],
      after: [{ ruleId: two!.id }, { conditions: { minScore: 0.6 } }],
    })
  })

  test('that somebody else changed meanwhile are not overwritten', async () => {
    await setRules({ minScore: 0.5 })
    await expectRefusal(setRouting(team.admin, { seen: [], rules: [] }), 'conflict', /Somebody else/)
    expect(await listRules(team.moderator, {})).toHaveLength(1)
  })

  test('must make sense, name a queue in use, and are the admins’', async () => {
    await expectRefusal(setRules({ minScore: 0.9, maxScore: 0.1 }), 'bad_request')
    await expectRefusal(setRules({ minScore: 1.1 }), 'bad_request')
    const rules = (queueId: string) => ({ seen: [], rules: [{ queueId, conditions: {} }] })
    await expectRefusal(setRouting(team.admin, rules(crypto.randomUUID())), 'not_found')
    const other = await makeTeam()
    await expectRefusal(setRouting(other.admin, rules(urgentId)), 'not_found')
    await expectRefusal(setRouting(team.manager, { seen: [], rules: [] }), 'forbidden')
  })

  test('of which one is off do not take anything', async () => {
    await setRouting(team.admin, { seen: [], rules: [{ queueId: urgentId, conditions: {}, enabled: false }] })
    const { caseId } = await openJudged(team)
    expect((await row(caseId)).queue_id).toBe(mainId)
  })
})

test('a case that is looked at again stays in its queue and is as if it had just come there', async () => {
  await setRules({ mediaTypes: ['image'] })
  const { caseId } = await openJudged(team)
  await decideCase(team.moderator, { caseId, finding: 'authentic', reason: 'Seen.' })
  await db.owner`update cases set queued_at = now() - interval '9 days' where id = ${caseId}`
  await askReview(team.moderator, { caseId, reason: 'I am not sure.' })
  const again = await row(caseId)
  expect(again).toMatchObject({ state: 'waiting', queue_id: urgentId, priority: again.queued_at.getTime() / 1000 })
  expect(await countWaiting(team.moderator, {})).toEqual({ underAnHour: 1, underADay: 0, older: 0 })
})

describe('a case put somewhere by hand', () => {
  test('stays there whatever the rules say, until it is given back to them', async () => {
    await setRules({ minScore: 0 })
    const { caseId } = await openJudged(team)
    expect((await row(caseId)).queue_id).toBe(urgentId)
    expect((await queuedEvents(caseId)).at(-1)).toMatchObject({ facts: { queueId: urgentId, before: mainId } })
    await moveToQueue(team.manager, { caseId, queueId: mainId })
    await arrange()
    expect(await routeCase(team.worker, { caseId })).toEqual({ moved: false })
    expect(await row(caseId)).toMatchObject({ queue_id: mainId, queue_chosen: true })
    expect((await queuedEvents(caseId)).at(-1)).toMatchObject({ actor_kind: 'member', facts: { ruleId: null } })
    await moveToQueue(team.manager, { caseId, queueId: null })
    expect(await row(caseId)).toMatchObject({ queue_id: urgentId, queue_chosen: false })
  })

  test('is told where it had been put by hand, so that it can be put back', async () => {
    const { caseId } = await openJudged(team)
    expect(await moveToQueue(team.manager, { caseId, queueId: urgentId })).toMatchObject({ before: null })
    expect(await moveToQueue(team.manager, { caseId, queueId: mainId })).toMatchObject({ before: urgentId })
    expect(await moveToQueue(team.manager, { caseId, queueId: null })).toMatchObject({ before: mainId })
  })

  test('is moved with a reason, which stands in the trail and can be erased', async () => {
    const { caseId } = await openJudged(team)
    await expectRefusal(moveToQueue(team.manager, { caseId, queueId: urgentId, reason: ' ' }), 'bad_request', /say why/)
    await moveToQueue(team.manager, { caseId, queueId: urgentId, reason: 'They speak the language.' })
    const { entries } = await listEvents(team.manager, { types: ['case.queued'] })
    const reason = 'They speak the language.'
    expect(entries[0]?.facts).toEqual({ caseId, queueId: urgentId, before: mainId, ruleId: null, reason })
    expect(JSON.stringify(await queuedEvents(caseId))).not.toContain('They speak')
  })

  test('is told of in the trail also where it stays in its queue and only the rules let go of it', async () => {
    const { caseId } = await openJudged(team)
    const told = async () => (await queuedEvents(caseId)).length
    const before = await told()
    await moveToQueue(team.manager, { caseId, queueId: mainId, reason: 'It is to stay.' })
    expect(await row(caseId)).toMatchObject({ queue_id: mainId, queue_chosen: true })
    expect(await told()).toBe(before + 1)
    await moveToQueue(team.manager, { caseId, queueId: null, reason: 'It may go.' })
    expect(await row(caseId)).toMatchObject({ queue_id: mainId, queue_chosen: false })
    expect(await told()).toBe(before + 2)
    const { entries } = await listEvents(team.manager, { types: ['case.queued'] })
    expect(entries[0]?.facts).toEqual({ caseId, queueId: mainId, ruleId: null, reason: 'It may go.' })
  })

  test('must be open, its queue in use, and the person a manager', async () => {
    const { caseId } = await openJudged(team)
    const to = (queueId: string) => ({ caseId, queueId })
    await expectRefusal(moveToQueue(team.moderator, to(urgentId)), 'forbidden')
    await expectRefusal(moveToQueue(team.manager, to(crypto.randomUUID())), 'not_found', /Queue/)
    await expectRefusal(moveToQueue((await makeTeam()).manager, to(urgentId)), 'not_found', /Case/)
    await decideCase(team.moderator, { caseId, finding: 'authentic', reason: 'Seen.' })
    await expectRefusal(moveToQueue(team.manager, to(urgentId)), 'conflict', /does not wait/)
  })

  test('can be one of many, each by itself', async () => {
    const [one, decided, two] = [await openJudged(team), await openJudged(team), await openJudged(team)]
    await decideCase(team.moderator, { caseId: decided.caseId, finding: 'authentic', reason: 'Seen.' })
    const caseIds = [one, decided, two].map(({ caseId }) => caseId)
    const results = await moveManyToQueue(team.manager, { caseIds, queueId: urgentId })
    expect(results.map(({ ok }) => ok)).toEqual([true, false, true])
    expect(results[1]).toMatchObject({ code: 'conflict', message: expect.stringContaining('does not wait') })
    expect((await row(two.caseId)).queue_id).toBe(urgentId)
  })
})
