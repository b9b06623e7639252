import crypto from 'node:crypto'
import { expect, test } from 'vitest'
import { findSession } from '@/lib/access/find-session'
import { listEvents } from '@/lib/audit/list-events'
import { claimCase } from '@/lib/cases/claim-case'
import { countCases } from '@/lib/cases/count-cases'
import { addMember } from '@/lib/teams/add-member'
import { listOwnTeams } from '@/lib/teams/list-own-teams'
import { switchTeam } from '@/lib/teams/switch-team'
import { useTestDatabase } from '../support/database'
import { makeTeam, password, type TestTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'
import { openTestCase } from '../support/rows'
import { signedIn } from '../support/signed-in'

const held = useTestDatabase()

/** A moderator of one team who manages another. */
async function inTwoTeams(): Promise<{ first: TestTeam; second: TestTeam }> {
  const [first, second] = [await makeTeam(), await makeTeam()]
  const { email, name } = first.moderator
  await addMember(second.operator, { email, name, password, role: 'manager' })
  return { first, second }
}

const switches = async (team: TestTeam) => (await listEvents(team.admin, { types: ['member.switched'] })).entries

test('a person sees their teams by name, with their role in each, and no others', async () => {
  const { first, second } = await inTwoTeams()
  await makeTeam()
  const expected = [
    { teamId: first.teamId, name: first.name, role: 'moderator' },
    { teamId: second.teamId, name: second.name, role: 'manager' },
  ].sort((one, other) => one.name.localeCompare(other.name, 'en'))
  expect(await listOwnTeams(first.moderator)).toEqual(expected)
  expect(await listOwnTeams(second.admin)).toHaveLength(1)
})

test('a session goes on in the other team, with the role and the cases of that team', async () => {
  const { first, second } = await inTwoTeams()
  const before = await signedIn(first.moderator)
  expect(before).toMatchObject({ teamId: first.teamId, role: 'moderator' })
  await switchTeam(before, { teamId: second.teamId })
  const after = await findSession(before.sessionId)
  expect(after).toMatchObject({ teamId: second.teamId, role: 'manager', sessionId: before.sessionId })
  // The next sign-in leads there too.
  expect((await signedIn(first.moderator)).teamId).toBe(second.teamId)
})

test('both trails say so and neither names the other team', async () => {
  const { first, second } = await inTwoTeams()
  const member = await signedIn(first.moderator)
  await switchTeam(member, { teamId: second.teamId })
  const [out] = await switches(first)
  const [into] = await switches(second)
  expect(out).toMatchObject({ actorName: 'Mo Moderator', facts: { memberId: member.memberId, direction: 'out' } })
  expect(into).toMatchObject({ facts: { memberId: member.memberId, direction: 'in' } })
  expect(JSON.stringify(out)).not.toContain(second.teamId)
  expect(JSON.stringify(into)).not.toContain(first.teamId)
})

test('what was claimed stays claimed', async () => {
  const { first, second } = await inTwoTeams()
  const member = await signedIn(first.moderator)
  const { caseId } = await openTestCase(first.admin)
  await held.owner`update cases set state = 'waiting' where id = ${caseId}`
  await claimCase(member, { caseId })
  await switchTeam(member, { teamId: second.teamId })
  const [row] = await held.owner`select state, claimed_by from cases where id = ${caseId}`
  expect(row).toMatchObject({ state: 'claimed', claimed_by: member.memberId })
  const there = await findSession(member.sessionId)
  if (!there) throw new Error('the session is gone')
  expect((await countCases(there, {})).waiting).toBe(0)
})

test('nobody gets into a team they are not in, left or were shut out of', async () => {
  const { first, second } = await inTwoTeams()
  const member = await signedIn(first.moderator)
  const stranger = await makeTeam()
  const refused = (teamId: string) => expectRefusal(switchTeam(member, { teamId }), 'conflict', /not in that team/)
  await refused(stranger.teamId)
  await refused(crypto.randomUUID())
  const itself = held.owner`team_id = ${second.teamId} and member_id = ${member.memberId}`
  await held.owner`update memberships set deactivated_at = now() where ${itself}`
  await refused(second.teamId)
  await held.owner`update memberships set deactivated_at = null, removed_at = now() where ${itself}`
  await refused(second.teamId)
  expect(await findSession(member.sessionId)).toMatchObject({ teamId: first.teamId })
  expect(await switches(first)).toEqual([])
  expect(await switches(stranger)).toEqual([])
})

test('to the team one is in already, and for keys and workers, nothing happens', async () => {
  const { first, second } = await inTwoTeams()
  const member = await signedIn(first.moderator)
  await switchTeam(member, { teamId: first.teamId })
  expect(await switches(first)).toEqual([])
  await expectRefusal(switchTeam(first.worker, { teamId: second.teamId }), 'forbidden')
})

test('a session that was ended moves nowhere', async () => {
  const { first, second } = await inTwoTeams()
  const member = await signedIn(first.moderator)
  await held.owner`update sessions set revoked_at = now() where id = ${member.sessionId}`
  await expectRefusal(switchTeam(member, { teamId: second.teamId }), 'conflict')
  expect(await findSession(member.sessionId)).toBeNull()
})
