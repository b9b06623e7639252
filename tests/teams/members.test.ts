import crypto from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Member, Role } from '@/lib/access/actor'
import { findSession } from '@/lib/access/find-session'
import { signInMember } from '@/lib/access/sign-in-member'
import { listEvents } from '@/lib/audit/list-events'
import { listColleagues } from '@/lib/notes/list-colleagues'
import { addMember } from '@/lib/teams/add-member'
import { changeRole } from '@/lib/teams/change-role'
import { deactivateMember } from '@/lib/teams/deactivate-member'
import { leaveTeam } from '@/lib/teams/leave-team'
import { listMembers } from '@/lib/teams/list-members'
import { reactivateMember } from '@/lib/teams/reactivate-member'
import { removeMember } from '@/lib/teams/remove-member'
import { useTestDatabase } from '../support/database'
import { makeTeam, password, type TestTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'

const db = useTestDatabase()
let team: TestTeam

beforeEach(async () => {
  team = await makeTeam()
})

const roleOf = async (one: Member) =>
  (await listMembers(team.admin, {})).find(({ memberId }) => memberId === one.memberId)?.role
const eventsOf = async (type: 'member.role_changed' | 'member.deactivated' | 'member.reactivated' | 'member.removed') =>
  (await listEvents(team.admin, { types: [type] })).entries.map(({ facts }) => facts)
const signIn = (one: Member) => signInMember({ email: one.email, password, address: '192.0.2.1' })
async function directory({ memberId }: Member): Promise<void> {
  await db.owner`update memberships set source = 'directory' where team_id = ${team.teamId} and member_id = ${memberId}`
  await db.owner`insert into oidc_identities (issuer, subject, member_id) values ('https://id.example.test', ${memberId}, ${memberId})`
}

async function secondAdmin(): Promise<Member> {
  const email = `second.${crypto.randomBytes(4).toString('hex')}@example.test`
  const { memberId } = await addMember(team.operator, { email, name: 'Second Admin', password, role: 'admin' })
  return { ...team.admin, memberId, email, name: 'Second Admin', sessionId: crypto.randomUUID() }
}

describe('roles', () => {
  test('another role holds from the next request on, and the trail has before and after', async () => {
    const { sessionId } = await signIn(team.moderator)
    await changeRole(team.admin, { memberId: team.moderator.memberId, role: 'manager' })
    expect((await findSession(sessionId))?.role).toBe('manager')
    expect(await eventsOf('member.role_changed')).toEqual([
      { memberId: team.moderator.memberId, before: 'moderator', after: 'manager' },
    ])
    await changeRole(team.admin, { memberId: team.moderator.memberId, role: 'manager' })
    expect(await eventsOf('member.role_changed')).toHaveLength(1)
  })

  test('is refused to managers, without a fresh proof, for oneself, for strangers and where a directory says it', async () => {
    const to = { memberId: team.moderator.memberId, role: 'admin' as Role }
    await expectRefusal(changeRole(team.manager, to), 'forbidden')
    await expectRefusal(changeRole({ ...team.admin, provedAt: new Date(0) }, to), 'proof_required')
    await expectRefusal(
      changeRole(team.admin, { memberId: team.admin.memberId, role: 'manager' }),
      'conflict',
      /Another admin/,
    )
    const other = await makeTeam()
    await expectRefusal(changeRole(team.admin, { ...to, memberId: other.moderator.memberId }), 'not_found')
    await directory(team.moderator)
    await expectRefusal(changeRole(team.admin, to), 'conflict', /identity provider/)
    await expectRefusal(removeMember(team.admin, to), 'conflict', /identity provider/)
    await expectRefusal(leaveTeam(team.moderator, {}), 'conflict', /identity provider/)
    expect(await roleOf(team.moderator)).toBe('moderator')
  })
})

describe('the last admin', () => {
  test('can neither be demoted, deactivated, removed nor leave', async () => {
    const { memberId } = team.admin
    await expectRefusal(changeRole(team.operator, { memberId, role: 'manager' }), 'conflict', /last admin/)
    await expectRefusal(deactivateMember(team.operator, { memberId }), 'conflict', /last admin/)
    await expectRefusal(removeMember(team.operator, { memberId }), 'conflict', /last admin/)
    await expectRefusal(leaveTeam(team.admin, {}), 'conflict', /last admin/)
    expect(await roleOf(team.admin)).toBe('admin')
  })

  test('is one who can sign in: others that are shut out or gone do not count', async () => {
    const second = await secondAdmin()
    await db.owner`update members set deactivated_at = now() where id = ${second.memberId}`
    await expectRefusal(leaveTeam(team.admin, {}), 'conflict', /last admin/)
    await db.owner`update members set deactivated_at = null where id = ${second.memberId}`
    await deactivateMember(team.admin, { memberId: second.memberId })
    await expectRefusal(leaveTeam(team.admin, {}), 'conflict', /last admin/)
    await reactivateMember(team.admin, { memberId: second.memberId })
    await leaveTeam(team.admin, {})
    await expectRefusal(leaveTeam(second, {}), 'conflict', /last admin/)
  })

  test.each([
    ['demote', (by: Member, one: Member) => changeRole(by, { memberId: one.memberId, role: 'manager' })],
    ['deactivate', (by: Member, one: Member) => deactivateMember(by, { memberId: one.memberId })],
    ['remove', (by: Member, one: Member) => removeMember(by, { memberId: one.memberId })],
  ] as const)('is left when two admins %s each other at once', async (_does, act) => {
    const second = await secondAdmin()
    const both = await Promise.allSettled([act(team.admin, second), act(second, team.admin)])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await workingAdmins()).toBe(1)
  })

  test('is left when two admins leave at once', async () => {
    const second = await secondAdmin()
    const both = await Promise.allSettled([leaveTeam(team.admin, {}), leaveTeam(second, {})])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await workingAdmins()).toBe(1)
  })

  const workingAdmins = async () => {
    const rows = await db.owner`select 1 from memberships
      where team_id = ${team.teamId} and role = 'admin' and removed_at is null and deactivated_at is null`
    return rows.length
  }
})

