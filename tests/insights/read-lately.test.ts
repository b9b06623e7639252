import { afterEach, expect, test, vi } from 'vitest'
import { readLately } from '@/lib/insights/read-lately'
import { useTestDatabase } from '../support/database'
import { decideAs } from '../support/judging'
import { makeTeam } from '../support/people'
import { openJudged } from '../support/queues'
import { expectRefusal } from '../support/refusals'

useTestDatabase()
afterEach(() => vi.useRealTimers())

test('an answer is given again for a minute, to the same team, and only to who may have it', async () => {
  const team = await makeTeam()
  expect(await readLately(team.manager)).toEqual({ agreement: [], workload: [] })
  const { caseId } = await openJudged(team, { label: 'Real', score: 0.1 })
  await decideAs(team.moderator, caseId)
  expect(await readLately(team.admin)).toEqual({ agreement: [], workload: [] })
  await expectRefusal(readLately(team.moderator), 'forbidden')
  const at = Date.now()
  vi.useFakeTimers({ toFake: ['Date'], now: at + 61_000 })
  const lately = await readLately(team.manager)
  expect(lately.workload).toMatchObject([{ memberId: team.moderator.memberId, decided: 1 }])
  expect(lately.agreement[0]).toMatchObject({ by: 'all', agrees: 1, overrides: 0 })
  const stranger = await makeTeam()
  expect(await readLately(stranger.manager)).toEqual({ agreement: [], workload: [] })
})
