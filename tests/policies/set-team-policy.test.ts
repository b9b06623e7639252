import { expect, test } from 'vitest'
import { listEvents } from '@/lib/audit/list-events'
import { readRail } from '@/lib/cases/read-rail'
import { archivePolicy } from '@/lib/policies/archive-policy'
import { publishPolicy } from '@/lib/policies/publish-policy'
import { setTeamPolicy } from '@/lib/policies/set-team-policy'
import { useTestDatabase } from '../support/database'
import { rules } from '../support/judging'
import { makeTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'
import { openWaitingCase } from '../support/rows'

const db = useTestDatabase()

test('a team judges by its policy, a queue by its own, and a case by its own before both', async () => {
  const team = await makeTeam()
  const publish = (name: string) => publishPolicy(team.admin, { name, words: name, rules: rules() })
  const [ours, ofQueue, ofCase] = [await publish('Ours'), await publish('Queue'), await publish('Case')]
  await setTeamPolicy(team.admin, { policyId: ours.policyId })
  const { caseId, number } = await openWaitingCase(team.admin)
  const inForce = async () => {
    const { policy } = await readRail(team.moderator, { number })
    return policy.inForce?.name ?? null
  }
  expect(await inForce()).toBe('Ours')
  const [queue] = await db.owner<{ id: string }[]>`
    insert into queues (team_id, name, policy_id) values (${team.teamId}, 'Harm', ${ofQueue.policyId}) returning id`
  await db.owner`update cases set queue_id = ${queue!.id} where id = ${caseId}`
  expect(await inForce()).toBe('Queue')
  await db.owner`update cases set policy_id = ${ofCase.policyId} where id = ${caseId}`
  expect(await inForce()).toBe('Case')
  expect((await readRail(team.moderator, { number })).policy.choices.map(({ name }) => name)).toEqual([
    ...['Case', 'Ours', 'Queue'],
  ])
  const { entries } = await listEvents(team.manager, { types: ['desk.changed'] })
  expect(entries[0]?.facts).toEqual({ before: { policyId: null }, after: { policyId: ours.policyId } })
})

test('who may not, what cannot be, and what is so already', async () => {
  const team = await makeTeam()
  const { policyId } = await publishPolicy(team.admin, { name: 'Ours', words: 'x', rules: rules() })
  await expectRefusal(setTeamPolicy(team.manager, { policyId }), 'forbidden')
  await expectRefusal(setTeamPolicy(team.admin, { policyId: null }), 'conflict', /already/)
  await setTeamPolicy(team.admin, { policyId })
  await expectRefusal(setTeamPolicy(team.admin, { policyId }), 'conflict', /already/)
  await expectRefusal(setTeamPolicy((await makeTeam()).admin, { policyId }), 'not_found')
  await setTeamPolicy(team.admin, { policyId: null })
  await archivePolicy(team.admin, { policyId })
  await expectRefusal(setTeamPolicy(team.admin, { policyId }), 'not_found')
})
