import { expect, test } from 'vitest'
import { changeName } from '@/lib/access/change-name'
import { readAccount } from '@/lib/access/read-account'
import { listEvents } from '@/lib/audit/list-events'
import { useTestDatabase } from '../support/database'
import { makeTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'

const db = useTestDatabase()

test('one’s account says who one is, how one signs in, and in which teams', async () => {
  const [one, two] = [await makeTeam(), await makeTeam()]
  const { memberId, email } = one.moderator
  await db.owner`insert into memberships (team_id, member_id, role) values (${two.teamId}, ${memberId}, 'manager')`
  await db.owner`
    insert into oidc_identities (issuer, subject, member_id) values ('https://id.example.org/realm', 'mo', ${memberId})`
  expect(await readAccount(one.moderator, {})).toEqual({
    name: 'Mo Moderator',
    email,
    hasPassword: true,
    providers: ['id.example.org'],
    teams: [
      { teamId: one.teamId, name: one.name, role: 'moderator' },
      { teamId: two.teamId, name: two.name, role: 'manager' },
    ],
  })
  await db.owner`update members set password_hash = null where id = ${memberId}`
  expect(await readAccount(one.moderator, {})).toMatchObject({ hasPassword: false })
})

test('one’s name is changed; the trail says that it was, and keeps neither', async () => {
  const team = await makeTeam()
  await changeName(team.moderator, { name: '  Moana Moderator ' })
  expect(await readAccount(team.moderator, {})).toMatchObject({ name: 'Moana Moderator' })
  const { entries } = await listEvents(team.admin, { types: ['member.renamed'] })
  expect(entries.map(({ facts }) => facts)).toEqual([{ memberId: team.moderator.memberId }])
})

test('the name one has already changes nothing; none at all is refused', async () => {
  const team = await makeTeam()
  await changeName(team.admin, { name: team.admin.name })
  await expectRefusal(changeName(team.admin, { name: '   ' }), 'bad_request', /a name/)
  await expectRefusal(changeName(team.admin, { name: 'x'.repeat(81) }), 'bad_request', /80/)
  await expectRefusal(changeName(team.worker, { name: 'Robot' }), 'forbidden')
  expect((await listEvents(team.admin, { types: ['member.renamed'] })).entries).toEqual([])
})
