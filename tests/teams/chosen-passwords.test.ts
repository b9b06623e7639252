import { expect, test } from 'vitest'
import { addMember } from '@/lib/teams/add-member'
import { setUpTeam } from '@/lib/teams/set-up-team'
import { useTestDatabase } from '../support/database'
import { makeTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'

const db = useTestDatabase()

test('a team is not set up with a password that is easily guessed', async () => {
  const given = { teamName: 'Evening Desk', name: 'Eve Early', email: 'eve.early@example.test' }
  for (const password of ['passwordpassword', 'Evening Desk 1', 'eve.early@example.test', 'EveEarly2026']) {
    await expectRefusal(setUpTeam({ ...given, password }), 'bad_request')
  }
  expect(await db.owner`select id from members where email = ${given.email}`).toEqual([])
  await expect(setUpTeam({ ...given, password: 'owls over the harbour' })).resolves.toMatchObject({ created: true })
})

test('a member is not added with one either, whoever adds them', async () => {
  const team = await makeTeam()
  const given = { name: 'Noa New', email: 'noa.new@example.test', role: 'moderator' as const }
  for (const actor of [team.admin, team.operator]) {
    await expectRefusal(addMember(actor, { ...given, password: 'Welcome-2026-11' }), 'bad_request', /most common/)
  }
  await expectRefusal(addMember(team.admin, { ...given, password: `${team.name} 1` }), 'bad_request', /your team/)
})
