import { expect, test } from 'vitest'
import { findSession } from '@/lib/access/find-session'
import { signInMember } from '@/lib/access/sign-in-member'
import { listEvents } from '@/lib/audit/list-events'
import { listQueues } from '@/lib/queues/list-queues'
import { createTeam } from '@/lib/teams/create-team'
import { listMembers } from '@/lib/teams/list-members'
import { listOwnTeams } from '@/lib/teams/list-own-teams'
import { setUpTeam } from '@/lib/teams/set-up-team'
import { switchTeam } from '@/lib/teams/switch-team'
import { useTestDatabase } from '../support/database'
import { makeTeam, password } from '../support/people'
import { expectRefusal } from '../support/refusals'
import { signedIn } from '../support/signed-in'

useTestDatabase()

test('an admin makes another team, and is its admin', async () => {
  const team = await makeTeam()
  const admin = await signedIn(team.admin)
  const { teamId } = await createTeam(admin, { name: '  Night desk ' })
  expect(await listOwnTeams(admin)).toContainEqual({ teamId, name: 'Night desk', role: 'admin' })
  await switchTeam(admin, { teamId })
  const there = await findSession(admin.sessionId)
  if (there === null) throw new Error('the session is gone')
  expect(there).toMatchObject({ teamId, teamName: 'Night desk', role: 'admin' })
  expect(await listQueues(there, {})).toMatchObject([{ name: 'Main queue', isDefault: true }])
  expect(await listMembers(there, {})).toMatchObject([{ email: team.admin.email, role: 'admin' }])
  const { entries } = await listEvents(there, {})
  expect(entries.map(({ type }) => type)).toEqual(['member.switched', 'member.added', 'team.created'])
})

test('the team it is made from does not tell of it', async () => {
  const team = await makeTeam()
  const { teamId } = await createTeam(team.admin, { name: 'Apart' })
  const { entries } = await listEvents(team.admin, {})
  expect(JSON.stringify(entries)).not.toContain(teamId)
  expect(entries.filter(({ type }) => type === 'team.created')).toHaveLength(1)
})

test('a name is given once on an instance, in whatever case', async () => {
  const team = await makeTeam()
  const refusal = await createTeam(team.admin, { name: team.name.toUpperCase() }).catch((error: unknown) => error)
  expect(refusal).toMatchObject({ code: 'conflict', fields: { name: [expect.any(String)] } })
  await expectRefusal(createTeam(team.admin, { name: ' ' }), 'bad_request', /name/)
  const both = await Promise.allSettled([
    createTeam(team.admin, { name: 'Race' }),
    createTeam(team.admin, { name: 'race' }),
  ])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await listOwnTeams(team.admin)).toHaveLength(2)
})

test('moderators and managers may not, nor an admin who has not shown lately who they are', async () => {
  const team = await makeTeam()
  await expectRefusal(createTeam(team.moderator, { name: 'No' }), 'forbidden')
  await expectRefusal(createTeam(team.manager, { name: 'No' }), 'forbidden')
  const long = new Date(Date.now() - 3_600_000)
  await expectRefusal(createTeam({ ...team.admin, provedAt: long }, { name: 'No' }), 'proof_required')
  await expectRefusal(createTeam(team.operator, { name: 'No' }), 'forbidden', /npm run docket/)
})

test('set-up at the server makes a second team for somebody who is here, and leaves their password', async () => {
  const team = await makeTeam()
  const given = {
    teamName: 'Second desk',
    name: 'Somebody',
    email: team.moderator.email,
    password: 'another password 1',
  }
  const { teamId, created, known } = await setUpTeam(given)
  expect({ created, known }).toEqual({ created: true, known: true })
  expect(await listOwnTeams(team.moderator)).toContainEqual({ teamId, name: 'Second desk', role: 'admin' })
  await expect(signInMember({ email: given.email, password: given.password, address: 'here' })).rejects.toBeDefined()
  const member = await signedIn(team.moderator)
  expect(member.name).toBe('Mo Moderator')
  expect((await setUpTeam({ ...given, teamName: 'second DESK' })).created).toBe(false)
  expect(password).not.toBe(given.password)
})