describe('deactivating', () => {
  test('ends the sessions in this team only, keeps the person out, and can be taken back', async () => {
    const other = await makeTeam()
    const { moderator } = team
    await addMember(other.operator, { email: moderator.email, name: moderator.name, password, role: 'moderator' })
    const { sessionId } = await signIn(moderator)
    const elsewhere = crypto.randomUUID()
    await db.owner`insert into sessions (id, team_id, member_id, expires_at)
      values (${elsewhere}, ${other.teamId}, ${moderator.memberId}, now() + interval '1 hour')`

    await deactivateMember(team.admin, { memberId: moderator.memberId })
    expect(await findSession(sessionId)).toBeNull()
    expect(await findSession(elsewhere)).toMatchObject({ teamId: other.teamId })
    // They work in the other team on.
    expect(await findSession((await signIn(moderator)).sessionId)).toMatchObject({ teamId: other.teamId })
    await expectRefusal(deactivateMember(team.admin, { memberId: moderator.memberId }), 'conflict', /already/)

    await reactivateMember(team.admin, { memberId: moderator.memberId })
    // A session that ended stays ended.
    expect(await findSession(sessionId)).toBeNull()
    await expectRefusal(reactivateMember(team.admin, { memberId: moderator.memberId }), 'conflict', /not deactivated/)
    expect(await eventsOf('member.deactivated')).toEqual([{ memberId: moderator.memberId }])
    expect(await eventsOf('member.reactivated')).toEqual([{ memberId: moderator.memberId }])
  })

  test('is refused for oneself and to managers', async () => {
    await secondAdmin()
    await expectRefusal(deactivateMember(team.admin, { memberId: team.admin.memberId }), 'conflict', /yourself/)
    await expectRefusal(deactivateMember(team.manager, { memberId: team.moderator.memberId }), 'forbidden')
    await expectRefusal(reactivateMember(team.manager, { memberId: team.moderator.memberId }), 'forbidden')
  })
})

describe('removing and leaving', () => {
  test('the person is gone from whatever is chosen from, and their name stays', async () => {
    const { sessionId } = await signIn(team.moderator)
    await removeMember(team.admin, { memberId: team.moderator.memberId })
    expect(await findSession(sessionId)).toBeNull()
    await expectRefusal(signIn(team.moderator), 'forbidden', /no longer in any team/)
    const here = (await listMembers(team.admin, {})).map(({ memberId }) => memberId)
    expect(here).not.toContain(team.moderator.memberId)
    const ever = await listMembers(team.admin, { former: true })
    expect(ever.find(({ memberId }) => memberId === team.moderator.memberId)).toMatchObject({ name: 'Mo Moderator' })
    expect((await listColleagues(team.admin, {})).map(({ name }) => name)).not.toContain('Mo Moderator')
    expect(await eventsOf('member.removed')).toEqual([{ memberId: team.moderator.memberId, why: 'removed' }])
    await expectRefusal(removeMember(team.admin, { memberId: team.moderator.memberId }), 'not_found')
    await expectRefusal(reactivateMember(team.admin, { memberId: team.moderator.memberId }), 'not_found')
  })

  test('whoever leaves is signed out, and the operator can bring them back by the same row', async () => {
    const { sessionId } = await signIn(team.moderator)
    await leaveTeam(team.moderator, {})
    expect(await findSession(sessionId)).toBeNull()
    expect(await eventsOf('member.removed')).toEqual([{ memberId: team.moderator.memberId, why: 'left' }])
    const { email, name } = team.moderator
    const { memberId } = await addMember(team.operator, { email, name, password, role: 'manager' })
    expect(memberId).toBe(team.moderator.memberId)
    expect(await roleOf(team.moderator)).toBe('manager')
  })

  test('is refused for oneself, to managers, and leaving to whoever is no member', async () => {
    await expectRefusal(removeMember(team.admin, { memberId: team.admin.memberId }), 'conflict', /Leave this team/)
    await expectRefusal(removeMember(team.manager, { memberId: team.moderator.memberId }), 'forbidden')
    await expectRefusal(leaveTeam(team.operator, {}), 'forbidden')
    await expectRefusal(leaveTeam({ ...team.moderator, provedAt: new Date(0) }, {}), 'proof_required')
  })
})
