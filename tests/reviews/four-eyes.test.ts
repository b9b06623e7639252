import { expect, test } from 'vitest'
import { listEvents } from '@/lib/audit/list-events'
import { claimCase } from '@/lib/cases/claim-case'
import { decideCase } from '@/lib/cases/decide-case'
import { listUndoable } from '@/lib/cases/list-undoable'
import { readRail } from '@/lib/cases/read-rail'
import { settledDecision } from '@/lib/cases/settled-decision'
import { undoDecision } from '@/lib/cases/undo-decision'
import { withTeam } from '@/lib/db/client'
import { askReview } from '@/lib/reviews/ask-review'
import { withdrawReview } from '@/lib/reviews/withdraw-review'
import { useTestDatabase } from '../support/database'
import { anotherMember, asShown, decideAs, judgeBy, openJudged, settle, tellings } from '../support/judging'
import { makeTeam, type TestTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'
import { openWaitingCase } from '../support/rows'

const db = useTestDatabase()

const isSettled = async (team: TestTeam, decisionId: string) =>
  withTeam(team.teamId, (tx) => settledDecision(tx, team.teamId, decisionId))

test('four eyes: the first decision waits for somebody else, who is neither the uploader nor the first', async () => {
  const team = await makeTeam()
  await judgeBy(db, team, { fourEyes: 'always' })
  const third = await anotherMember(team, 'Thea')
  const { caseId, number } = await openWaitingCase(team.moderator)
  const first = await decideAs(third, caseId)
  expect(first.review).toBe('asked')
  await settle(db, caseId)
  expect(await isSettled(team, first.decisionId)).toBeNull()
  expect(await tellings(db, first.decisionId)).toEqual([])

  await expectRefusal(decideAs(third, caseId), 'forbidden', /decided this case before/)
  await expectRefusal(decideAs(team.moderator, caseId), 'forbidden', /handed this case in/)
  expect((await readRail(team.moderator, { number })).review).toMatchObject({ mayAnswer: false, mayWithdraw: false })
  expect((await readRail(third, { number })).may).toMatchObject({
    decide: false,
    whyNot: expect.stringMatching(/before/),
  })
  const { review, may } = await readRail(team.manager, { number })
  expect(review).toMatchObject({ kind: 'second_review', askedByKind: 'policy', mayAnswer: true, whyNot: null })
  expect(may.decide).toBe(true)

  const second = await decideAs(team.manager, caseId)
  expect(second.review).toBe('upheld')
  const rail = await readRail(team.manager, { number })
  expect(rail.review).toBeNull()
  expect(rail.reviews).toMatchObject([
    { status: 'upheld', reviewerName: 'Max Manager', newDecisionId: second.decisionId },
  ])
  expect(rail.standing).toMatchObject({ id: second.decisionId, kind: 'second' })
  expect(await isSettled(team, second.decisionId)).toBe('early')
  await settle(db, caseId)
  expect(await isSettled(team, second.decisionId)).toMatchObject({ id: second.decisionId })
  expect(await isSettled(team, first.decisionId)).toBeNull()
  const { entries } = await listEvents(team.manager, { types: ['review.asked', 'review.answered'] })
  expect(entries.map(({ type }) => type)).toEqual(['review.answered', 'review.asked'])
})

test('another finding, or another action, overrules', async () => {
  const team = await makeTeam()
  await judgeBy(db, team, { fourEyes: 'always' })
  const [one, two] = [await openWaitingCase(team.admin), await openWaitingCase(team.admin)]
  await decideAs(team.moderator, one.caseId)
  expect(await decideAs(team.manager, one.caseId, 'synthetic')).toMatchObject({ review: 'overruled' })
  await decideAs(team.moderator, two.caseId)
  const decision = { caseId: two.caseId, finding: 'authentic', reason: 'But it misleads.', action: 'remove' } as const
  const shown = await asShown(team.manager, two.caseId)
  expect(await decideCase(team.manager, { ...decision, ...shown })).toMatchObject({ review: 'overruled' })
})

test('the first decision is taken back, and with it the second look, unless somebody is at it', async () => {
  const team = await makeTeam()
  await judgeBy(db, team, { fourEyes: 'always' })
  const { caseId, number } = await openWaitingCase(team.admin)
  const { decisionId } = await decideAs(team.moderator, caseId)
  await claimCase(team.manager, { caseId })
  await expectRefusal(undoDecision(team.moderator, { caseId, decisionId }), 'conflict', /second look/)
  await db.owner`update cases set claimed_until = now() - interval '1 second' where id = ${caseId}`
  await undoDecision(team.moderator, { caseId, decisionId })
  const rail = await readRail(team.moderator, { number })
  expect(rail.reviews).toMatchObject([{ status: 'withdrawn' }])
  expect(rail.may.decide).toBe(true)
  // Whoever took theirs back has not decided it.
  expect(await decideAs(team.manager, caseId)).toMatchObject({ review: 'asked' })
  expect(await decideAs(team.moderator, caseId)).toMatchObject({ review: 'upheld' })
})

test('the second decision is taken back: the case waits for a second look again', async () => {
  const team = await makeTeam()
  await judgeBy(db, team, { fourEyes: 'always' })
  const { caseId, number } = await openWaitingCase(team.admin)
  const first = await decideAs(team.moderator, caseId)
  const second = await decideAs(team.manager, caseId)
  await expectRefusal(undoDecision(team.moderator, { caseId, decisionId: first.decisionId }), 'not_found')
  expect(await listUndoable(team.moderator, {})).toEqual([])
  expect(await listUndoable(team.manager, {})).toMatchObject([{ decisionId: second.decisionId, caseId, number }])
  await undoDecision(team.manager, { caseId, decisionId: second.decisionId })
  const rail = await readRail(team.manager, { number })
  expect(rail.review).toMatchObject({ decisionId: first.decisionId })
  expect(rail.standing).toMatchObject({ id: first.decisionId, settled: false })
  await expectRefusal(decideAs(team.moderator, caseId), 'forbidden')
})

test('of two who give the second look at once one is refused', async () => {
  const team = await makeTeam()
  await judgeBy(db, team, { fourEyes: 'always' })
  const other = await anotherMember(team, 'Otto')
  const { caseId, number } = await openWaitingCase(team.admin)
  await decideAs(team.moderator, caseId)
  const both = await Promise.allSettled([decideAs(team.manager, caseId), decideAs(other, caseId, 'synthetic')])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const { decisions, reviews } = await readRail(team.manager, { number })
  expect([decisions.length, reviews.length, reviews[0]?.newDecisionId]).toEqual([2, 1, decisions[0]?.id])
})

test('against the machine, and for a sample', async () => {
  const team = await makeTeam()
  await judgeBy(db, team, { fourEyes: 'against_machine' })
  const against = await openJudged(team.admin, 'Fake', 0.97)
  expect(await decideAs(team.moderator, against.caseId, 'authentic')).toMatchObject({ review: 'asked' })
  const along = await openJudged(team.admin, 'Fake', 0.97)
  expect(await decideAs(team.moderator, along.caseId, 'synthetic')).toMatchObject({ review: null })
  await judgeBy(db, team, { fourEyes: 'sample', sampleShare: 1 })
  const drawn = await openWaitingCase(team.admin)
  expect(await decideAs(team.moderator, drawn.caseId)).toMatchObject({ review: 'asked' })
  await judgeBy(db, team, { fourEyes: 'sample', sampleShare: 0 })
  const passed = await openWaitingCase(team.admin)
  expect(await decideAs(team.moderator, passed.caseId)).toMatchObject({ review: null })
})

test('a second look can be asked for with the decision or afterwards, and called off by whoever asked', async () => {
  const team = await makeTeam()
  const other = await anotherMember(team, 'Otto')
  const { caseId, number } = await openWaitingCase(team.admin)
  const unsure = { caseId, finding: 'authentic', reason: 'I am not sure.', secondReview: true } as const
  const { review, decisionId } = await decideCase(team.moderator, unsure)
  expect(review).toBe('asked')
  const asked = (await readRail(team.moderator, { number })).review
  expect(asked).toMatchObject({ askedByKind: 'member', mayWithdraw: true })
  await expectRefusal(withdrawReview(other, { reviewId: asked!.id }), 'forbidden', /manager/)
  await claimCase(other, { caseId })
  await expectRefusal(withdrawReview(team.moderator, { reviewId: asked!.id }), 'conflict', /at it/)
  await db.owner`update cases set state = 'waiting', claimed_by = null, claimed_until = null where id = ${caseId}`
  await withdrawReview(team.moderator, { reviewId: asked!.id })
  await expectRefusal(withdrawReview(team.moderator, { reviewId: asked!.id }), 'conflict', /ended already/)
  expect((await readRail(team.moderator, { number })).standing).toMatchObject({ id: decisionId })
  expect(await tellings(db, decisionId)).toHaveLength(1)

  await askReview(other, { caseId, reason: 'The caption is older.' })
  await expectRefusal(askReview(other, { caseId, reason: 'Again.' }), 'conflict', /not decided now/)
  await expectRefusal(askReview(other, { caseId, reason: ' ' }), 'bad_request', /say why/)
  expect(await isSettled(team, decisionId)).toBeNull()
  await expectRefusal(decideAs(team.moderator, caseId), 'forbidden')
  expect(await decideAs(other, caseId, 'synthetic')).toMatchObject({ review: 'overruled' })
})

test('what the policy asks for nobody calls off, and other teams see nothing of it', async () => {
  const [team, theirs] = [await makeTeam(), await makeTeam()]
  await judgeBy(db, team, { fourEyes: 'always' })
  const { caseId, number } = await openWaitingCase(team.admin)
  await decideAs(team.moderator, caseId)
  const reviewId = (await readRail(team.manager, { number })).review!.id
  await expectRefusal(withdrawReview(team.admin, { reviewId }), 'forbidden', /policy/)
  await expectRefusal(withdrawReview(theirs.admin, { reviewId }), 'not_found')
  await expectRefusal(askReview(theirs.admin, { caseId, reason: 'x' }), 'not_found')
  await expectRefusal(readRail(theirs.admin, { number }), 'not_found')
})

test('a sample cannot be slipped by taking the decision back until another one is drawn', async () => {
  const team = await makeTeam()
  const { policyId } = await judgeBy(db, team, { fourEyes: 'sample', sampleShare: 1 })
  const { caseId } = await openWaitingCase(team.admin)
  const drawn = await decideAs(team.moderator, caseId)
  expect(drawn.review).toBe('asked')
  await undoDecision(team.moderator, { caseId, decisionId: drawn.decisionId })
  await db.owner`update policy_versions set rules = jsonb_set(rules, '{sampleShare}', '0') where policy_id = ${policyId}`
  expect(await decideAs(team.moderator, caseId)).toMatchObject({ review: 'asked' })
  // One that was never drawn is not looked at.
  const other = await openWaitingCase(team.admin)
  expect(await decideAs(team.moderator, other.caseId)).toMatchObject({ review: null })
})

test('whoever cannot give the second look cannot take the case for it either', async () => {
  const team = await makeTeam()
  await judgeBy(db, team, { fourEyes: 'always' })
  const { caseId } = await openWaitingCase(team.admin)
  await decideAs(team.moderator, caseId)
  await expectRefusal(claimCase(team.moderator, { caseId }), 'forbidden', /decided this case before/)
  await expectRefusal(claimCase(team.admin, { caseId }), 'forbidden', /handed this case in/)
  await claimCase(team.manager, { caseId })
})
