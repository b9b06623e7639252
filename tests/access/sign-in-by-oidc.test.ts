import { beforeEach, expect, test } from 'vitest'
import { findSession } from '@/lib/access/find-session'
import { missingMappedTeams } from '@/lib/access/missing-mapped-teams'
import type { Arrival } from '@/lib/access/oidc-claims'
import { signInByOidc } from '@/lib/access/sign-in-by-oidc'
import { signInMember } from '@/lib/access/sign-in-member'
import { listEvents } from '@/lib/audit/list-events'
import { env } from '@/lib/env'
import { useTestDatabase } from '../support/database'
import { makeTeam, password, type TestTeam } from '../support/people'

const db = useTestDatabase()
const from = { address: '192.0.2.1', browser: 'Firefox on Linux' }
let team: TestTeam
let other: TestTeam
let count = 0

beforeEach(async () => {
  team = await makeTeam()
  other = await makeTeam()
  Object.assign(env(), {
    OIDC_ISSUER: 'https://id.example.test',
    OIDC_CLIENT_ID: 'docket',
    OIDC_CLIENT_SECRET: 'secret',
    OIDC_TEAMS: [
      { value: 'editors', team: team.name, role: 'moderator' },
      { value: 'chiefs', team: team.name, role: 'admin' },
      { value: 'others', team: other.name, role: 'manager' },
      { value: 'others', team: 'No such team', role: 'manager' },
    ],
  })
})

function arrival(change: Partial<Arrival> = {}): Arrival {
  count += 1
  return {
    issuer: 'https://id.example.test',
    subject: `subject ${count}`,
    email: `person.${count}@example.test`,
    emailVerified: true,
    name: 'Petra Person',
    values: ['editors'],
    authenticatedAt: new Date(),
    ...change,
  }
}

async function signIn(who: Arrival) {
  const { sessionId } = await signInByOidc(who, from)
  const member = await findSession(sessionId)
  if (!member) throw new Error('no session')
  return member
}

const refused = (who: Arrival, reason: string) =>
  expect(signInByOidc(who, from)).rejects.toMatchObject({ name: 'OidcRefused', reason })

const membershipsOf = (memberId: string) =>
  db.owner`select t.name, m.role, m.source, m.removed_at is not null as removed from memberships m
    join teams t on t.id = m.team_id where m.member_id = ${memberId} order by m.created_at`

test('somebody new is made without a password, and is the same person at the next sign-in, whatever their address is then', async () => {
  const who = arrival()
  const first = await signIn(who)
  const again = await signIn({ ...who, email: 'changed@example.test', emailVerified: false })
  expect(again.memberId).toBe(first.memberId)
  expect(await db.owner`select email, name, password_hash from members where id = ${first.memberId}`).toEqual([
    { email: who.email, name: 'Petra Person', password_hash: null },
  ])
})

test('a vouched-for address links the account, whose password, second step and sessions of before end', async () => {
  const { email, memberId } = team.moderator
  const before = await signInMember({ email, password, address: '192.0.2.7' })
  await db.owner`insert into second_steps (member_id, secret, confirmed_at) values (${memberId}, 'sealed', now())`
  const member = await signIn(arrival({ email, values: [] }))
  expect(member).toMatchObject({ memberId, role: 'moderator' })
  expect(await findSession(before.sessionId)).toBeNull()
  await expect(signInMember({ email, password, address: '192.0.2.7' })).rejects.toMatchObject({ code: 'unauthorized' })
  expect(await db.owner`select 1 from second_steps where member_id = ${memberId}`).toHaveLength(0)
  const { entries } = await listEvents(team.admin, {
    types: ['member.password_changed', 'member.sessions_ended', 'member.second_step_changed'],
  })
  expect(entries).toHaveLength(3)
})

test('a password that was set after the link stays', async () => {
  const who = arrival()
  const { memberId } = await signIn(who)
  await db.owner`update members set password_hash = 'set later' where id = ${memberId}`
  await signIn(who)
  expect(await db.owner`select password_hash from members where id = ${memberId}`).toEqual([
    { password_hash: 'set later' },
  ])
})

test('an address that nobody vouches for links nothing and makes nobody', async () => {
  await refused(arrival({ email: team.admin.email, emailVerified: false }), 'unverified')
  await refused(arrival({ emailVerified: false }), 'unverified')
  await refused(arrival({ email: null, emailVerified: false }), 'no_email')
  expect(await db.owner`select 1 from oidc_identities where member_id = ${team.admin.memberId}`).toHaveLength(0)
  await expect(signInMember({ email: team.admin.email, password, address: '192.0.2.7' })).resolves.toBeDefined()
})

test('an address that was given to somebody else at the provider does not give them the account', async () => {
  const who = arrival()
  await signIn(who)
  await refused({ ...who, subject: 'somebody else' }, 'other_account')
})

test('the highest role that the claim means wins, per team', async () => {
  const member = await signIn(arrival({ values: ['chiefs', 'editors', 'others', 'unknown'] }))
  expect(await membershipsOf(member.memberId)).toMatchObject([
    { name: team.name, role: 'admin', source: 'directory' },
    { name: other.name, role: 'manager', source: 'directory' },
  ])
})

