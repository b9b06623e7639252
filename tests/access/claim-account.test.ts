import crypto from 'node:crypto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { findSession } from '@/lib/access/find-session'
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

beforeEach(async () => {
  team = await makeTeam()
  other = await makeTeam()
  Object.assign(env(), { OIDC_TEAMS: [{ value: 'others', team: other.name, role: 'manager' }] })
})
afterEach(async () => {
  Object.assign(env(), { OIDC_TEAMS: [] })
  await db.owner`drop function if exists break_it() cascade`
})

function arrival(email: string, change: Partial<Arrival> = {}): Arrival {
  return {
    issuer: 'https://id.example.test',
    subject: crypto.randomUUID(),
    email,
    emailVerified: true,
    name: 'Petra Person',
    values: ['others'],
    authenticatedAt: new Date(),
    ...change,
  }
}

/** From here on nothing can be put into the table. */
async function breakTable(name: 'oidc_identities' | 'memberships'): Promise<void> {
  await db.owner`create function break_it() returns trigger language plpgsql as
    $$ begin raise exception 'broken for this test'; end $$`
  await db.owner`create trigger break_it before insert on ${db.owner(name)} for each row execute function break_it()`
}

const trailOf = async ({ admin }: TestTeam) => (await listEvents(admin, {})).entries

test('where an account cannot be claimed, its teams, password, sessions and both trails are as they were', async () => {
  const { email, memberId } = team.moderator
  await db.owner`update memberships set source = 'directory' where member_id = ${memberId}`
  const { sessionId } = await signInMember({ email, password, address: '192.0.2.7' })
  const before = [await trailOf(team), await trailOf(other)]
  await breakTable('oidc_identities')

  await expect(signInByOidc(arrival(email), from)).rejects.toThrow()
  expect(await db.owner`select team_id, removed_at from memberships where member_id = ${memberId}`).toEqual([
    { team_id: team.teamId, removed_at: null },
  ])
  expect(await findSession(sessionId)).not.toBeNull()
  expect([await trailOf(team), await trailOf(other)]).toEqual(before)
  await expect(signInMember({ email, password, address: '192.0.2.7' })).resolves.toBeDefined()
})

test('somebody new who cannot be given their team is not kept', async () => {
  const who = arrival('nia.new@example.test')
  await breakTable('memberships')
  await expect(signInByOidc(who, from)).rejects.toThrow()
  expect(await db.owner`select 1 from members where email = ${who.email}`).toHaveLength(0)
  expect(await db.owner`select 1 from oidc_identities where subject = ${who.subject}`).toHaveLength(0)
})

test('every team the person is in is told that their password ended, the one they came into by this too', async () => {
  const { email, memberId } = team.moderator
  await signInByOidc(arrival(email), from)
  for (const one of [team, other]) {
    const { entries } = await listEvents(one.admin, { types: ['member.password_changed'] })
    expect(entries).toMatchObject([{ actorKind: 'worker', facts: { memberId, how: 'provider' } }])
  }
})

test('of two identities with one address that come at once, one has the account', async () => {
  const { email, memberId } = team.moderator
  const both = await Promise.allSettled([arrival(email), arrival(email)].map((who) => signInByOidc(who, from)))
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await db.owner`select 1 from oidc_identities where member_id = ${memberId}`).toHaveLength(1)
  expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { reason: 'other_account' } })
})

test('one person in two tabs at once is in with both', async () => {
  const who = arrival(team.moderator.email)
  const opened = await Promise.all([signInByOidc(who, from), signInByOidc(who, from)])
  for (const { sessionId } of opened) expect(await findSession(sessionId)).not.toBeNull()
})

test('whoever accepts an invitation at that moment is waited for, and the membership given here stays as it is', async () => {
  const { email, memberId } = team.moderator
  let opened: Promise<{ sessionId: string }> | undefined
  // As lib/teams/accept-invitation.ts has it: the membership, then the person.
  await db.owner.begin(async (tx) => {
    await tx`insert into memberships (team_id, member_id, role) values (${other.teamId}, ${memberId}, 'moderator')`
    opened = signInByOidc(arrival(email), from)
    opened.catch(() => {})
    await vi.waitFor(async () => expect(await waiting()).toBe(1), 5_000)
    await tx`update members set last_team_id = ${other.teamId} where id = ${memberId}`
  })
  await expect(opened).resolves.toBeDefined()
  expect(
    await db.owner`select role, source from memberships where team_id = ${other.teamId} and member_id = ${memberId}`,
  ).toEqual([{ role: 'moderator', source: 'here' }])
  expect((await trailOf(other)).filter(({ type }) => type === 'member.added')).toHaveLength(3)
})

/** How many transactions of this database wait for another. */
async function waiting(): Promise<number> {
  const rows = await db.owner`
    select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
  return rows.length
}
