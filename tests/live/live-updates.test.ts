import { setTimeout as wait } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { claimCase } from '@/lib/cases/claim-case'
import { extendClaim } from '@/lib/cases/extend-claim'
import { subscribe } from '@/lib/live/listen'
import { useTestDatabase } from '../support/database'
import { makeTeam } from '../support/people'
import { openTestCase, openWaitingCase } from '../support/rows'

useTestDatabase()

test('a change tells its team’s pages once it is committed, and no other team’s', async () => {
  const team = await makeTeam()
  const other = await makeTeam()
  const ours = vi.fn()
  const theirs = vi.fn()
  const stop = subscribe(team.teamId, ours)
  subscribe(other.teamId, theirs)
  await vi.waitFor(() => expect(theirs).toHaveBeenCalled(), 5000)
  await wait(200)
  ours.mockClear()
  theirs.mockClear()

  await Promise.all([openTestCase(team.moderator), openTestCase(team.moderator), openTestCase(team.moderator)])
  await vi.waitFor(() => expect(ours).toHaveBeenCalled(), 5000)
  await wait(200)
  // Gathered: three changes at once are told of at most twice.
  expect(ours.mock.calls.length).toBeLessThanOrEqual(2)
  expect(theirs).not.toHaveBeenCalled()

  stop()
  ours.mockClear()
  await openTestCase(team.moderator)
  await wait(200)
  expect(ours).not.toHaveBeenCalled()
})

test('a sign of life of whoever works on a case is told to nobody: there are too many of them', async () => {
  const team = await makeTeam()
  const { caseId } = await openWaitingCase(team.admin)
  await claimCase(team.moderator, { caseId })
  const heard = vi.fn()
  const stop = subscribe(team.teamId, heard)
  await vi.waitFor(() => expect(heard).toHaveBeenCalled(), 5000)
  await wait(200)
  heard.mockClear()
  await extendClaim(team.moderator, { caseId })
  await wait(200)
  expect(heard).not.toHaveBeenCalled()
  stop()
})
