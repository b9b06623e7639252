import { expect, test, vi } from 'vitest'
import { contextOf, tracksOf } from '@/app/(portal)/queue/beside-rows'
import { log } from '@/lib/log'
import { useTestDatabase } from '../../support/database'
import { makeTeam } from '../../support/people'
import { openJudged } from '../../support/queues'

useTestDatabase()

test('what a row says beside is read for every row', async () => {
  const team = await makeTeam()
  const [one, two] = [await openJudged(team), await openJudged(team)]
  const rows = [{ id: one.caseId }, { id: two.caseId }]
  expect(Object.keys(await contextOf(team.moderator, rows)).sort()).toEqual([one.caseId, two.caseId].sort())
})

test('where it cannot be read, the queue is shown without it, and the log says so', async () => {
  const team = await makeTeam()
  const warned = vi.spyOn(log, 'warn').mockImplementation(() => undefined)
  const unreadable = [{ id: 'not the id of a case' }]
  expect(await contextOf(team.moderator, unreadable)).toEqual({})
  expect(await tracksOf(team.moderator, unreadable, [])).toEqual({})
  expect(warned.mock.calls.map(([, said]) => said)).toEqual([
    'the queue is shown without what is known of its cases beside',
    'the queue is shown without charts',
  ])
})
