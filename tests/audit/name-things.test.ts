import { beforeEach, expect, test } from 'vitest'
import { listEvents } from '@/lib/audit/list-events'
import { nameThings, thingsIn } from '@/lib/audit/name-things'
import { publishPolicy } from '@/lib/policies/publish-policy'
import { moveToQueue } from '@/lib/queues/move-to-queue'
import { useTestDatabase } from '../support/database'
import { rules } from '../support/judging'
import { makeTeam, type TestTeam } from '../support/people'
import { makeQueue, openJudged } from '../support/queues'
import { expectRefusal } from '../support/refusals'

const db = useTestDatabase()
let team: TestTeam

beforeEach(async () => {
  team = await makeTeam()
})

test('the queues before and after a move have their names, also where many others are in the trail and one is archived', async () => {
  const many = await Promise.all(Array.from({ length: 14 }, (_, n) => makeQueue(team, `Queue ${n}`)))
  const { caseId } = await openJudged(team)
  for (const queueId of many) await moveToQueue(team.manager, { caseId, queueId })
  await db.owner`update queues set archived_at = now() where id = ${many[12]!}`
  const { entries } = await listEvents(team.manager, { types: ['case.queued'] })
  const names = await nameThings(team.manager, { ids: thingsIn(entries) })
  const { queueId, before } = entries[0]!.facts as { queueId: string; before: string }
  expect([names[before], names[queueId]]).toEqual(['Queue 12', 'Queue 13'])
  for (const { facts } of entries) expect(names).toHaveProperty(String(facts.queueId))
})

test('a policy is named too; what is no id, and what is another team’s, is not', async () => {
  const { policyId } = await publishPolicy(team.admin, { name: 'Strict', words: 'What misleads goes.', rules: rules() })
  const other = await makeTeam()
  const theirs = await makeQueue(other, 'Theirs')
  const ids = thingsIn([
    { facts: { policyId, queueId: theirs, before: null } },
    { facts: { before: { name: 'a queue' }, queueId: 'no id', caseId: crypto.randomUUID(), policyId } },
  ])
  expect(ids.toSorted()).toEqual([policyId, theirs].toSorted())
  expect(await nameThings(team.manager, { ids })).toEqual({ [policyId]: 'Strict' })
  expect(await nameThings(team.manager, { ids: [] })).toEqual({})
})

test('is for those who may read the trail', async () => {
  await expectRefusal(nameThings(team.moderator, { ids: [] }), 'forbidden')
  await expectRefusal(nameThings(team.manager, { ids: ['none'] }), 'bad_request')
})
