import { beforeEach, describe, expect, test } from 'vitest'
import { claimCase } from '@/lib/cases/claim-case'
import { DocketError } from '@/lib/errors'
import { policiesOfCases } from '@/lib/policies/policies-of-cases'
import { publishPolicy } from '@/lib/policies/publish-policy'
import { claimMany, decideMany, releaseMany, undoMany } from '@/lib/queues/decide-many'
import { eachCase, mostAtOnce } from '@/lib/queues/each-case'
import { useTestDatabase } from '../support/database'
import { judgeBy, rules } from '../support/judging'
import { makeTeam, type TestTeam } from '../support/people'
import { openJudged } from '../support/queues'
import { expectRefusal } from '../support/refusals'
import { openTestCase } from '../support/rows'

const db = useTestDatabase()
let team: TestTeam

beforeEach(async () => {
  team = await makeTeam()
})

const decision = { finding: 'synthetic', reason: 'All of one campaign.' } as const
const states = async (caseIds: string[]) =>
  (await db.owner`select state from cases where id = any(${caseIds}) order by number`).map(({ state }) => state)

describe('many cases decided alike', () => {
  test('are decided each by itself: what is refused says why and holds back nobody', async () => {
    const [one, taken, running, two] = [
      await openJudged(team),
      await openJudged(team),
      await openTestCase(team.admin),
      await openJudged(team),
    ]
    await claimCase(team.manager, taken)
    const missing = crypto.randomUUID()
    const caseIds = [one.caseId, taken.caseId, running.caseId, missing, two.caseId]
    const results = await decideMany(team.moderator, { caseIds, ...decision })
    expect(results.map(({ caseId }) => caseId)).toEqual(caseIds)
    expect(results).toMatchObject([
      { ok: true, decisionId: expect.any(String), effectiveAt: expect.any(Date) },
      { ok: false, code: 'conflict', message: expect.stringMatching(/Someone else is working/) },
      { ok: false, code: 'conflict', message: expect.stringMatching(/still being analysed/) },
      { ok: false, code: 'not_found' },
      { ok: true },
    ])
    expect(await states(caseIds)).toEqual(['decided', 'claimed', 'analysing', 'decided'])
    const events = await db.owner`select 1 from audit_events where team_id = ${team.teamId} and type = 'case.decided'`
    expect(events).toHaveLength(2)
  })

  test('are taken back each by itself while they can be', async () => {
    const opened = [await openJudged(team), await openJudged(team)]
    const caseIds = opened.map(({ caseId }) => caseId)
    const decided = await decideMany(team.moderator, { caseIds, ...decision })
    const decisions = decided.flatMap((one) => (one.ok ? [{ caseId: one.caseId, decisionId: one.decisionId }] : []))
    await db.owner`update decisions set effective_at = now() - interval '1 second', created_at = now() - interval '1 hour'
      where id = ${decisions[0]!.decisionId}`
    const undone = await undoMany(team.moderator, { decisions })
    expect(undone).toMatchObject([{ ok: false, code: 'conflict' }, { ok: true }])
    expect(await states(caseIds)).toEqual(['decided', 'waiting'])
  })

  test('are judged each by the policy that was shown for it', async () => {
    const { policyId } = await judgeBy(db, team)
    const strict = await publishPolicy(team.admin, {
      name: 'Strict',
      words: 'Show it.',
      rules: rules({ exhibitRequired: true, actions: [] }),
    })
    const [one, bound, changed, unseen] = [
      await openJudged(team),
      await openJudged(team),
      await openJudged(team),
      await openJudged(team),
    ]
    await db.owner`update cases set policy_id = ${strict.policyId} where id = ${bound.caseId}`
    const caseIds = [bound, one, changed, unseen].map(({ caseId }) => caseId)
    const groups = await policiesOfCases(team.moderator, { caseIds })
    expect(groups).toMatchObject([
      { policy: { policyId, version: 1 }, caseIds: expect.arrayContaining([one.caseId, changed.caseId]) },
      { policy: { policyId: strict.policyId, name: 'Strict' }, caseIds: [bound.caseId] },
    ])
    const shown = [
      { caseIds: [one.caseId], policyId, policyVersion: 1 },
      { caseIds: [bound.caseId], policyId: strict.policyId, policyVersion: 1 },
      { caseIds: [changed.caseId], policyId, policyVersion: 7 },
    ]
    const results = await decideMany(team.moderator, { caseIds, ...decision, action: 'remove', shown })
    expect(results).toMatchObject([
      // First in the list, and still only its own refusal.
      { ok: false, code: 'bad_request', message: expect.stringMatching(/not an action of “Strict”.*exhibits/) },
      { ok: true },
      { ok: false, code: 'conflict', message: expect.stringMatching(/version 1 is in force/) },
      { ok: false, code: 'bad_request', message: expect.stringMatching(/read it/) },
    ])
    const [kept] = await db.owner`select action, policy_version from decisions where case_id = ${one.caseId}`
    expect(kept).toEqual({ action: 'remove', policy_version: 1 })
    const stranger = await makeTeam()
    expect(await policiesOfCases(stranger.moderator, { caseIds })).toEqual([])
    await expectRefusal(policiesOfCases(team.moderator, { caseIds: [] }), 'bad_request')
    await expectRefusal(policiesOfCases(team.worker, { caseIds }), 'forbidden')
  })

  test('can differ in picture and sound, where they have both', async () => {
    const [film, picture] = [await openJudged(team, { mediaType: 'video' }), await openJudged(team)]
    const caseIds = [picture.caseId, film.caseId]
    expect(await decideMany(team.moderator, { caseIds, ...decision, tracks: { sound: 'authentic' } })).toMatchObject([
      { ok: false, message: expect.stringMatching(/this media has no sound/) },
      { ok: true },
    ])
  })

  test('one named twice is decided once', async () => {
    const { caseId } = await openJudged(team)
    expect(await decideMany(team.moderator, { caseIds: [caseId, caseId], ...decision })).toHaveLength(1)
  })

  test('need a reason, are some, and not too many', async () => {
    const { caseId } = await openJudged(team)
    const caseIds = [caseId]
    await expectRefusal(decideMany(team.moderator, { caseIds, finding: 'synthetic', reason: ' ' }), 'bad_request')
    await expectRefusal(decideMany(team.moderator, { caseIds: [], ...decision }), 'bad_request', /No case is chosen/)
    const many = Array.from({ length: mostAtOnce + 1 }, () => crypto.randomUUID())
    await expectRefusal(decideMany(team.moderator, { caseIds: many, ...decision }), 'bad_request', /at most 200/)
    expect(await states(caseIds)).toEqual(['waiting'])
  })

  test('are none of another team’s', async () => {
    const { caseId } = await openJudged(team)
    const other = await makeTeam()
    expect(await decideMany(other.moderator, { caseIds: [caseId], ...decision })).toMatchObject([{ code: 'not_found' }])
  })
})

