import { expect, test } from 'vitest'
import { claimCase } from '@/lib/cases/claim-case'
import { escalateCase } from '@/lib/cases/escalate-case'
import { listReturned } from '@/lib/cases/list-returned'
import { returnCase } from '@/lib/cases/return-case'
import { useTestDatabase } from '../support/database'
import { makeTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'
import { openWaitingCase } from '../support/rows'

useTestDatabase()

test('cases that were sent to somebody are theirs to see, with who sent them and why, until they take them', async () => {
  const team = await makeTeam()
  expect(await listReturned(team.moderator, {})).toEqual([])
  const { caseId, number } = await openWaitingCase(team.admin)
  await escalateCase(team.moderator, { caseId, reason: 'Above me.' })
  expect(await listReturned(team.moderator, {})).toEqual([])
  await returnCase(team.manager, { caseId, reason: 'It is not. Go on.' })
  expect(await listReturned(team.moderator, {})).toMatchObject([
    { number, byName: 'Max Manager', reason: 'It is not. Go on.', at: expect.any(Date), zeroRetention: false },
  ])
  // Nobody else's, and not a stranger's with the same id.
  expect(await listReturned(team.manager, {})).toEqual([])
  const stranger = await makeTeam()
  expect(await listReturned({ ...team.moderator, teamId: stranger.teamId }, {})).toEqual([])
  // A second time says the second reason.
  await escalateCase(team.moderator, { caseId, reason: 'Still.' })
  await returnCase(team.admin, { caseId, reason: 'Really.' })
  expect(await listReturned(team.moderator, {})).toMatchObject([{ byName: 'Ada Admin', reason: 'Really.' }])
  await claimCase(team.moderator, { caseId })
  expect(await listReturned(team.moderator, {})).toEqual([])
})

test('programs are sent nothing', async () => {
  const team = await makeTeam()
  const key = { kind: 'api-key', teamId: team.teamId, keyId: team.teamId, scopes: ['read'] } as const
  expect(await listReturned({ ...key, scopes: ['read'] }, {})).toEqual([])
  await expectRefusal(listReturned({ ...key, scopes: ['submit'] }, {}), 'forbidden')
})
