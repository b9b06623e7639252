import { expect, test } from 'vitest'
import { claimCase } from '@/lib/cases/claim-case'
import { escalateCase } from '@/lib/cases/escalate-case'
import { readCase } from '@/lib/cases/read-case'
import { readRail } from '@/lib/cases/read-rail'
import { returnCase } from '@/lib/cases/return-case'
import { undoDecision } from '@/lib/cases/undo-decision'
import { useTestDatabase } from '../support/database'
import { anotherMember, decideAs, judgeBy } from '../support/judging'
import { makeTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'
import { openTestCase, openWaitingCase } from '../support/rows'

const db = useTestDatabase()

test('an escalated case is for managers, until one sends it back to who escalated it', async () => {
  const team = await makeTeam()
  const { caseId, number } = await openWaitingCase(team.admin)
  await claimCase(team.moderator, { caseId })
  await expectRefusal(escalateCase(team.moderator, { caseId, reason: ' ' }), 'bad_request', /say why/)
  await escalateCase(team.moderator, { caseId, reason: 'A minister, in an election week.' })
  await expectRefusal(escalateCase(team.manager, { caseId, reason: 'x' }), 'conflict', /already/)
  const rail = await readRail(team.moderator, { number })
  expect(rail.escalated).toMatchObject({
    ...{ by: team.moderator.memberId, byName: 'Mo Moderator', reason: 'A minister, in an election week.' },
  })
  expect(rail.may).toMatchObject({ decide: false, escalate: false, whyNot: expect.stringMatching(/manager/) })
  expect((await readCase(team.moderator, { number })).case).toMatchObject({ state: 'waiting', claimedBy: null })
  await expectRefusal(decideAs(team.moderator, caseId), 'forbidden', /escalated/)
  await expectRefusal(claimCase(team.moderator, { caseId }), 'forbidden', /escalated/)

  await expectRefusal(returnCase(team.moderator, { caseId, reason: 'x' }), 'forbidden', /role/)
  await returnCase(team.manager, { caseId, reason: 'Not a minister. Go on.' })
  const back = await readRail(team.moderator, { number })
  expect(back.escalated).toBeNull()
  expect(back.returned).toMatchObject({ toMe: true, byName: 'Max Manager', reason: 'Not a minister. Go on.' })
  await decideAs(team.moderator, caseId)
})

test('a manager decides an escalated case; taken back it is still theirs', async () => {
  const team = await makeTeam()
  const { caseId, number } = await openWaitingCase(team.admin)
  await escalateCase(team.moderator, { caseId, reason: 'Above me.' })
  const { decisionId } = await decideAs(team.manager, caseId)
  await undoDecision(team.manager, { caseId, decisionId })
  expect((await readRail(team.manager, { number })).escalated).not.toBeNull()
  await expectRefusal(decideAs(team.moderator, caseId), 'forbidden', /escalated/)
})

test('a case is sent to people of the team who may decide it, and only while it is open', async () => {
  const team = await makeTeam()
  const stranger = (await makeTeam()).moderator
  const other = await anotherMember(team, 'Olga')
  await judgeBy(db, team, { fourEyes: 'always' })
  const { caseId, number } = await openWaitingCase(team.admin)
  const reason = 'You know the language.'
  await expectRefusal(returnCase(team.manager, { caseId, reason }), 'bad_request', /to whom/)
  await expectRefusal(returnCase(team.manager, { caseId, reason, to: stranger.memberId }), 'bad_request', /this team/)
  await returnCase(team.manager, { caseId, reason, to: other.memberId })
  expect((await readRail(team.moderator, { number })).returned).toMatchObject({ toMe: false, toName: 'Olga' })
  await claimCase(other, { caseId })
  await expectRefusal(returnCase(team.manager, { caseId, reason, to: other.memberId }), 'conflict', /working/)
  await decideAs(other, caseId)
  // Whoever it was sent to has had it: the second look is anybody else's.
  expect((await readRail(team.moderator, { number })).returned).toBeNull()
  await expectRefusal(returnCase(team.manager, { caseId, reason, to: other.memberId }), 'bad_request', /second look/)
  await returnCase(team.manager, { caseId, reason, to: team.moderator.memberId })
  await decideAs(team.moderator, caseId)
  await expectRefusal(returnCase(team.manager, { caseId, reason, to: other.memberId }), 'conflict', /decided/)
  await expectRefusal(escalateCase(team.moderator, { caseId, reason }), 'conflict', /decided/)
  const early = await openTestCase(team.admin)
  await expectRefusal(escalateCase(team.moderator, { caseId: early.caseId, reason }), 'conflict', /analysed/)
  await expectRefusal(escalateCase(stranger, { caseId, reason }), 'not_found')
})