test('a change of the claim changes the role, takes away, and gives back, each with its event', async () => {
  const who = arrival({ values: ['editors', 'others'] })
  const { memberId } = await signIn(who)
  expect((await signIn({ ...who, values: ['chiefs', 'others'] })).role).toBe('admin')
  expect(await signIn({ ...who, values: ['others'] })).toMatchObject({ teamId: other.teamId, role: 'manager' })
  expect(await signIn({ ...who, values: ['editors', 'others'] })).toMatchObject({ teamId: team.teamId })
  const { entries } = await listEvents(team.admin, {
    types: ['member.added', 'member.role_changed', 'member.removed'],
  })
  const theirs = entries.filter(({ facts }) => (facts as { memberId?: string }).memberId === memberId).reverse()
  expect(theirs).toMatchObject([
    { type: 'member.added', actorKind: 'worker', facts: { role: 'moderator' } },
    { type: 'member.role_changed', actorKind: 'worker', facts: { before: 'moderator', after: 'admin' } },
    { type: 'member.removed', actorKind: 'worker', facts: { why: 'directory' } },
    { type: 'member.added', actorKind: 'worker', facts: { role: 'moderator' } },
  ])
})

test('what is taken away is gone on the next request of a session that is open', async () => {
  const who = arrival({ values: ['editors', 'others'] })
  const open = await signIn(who)
  await signIn({ ...who, values: ['others'] })
  expect(await findSession(open.sessionId)).toBeNull()
})

test('memberships that were given here are never touched, and other people’s teams neither', async () => {
  const { email, memberId } = team.manager
  await signIn(arrival({ email, values: ['chiefs'] }))
  expect(await membershipsOf(memberId)).toMatchObject([
    { name: team.name, role: 'manager', source: 'here', removed: false },
  ])
  const before = await db.owner`select * from memberships where team_id = ${other.teamId} order by member_id`
  const who = arrival({ values: ['editors'] })
  await signIn(who)
  await signIn({ ...who, values: ['chiefs'] })
  expect(await db.owner`select * from memberships where team_id = ${other.teamId} order by member_id`).toEqual(before)
  const { entries } = await listEvents(other.admin, {})
  expect(JSON.stringify(entries)).not.toContain(memberId)
})

test('the last admin of a team stays, until there is another', async () => {
  const who = arrival({ values: ['chiefs', 'others'] })
  const { memberId } = await signIn(who)
  await db.owner`update memberships set role = 'manager' where member_id = ${team.admin.memberId}`
  expect(await signIn({ ...who, values: ['others'] })).toMatchObject({ teamId: team.teamId, role: 'admin' })
  expect((await signIn({ ...who, values: ['editors', 'others'] })).role).toBe('admin')
  await db.owner`update memberships set role = 'admin' where member_id = ${team.admin.memberId}`
  expect((await signIn({ ...who, values: ['editors', 'others'] })).role).toBe('moderator')
  expect((await membershipsOf(memberId)).filter(({ removed }) => removed)).toEqual([])
})

test('whoever ends in no team does not come in, and loses what the claim no longer says', async () => {
  const who = arrival()
  const { memberId, sessionId } = await signIn(who)
  await refused({ ...who, values: [] }, 'no_team')
  expect(await membershipsOf(memberId)).toMatchObject([{ removed: true }])
  expect(await findSession(sessionId)).toBeNull()
  const stranger = arrival({ values: ['unknown'] })
  await refused(stranger, 'no_team')
  expect(await db.owner`select 1 from members where email = ${stranger.email ?? ''}`).toHaveLength(0)
})

test('groups that the provider could not list take nothing away', async () => {
  const who = arrival()
  const { memberId } = await signIn(who)
  await refused({ ...who, values: 'unlisted' }, 'unlisted')
  expect(await membershipsOf(memberId)).toMatchObject([{ removed: false }])
})

test('a deactivated person is refused, and whoever is shut out of a team here stays shut out', async () => {
  const who = arrival()
  const { memberId } = await signIn(who)
  await db.owner`update memberships set deactivated_at = now() where member_id = ${memberId}`
  await refused(who, 'no_team')
  await db.owner`update memberships set deactivated_at = null where member_id = ${memberId}`
  await db.owner`update members set deactivated_at = now() where id = ${memberId}`
  await refused(who, 'deactivated')
  const { entries } = await listEvents(team.admin, { types: ['member.sign_in_failed'] })
  expect(entries).toMatchObject([{ actorKind: 'visitor', facts: { memberId, why: 'deactivated' } }])
})

test('two first sign-ins at once make one person', async () => {
  const who = arrival()
  const [one, two] = await Promise.all([signIn(who), signIn(who)])
  expect(one.memberId).toBe(two.memberId)
})

test('a session counts as proved since the provider last asked, and not at all where it does not say', async () => {
  const hourAgo = new Date(Math.floor(Date.now() / 1000) * 1000 - 3600_000)
  expect((await signIn(arrival({ authenticatedAt: hourAgo }))).provedAt).toEqual(hourAgo)
  expect((await signIn(arrival({ authenticatedAt: null }))).provedAt).toEqual(new Date(0))
  const tomorrow = new Date(Date.now() + 86_400_000)
  expect((await signIn(arrival({ authenticatedAt: tomorrow }))).provedAt).toEqual(new Date(0))
})

test('teams that the mapping names and that are not there are named, and hinder nobody', async () => {
  expect(await missingMappedTeams()).toEqual(['No such team'])
  expect(await signIn(arrival({ values: ['others'] }))).toMatchObject({ teamId: other.teamId })
})