test('many are taken and given back, each by itself', async () => {
  const opened = [await openJudged(team), await openJudged(team)]
  const caseIds = opened.map(({ caseId }) => caseId)
  await claimCase(team.manager, opened[0]!)
  expect(await claimMany(team.moderator, { caseIds })).toMatchObject([
    { ok: false },
    { ok: true, claimedUntil: expect.any(Date) },
  ])
  expect(await releaseMany(team.moderator, { caseIds })).toMatchObject([{ ok: false }, { ok: true }])
  expect(await states(caseIds)).toEqual(['claimed', 'waiting'])
})

test('a fault of ours is told by a reference, and holds back nobody; a refusal of the first request is told as such', async () => {
  const ids = [crypto.randomUUID(), crypto.randomUUID()]
  const results = await eachCase(ids, async (caseId) => {
    if (caseId === ids[0]) throw new Error('connection to 10.0.0.1 lost')
    return {}
  })
  expect(results).toMatchObject([{ ok: false, code: 'internal' }, { ok: true }])
  expect(JSON.stringify(results)).not.toContain('10.0.0.1')
  const refused = eachCase(ids, async () => {
    throw new DocketError('bad_request', 'Say why.', { fields: { reason: ['say why'] } })
  })
  await expectRefusal(refused, 'bad_request', /Say why/)
})

test('what is no list of cases is refused in words', async () => {
  const one = await openJudged(team)
  for (const caseIds of [5, 'abc', null, [null], [one.caseId, 'x']] as never[]) {
    await expectRefusal(decideMany(team.moderator, { caseIds, ...decision }), 'bad_request')
  }
  for (const decisions of [null, [{}], [{ caseId: one.caseId, decisionId: 'x' }]] as never[]) {
    await expectRefusal(undoMany(team.moderator, { decisions }), 'bad_request')
  }
  expect(await states([one.caseId])).toEqual(['waiting'])
})
