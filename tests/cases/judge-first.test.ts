import { expect, test } from 'vitest'
import { judgeFirst } from '@/lib/cases/judge-first'
import { readRail } from '@/lib/cases/read-rail'
import { useTestDatabase } from '../support/database'
import { anotherMember, decideAs, setDesk } from '../support/judging'
import { makeTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'
import { openTestCase, openWaitingCase } from '../support/rows'

const db = useTestDatabase()

test('with judge-first on nobody decides before they said what they think; both are kept', async () => {
  const team = await makeTeam()
  await setDesk(db, team, { judge_first: true })
  const { caseId, number } = await openWaitingCase(team.admin)
  await judgeFirst(team.manager, { caseId, finding: 'synthetic' })
  expect((await readRail(team.moderator, { number })).judgeFirst).toEqual({
    ...{ on: true, due: true, mine: null, impressions: [] },
  })
  await expectRefusal(decideAs(team.moderator, caseId), 'conflict', /before you see its score/)
  await judgeFirst(team.moderator, { caseId, finding: 'authentic' })
  await expectRefusal(judgeFirst(team.moderator, { caseId, finding: 'synthetic' }), 'conflict', /kept already/)
  expect((await readRail(team.moderator, { number })).judgeFirst).toMatchObject({
    ...{ on: true, due: false, mine: 'authentic', impressions: [{ name: 'Max Manager' }, { name: 'Mo Moderator' }] },
  })
  await decideAs(team.moderator, caseId, 'synthetic')
  await expectRefusal(judgeFirst(team.admin, { caseId, finding: 'synthetic' }), 'conflict', /decided/)
})

test('a person’s own choice goes before the team’s', async () => {
  const team = await makeTeam()
  const other = await anotherMember(team, 'Otto')
  await setDesk(db, team, { judge_first: true })
  await db.owner`insert into member_preferences (team_id, member_id, judge_first)
    values (${team.teamId}, ${team.moderator.memberId}, false), (${team.teamId}, ${other.memberId}, null)`
  const { caseId, number } = await openWaitingCase(team.admin)
  expect((await readRail(other, { number })).judgeFirst.due).toBe(true)
  await decideAs(team.moderator, caseId)
})

test('what is not open, not the team’s or not a person is refused', async () => {
  const team = await makeTeam()
  const { caseId } = await openTestCase(team.admin)
  await expectRefusal(judgeFirst(team.moderator, { caseId, finding: 'authentic' }), 'conflict', /analysed/)
  await expectRefusal(judgeFirst(team.worker, { caseId, finding: 'authentic' }), 'forbidden')
  // @ts-expect-error: what a forged form could send
  await expectRefusal(judgeFirst(team.moderator, { caseId, finding: 'fine' }), 'bad_request', /choose/)
  const theirs = await makeTeam()
  await expectRefusal(judgeFirst(theirs.moderator, { caseId, finding: 'authentic' }), 'not_found')
})
