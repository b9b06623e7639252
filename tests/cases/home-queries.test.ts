import { expect, test } from 'vitest'
import { claimCase } from '@/lib/cases/claim-case'
import { countWaiting } from '@/lib/cases/count-waiting'
import { listMyClaims } from '@/lib/cases/list-my-claims'
import { useTestDatabase } from '../support/database'
import { makeTeam } from '../support/people'
import { openTestCase, openWaitingCase } from '../support/rows'

const db = useTestDatabase()

test('one’s own claims are listed, and nobody else’s', async () => {
  const team = await makeTeam()
  const [mine, theirs] = [await openWaitingCase(team.moderator), await openWaitingCase(team.moderator)]
  await claimCase(team.moderator, { caseId: mine.caseId })
  await claimCase(team.manager, { caseId: theirs.caseId })
  expect((await listMyClaims(team.moderator, {})).map((claim) => claim.number)).toEqual([mine.number])
  expect(await listMyClaims(team.admin, {})).toEqual([])
  const stranger = await makeTeam()
  expect(await listMyClaims({ ...team.moderator, teamId: stranger.teamId }, {})).toEqual([])
})

test('waiting cases are counted by how long they have waited', async () => {
  const team = await makeTeam()
  const waiting: { caseId: string }[] = []
  for (let i = 0; i < 3; i++) waiting.push(await openWaitingCase(team.moderator))
  await openTestCase(team.moderator)
  const age = (index: number, interval: string) =>
    db.owner`update cases set queued_at = now() - ${interval}::interval where id = ${waiting[index]!.caseId}`
  await age(1, '61 minutes')
  await age(2, '25 hours')
  expect(await countWaiting(team.moderator, {})).toEqual({ underAnHour: 1, underADay: 1, older: 1 })
  expect(await countWaiting((await makeTeam()).moderator, {})).toEqual({ underAnHour: 0, underADay: 0, older: 0 })
})
