import { setTimeout as wait } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { subscribe } from '@/lib/live/listen'
import { useTestDatabase } from '../support/database'
import { makeTeam } from '../support/people'
import { openTestCase } from '../support/rows'

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
