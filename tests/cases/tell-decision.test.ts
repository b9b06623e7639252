import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { settleDecision, tellDecision } from '@/lib/cases/tell-decision'
import { undoDecision } from '@/lib/cases/undo-decision'
import { withdrawCase } from '@/lib/cases/withdraw-case'
import { askReview } from '@/lib/reviews/ask-review'
import { useTestDatabase } from '../support/database'
import { decideAs, settle, tellings } from '../support/judging'
import { makeTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'
import { openWaitingCase } from '../support/rows'

const db = useTestDatabase()

test('a decision is told once its window is over, and never when it was taken back or is looked at again', async () => {
  const team = await makeTeam()
  const { caseId } = await openWaitingCase(team.admin)
  const settled = (decisionId: string) => settleDecision(team.worker, { decisionId })
  const undone = await decideAs(team.moderator, caseId)
  await undoDecision(team.moderator, { caseId, decisionId: undone.decisionId })
  const { decisionId } = await decideAs(team.moderator, caseId)
  // A clock that runs ahead: it is looked at again.
  expect(await settled(decisionId)).toEqual({ told: false })
  expect(await tellings(db, decisionId)).toHaveLength(2)
  await settle(db, caseId)
  expect(await settled(decisionId)).toEqual({ told: true })
  await tellDecision({ teamId: team.teamId, decisionId })
  expect(await settled(undone.decisionId)).toEqual({ told: false })
  await askReview(team.manager, { caseId, reason: 'Look again.' })
  expect(await settled(decisionId)).toEqual({ told: false })
  expect(await tellings(db, decisionId)).toHaveLength(2)
  await expectRefusal(settleDecision(team.admin, { decisionId }), 'forbidden')
  const theirs = await makeTeam()
  expect(await settleDecision(theirs.worker, { decisionId })).toEqual({ told: false })
})

test('a decision on a case that is deleted over the API inside its window is told to nobody', async () => {
  const team = await makeTeam()
  const { caseId, detectionId } = await openWaitingCase(team.admin)
  const { decisionId } = await decideAs(team.moderator, caseId)
  await withdrawCase(team.admin, { uuid: detectionId })
  await settle(db, caseId)
  expect(await settleDecision(team.worker, { decisionId })).toEqual({ told: false })
})

test('a decision that is being taken back at that very moment is told to nobody', async () => {
  const team = await makeTeam()
  const { caseId } = await openWaitingCase(team.admin)
  const { decisionId } = await decideAs(team.moderator, caseId)
  await settle(db, caseId)
  const committed = Promise.withResolvers<void>()
  const begun = Promise.withResolvers<void>()
  // An undo that began inside the window: it holds the case, and has not committed yet.
  const undo = db.owner.begin(async (tx) => {
    await tx`select id from cases where id = ${caseId} for update`
    await tx`update decisions set undone_at = now() where id = ${decisionId}`
    begun.resolve()
    await committed.promise
  })
  await begun.promise
  const told = settleDecision(team.worker, { decisionId })
  await pause(300)
  committed.resolve()
  await undo
  expect(await told).toEqual({ told: false })
})
