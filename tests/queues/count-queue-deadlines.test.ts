import { expect, test } from 'vitest'
import { decideCase } from '@/lib/cases/decide-case'
import { countQueueDeadlines } from '@/lib/queues/count-queue-deadlines'
import { moveToQueue } from '@/lib/queues/move-to-queue'
import { useTestDatabase } from '../support/database'
import { makeTeam } from '../support/people'
import { makeQueue, openJudged } from '../support/queues'
import { openTestCase } from '../support/rows'

const db = useTestDatabase()

test('what will be gone is counted queue by queue, while it can still be decided', async () => {
  const team = await makeTeam()
  const urgent = await makeQueue(team, 'Urgent')
  const opened: string[] = []
  for (let n = 0; n < 4; n++) {
    const { caseId } = await openJudged(team)
    opened.push(caseId)
    await db.owner`update cases set zero_retention = true, retention = 'due', purge_reason = 'zero_retention',
      purge_after = now() + ${`${20 + n * 60} minutes`}::interval where id = ${caseId}`
  }
  await openTestCase(team.moderator)
  await moveToQueue(team.manager, { caseId: opened[0]!, queueId: urgent })
  await decideCase(team.moderator, { caseId: opened[3]!, finding: 'authentic', reason: 'Seen.' })
  const found = await countQueueDeadlines(team.moderator, {})
  expect(found).toHaveLength(2)
  const of = (queueId: string | null) => found.find((one) => one.queueId === queueId)
  expect(of(urgent)).toMatchObject({ cases: 1, withinTheHour: 1, soonest: expect.any(Date) })
  const main = found.find(({ queueId }) => queueId !== urgent)
  expect(main).toMatchObject({ cases: 2, withinTheHour: 0 })
  expect(await countQueueDeadlines((await makeTeam()).moderator, {})).toEqual([])
})
