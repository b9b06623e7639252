import { expect, test } from 'vitest'
import { signInMember } from '@/lib/access/sign-in-member'
import { listEvents } from '@/lib/audit/list-events'
import { addMember } from '@/lib/teams/add-member'
import { createSetupLink } from '@/lib/teams/create-setup-link'
import { listMembers } from '@/lib/teams/list-members'
import { redeemSetupLink, setUpTeam } from '@/lib/teams/set-up-team'
import { useTestDatabase } from '../support/database'
import { makeTeam, password } from '../support/people'
import { expectRefusal } from '../support/refusals'

useTestDatabase()
const first = { teamName: 'Newsroom', name: 'Ada', email: 'Ada@Example.test', password }
const tokenOf = (link: string | null) => new URL(link ?? '').searchParams.get('token') ?? ''

test('the first start’s link makes one team, once', async () => {
  const replaced = tokenOf(await createSetupLink())
  const token = tokenOf(await createSetupLink())
  await expectRefusal(redeemSetupLink({ ...first, token: replaced }), 'forbidden', /not valid/)
  await expectRefusal(redeemSetupLink({ ...first, token: 'guess' }), 'forbidden', /not valid/)
  await expectRefusal(redeemSetupLink({ ...first, token, password: 'short' }), 'bad_request', /12 characters/)
  const both = await Promise.allSettled([redeemSetupLink({ ...first, token }), redeemSetupLink({ ...first, token })])
  expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
  await expectRefusal(redeemSetupLink({ ...first, token }), 'conflict', /already/)
  expect(await createSetupLink()).toBeNull()
  await expect(signInMember({ email: 'ada@example.test', password, address: 'here' })).resolves.toBeDefined()
})

test('unattended set-up twice makes one team', async () => {
  const once = await setUpTeam({ ...first, teamName: 'Desk Two' })
  const again = await setUpTeam({ ...first, teamName: 'desk two' })
  expect(once.created).toBe(true)
  expect(again).toMatchObject({ teamId: once.teamId, created: false })
})

test('an admin adds people; others may not; nobody is added twice', async () => {
  const team = await makeTeam()
  const person = { email: 'new@example.test', name: 'New', password, role: 'moderator' } as const
  const { memberId } = await addMember(team.admin, person)
  await expectRefusal(addMember(team.admin, person), 'conflict', /already/)
  await expectRefusal(addMember(team.manager, { ...person, email: 'x@example.test' }), 'forbidden')
  await expectRefusal(addMember(team.admin, { ...person, email: 'not an address' }), 'bad_request', /e-mail/)
  expect((await listMembers(team.manager, {})).map((member) => member.role).sort()).toEqual([
    'admin',
    'manager',
    'moderator',
    'moderator',
  ])
  await expectRefusal(listMembers(team.moderator, {}), 'forbidden')
  const { entries } = await listEvents(team.admin, { types: ['member.added'] })
  expect(entries[0]).toMatchObject({ actorName: 'Ada Admin', facts: { memberId, role: 'moderator' } })
})

test('an admin cannot take in a person of another team, nor learn which; the operator can', async () => {
  const team = await makeTeam()
  const other = await makeTeam()
  const known = {
    email: team.moderator.email,
    name: 'Someone else',
    password: 'another password',
    role: 'manager',
  } as const
  const refusal = await addMember(other.admin, known).catch((error: unknown) => error)
  expect(refusal).toMatchObject({ code: 'conflict', message: expect.stringMatching(/already.*npm run docket/) })
  for (const word of [team.name, team.teamId, 'Mo Moderator']) expect(String(refusal)).not.toContain(word)
  expect(await listMembers(other.admin, {})).toHaveLength(3)

  const { memberId } = await addMember(other.operator, known)
  expect(memberId).toBe(team.moderator.memberId)
  expect((await listMembers(other.admin, {})).find((member) => member.memberId === memberId)?.name).toBe('Mo Moderator')
  await expectRefusal(addMember(other.admin, known), 'conflict', /in this team already/)
})

test('the same new e-mail added twice at once is added once, and the other is told', async () => {
  const [team, other] = [await makeTeam(), await makeTeam()]
  const person = { email: 'twice@example.test', name: 'Twice', password, role: 'moderator' } as const
  const both = await Promise.allSettled([addMember(team.admin, person), addMember(other.admin, person)])
  expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(both.find((one) => one.status === 'rejected')?.reason).toMatchObject({ code: 'conflict' })
})
