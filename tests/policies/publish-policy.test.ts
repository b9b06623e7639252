import { expect, test } from 'vitest'
import { listEvents } from '@/lib/audit/list-events'
import { archivePolicy } from '@/lib/policies/archive-policy'
import { listPolicies } from '@/lib/policies/list-policies'
import { publishPolicy } from '@/lib/policies/publish-policy'
import { readPolicy } from '@/lib/policies/read-policy'
import { useTestDatabase } from '../support/database'
import { judgeBy, rules } from '../support/judging'
import { makeTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'

const db = useTestDatabase()
const words = 'Fakes of people go.\n\n- Satire stays.'

test('a policy has versions, of which none is ever changed', async () => {
  const team = await makeTeam()
  const { policyId, version } = await publishPolicy(team.admin, { name: 'People', words, rules: rules() })
  expect(version).toBe(1)
  const second = { policyId, name: 'Persons', words: `${words}\n- Art too.`, rules: rules({ fourEyes: 'always' }) }
  expect(await publishPolicy(team.admin, { ...second, basedOn: 1 })).toEqual({ policyId, version: 2 })
  const read = await readPolicy(team.moderator, { policyId })
  expect(read).toMatchObject({ name: 'Persons', archivedAt: null, queues: [], isTeamDefault: false })
  expect(read.versions).toMatchObject([
    { version: 2, publishedBy: 'Ada Admin', rules: { fourEyes: 'always', sampleShare: 0.1 } },
    { version: 1, words, rules: { fourEyes: 'never' } },
  ])
  expect(await listPolicies(team.moderator, {})).toMatchObject([{ policyId, name: 'Persons', version: 2 }])
  const { entries } = await listEvents(team.manager, { types: ['policy.published'] })
  expect(entries.map(({ facts }) => facts)).toEqual([
    {
      policyId,
      version: 2,
      before: { version: 1, name: 'People' },
      after: { version: 2, name: 'Persons' },
      changed: ['name', 'words', 'rules'],
    },
    { policyId, version: 1, before: null, after: { version: 1, name: 'People' }, changed: [] },
  ])
})

test('what cannot be published', async () => {
  const team = await makeTeam()
  const given = { name: 'People', words, rules: rules() }
  const { policyId } = await publishPolicy(team.admin, given)
  const next = { ...given, policyId, basedOn: 1 }
  await expectRefusal(publishPolicy(team.manager, given), 'forbidden', /role/)
  await expectRefusal(publishPolicy(team.admin, { ...given, name: 'PEOPLE' }), 'conflict', /already/)
  await expectRefusal(publishPolicy(team.admin, { ...given, name: ' ' }), 'bad_request', /name/)
  await expectRefusal(publishPolicy(team.admin, { ...given, name: 'B', words: '' }), 'bad_request', /judge/)
  await expectRefusal(publishPolicy(team.admin, next), 'conflict', /Nothing was changed/)
  // Another system's line ends are no change.
  const windows = { ...next, words: ` ${words.replaceAll('\n', '\r\n')}\r\n` }
  await expectRefusal(publishPolicy(team.admin, windows), 'conflict', /Nothing was changed/)
  await expectRefusal(publishPolicy(team.admin, { ...next, basedOn: null }), 'conflict', /meanwhile/)
  await publishPolicy(team.admin, { ...next, words: 'Other words.' })
  await expectRefusal(publishPolicy(team.admin, { ...next, words: 'Third words.' }), 'conflict', /Version 2/)
  const twice = rules({ actions: [...rules().actions, { code: 'remove', label: 'Take down' }] })
  await expectRefusal(publishPolicy(team.admin, { ...given, name: 'C', rules: twice }), 'bad_request', /remove/)
  const spaced = { ...rules(), actions: [{ code: 'take down', label: 'Take down' }] }
  await expectRefusal(publishPolicy(team.admin, { ...given, name: 'D', rules: spaced }), 'bad_request')
  const theirs = await makeTeam()
  await expectRefusal(publishPolicy(theirs.admin, next), 'not_found')
  await expectRefusal(readPolicy(theirs.admin, { policyId }), 'not_found')
})

test('of two who publish at once one is told', async () => {
  const team = await makeTeam()
  const { policyId } = await publishPolicy(team.admin, { name: 'People', words, rules: rules() })
  const next = { policyId, name: 'People', rules: rules(), basedOn: 1 }
  const both = await Promise.allSettled(
    ['one', 'two'].map((said) => publishPolicy(team.admin, { ...next, words: said })),
  )
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const twins = await Promise.allSettled(
    [1, 2].map(() => publishPolicy(team.admin, { name: 'Twin', words, rules: rules() })),
  )
  expect(twins.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})

test('a policy is put away once nothing is judged by it, and its name is free again', async () => {
  const team = await makeTeam()
  const { policyId } = await judgeBy(db, team)
  await db.owner`update queues set policy_id = ${policyId} where team_id = ${team.teamId}`
  await db.owner`insert into queues (team_id, name, policy_id) select ${team.teamId}, 'Harm', ${policyId}`
  expect((await listPolicies(team.moderator, {}))[0]).toMatchObject({ isTeamDefault: true })
  await expectRefusal(archivePolicy(team.admin, { policyId }), 'conflict', /“Harm”.* and the whole team/)
  await db.owner`update queues set policy_id = null where team_id = ${team.teamId}`
  await db.owner`update desk_settings set policy_id = null where team_id = ${team.teamId}`
  await expectRefusal(archivePolicy(team.manager, { policyId }), 'forbidden')
  await archivePolicy(team.admin, { policyId })
  await expectRefusal(archivePolicy(team.admin, { policyId }), 'conflict', /already/)
  const { name, archivedAt } = await readPolicy(team.moderator, { policyId })
  expect(archivedAt).not.toBeNull()
  const next = { policyId, name, words: 'More.', rules: rules(), basedOn: 1 }
  await expectRefusal(publishPolicy(team.admin, next), 'conflict', /archived/)
  await publishPolicy(team.admin, { name, words, rules: rules() })
  await expectRefusal(archivePolicy(team.admin, { policyId: team.teamId }), 'not_found')
})
