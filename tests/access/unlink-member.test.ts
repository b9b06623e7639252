import crypto from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { findSession } from '@/lib/access/find-session'
import { makeResetLink } from '@/lib/access/make-reset-link'
import type { Arrival } from '@/lib/access/oidc-claims'
import { OidcRefused } from '@/lib/access/oidc-refusals'
import { openSession } from '@/lib/access/open-session'
import { redeemResetLink } from '@/lib/access/redeem-reset-link'
import { signInByOidc } from '@/lib/access/sign-in-by-oidc'
import { signInMember } from '@/lib/access/sign-in-member'
import { unlinkMember } from '@/lib/access/unlink-member'
import { listEvents } from '@/lib/audit/list-events'
import { env } from '@/lib/env'
import { changeRole } from '@/lib/teams/change-role'
import { listMembers } from '@/lib/teams/list-members'
import { removeMember } from '@/lib/teams/remove-member'
import { useTestDatabase } from '../support/database'
import { makeTeam, type TestTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'

const db = useTestDatabase()
const from = { address: '192.0.2.1', browser: 'Firefox on Linux' }
const next = 'a wholly other passphrase'
let [team, other]: TestTeam[] = []
beforeAll(async () => {
  ;[team, other] = [await makeTeam(), await makeTeam()]
  const [one, two] = teams()
  Object.assign(env(), {
    OIDC_TEAMS: [
      { value: 'editors', team: one.name, role: 'moderator' },
      { value: 'both', team: one.name, role: 'moderator' },
      { value: 'both', team: two.name, role: 'moderator' },
    ],
  })
})
afterAll(() => void Object.assign(env(), { OIDC_TEAMS: [] }))
let who: Arrival
beforeEach(() => {
  const subject = crypto.randomUUID()
  who = {
    ...{ issuer: 'https://id.example.test', subject, email: `${subject}@example.test`, emailVerified: true },
    ...{ name: 'Petra Person', values: ['editors'], authenticatedAt: new Date() },
  }
})

function teams(): [TestTeam, TestTeam] {
  if (!team || !other) throw new Error('no teams')
  return [team, other]
}

async function signIn(values = ['editors']) {
  const { sessionId } = await signInByOidc({ ...who, values }, from)
  const member = await findSession(sessionId)
  if (!member) throw new Error('no session')
  return member
}

test('ends the sessions, keeps the teams, and every trail says so by the operator', async () => {
  const { memberId, sessionId, email } = await signIn(['both'])
  expect(await unlinkMember(` ${email.toUpperCase()} `)).toEqual({ issuers: [who.issuer], hasPassword: false })
  expect(await findSession(sessionId)).toBeNull()
  for (const { admin } of teams()) {
    const { entries } = await listEvents(admin, { types: ['member.unlinked'] })
    const theirs = entries.filter(({ facts }) => (facts as { memberId: string }).memberId === memberId)
    expect(theirs).toMatchObject([{ actorKind: 'operator' }])
    expect((await listMembers(admin, {})).map((one) => one.memberId)).toContain(memberId)
  }
})

test('a sign-in that was under way opens no session any more', async () => {
  const { memberId: id, name, email } = await signIn()
  await unlinkMember(email)
  const late = openSession({ id, name, email }, { ...from, by: 'oidc', identity: who })
  await expect(late).rejects.toThrow('refused a sign-in by OIDC: expired')
  const { issuer, subject } = who
  await signIn()
  await expect(
    openSession({ id, name, email }, { ...from, by: 'oidc', identity: { issuer, subject } }),
  ).resolves.toBeTypeOf('string')
  const other = { issuer, subject: crypto.randomUUID() }
  await expect(openSession({ id, name, email }, { ...from, by: 'oidc', identity: other })).rejects.toThrow(OidcRefused)
})

test('refuses whoever is linked to none, or unknown, and says nothing in the trail', async () => {
  const [{ admin, moderator }] = teams()
  const before = await listEvents(admin, {})
  await expectRefusal(unlinkMember(moderator.email), 'conflict', /no identity provider/)
  await expectRefusal(unlinkMember('nobody@example.test'), 'not_found', /Nobody/)
  expect((await listEvents(admin, {})).entries).toEqual(before.entries)
})

test('from then on an admin makes a link to a password', async () => {
  const [{ admin }] = teams()
  const { memberId, email } = await signIn()
  await expectRefusal(makeResetLink(admin, { memberId }), 'conflict', /unlink/)
  await unlinkMember(email)
  const { link } = await makeResetLink(admin, { memberId })
  await redeemResetLink({ token: link.slice(link.lastIndexOf('/') + 1), password: next })
  await expect(signInMember({ email, password: next, address: '192.0.2.7' })).resolves.toBeDefined()
})

test('their teams are looked after here, for no provider says them any more', async () => {
  const [{ admin }] = teams()
  const { memberId, email } = await signIn()
  await expectRefusal(changeRole(admin, { memberId, role: 'manager' }), 'conflict', /identity provider/)
  const source = async () => (await listMembers(admin, {})).find((one) => one.memberId === memberId)?.source
  expect(await source()).toBe('directory')
  await unlinkMember(email)
  expect(await source()).toBe('here')
  await changeRole(admin, { memberId, role: 'manager' })
  await removeMember(admin, { memberId })
})

test('the next sign-in by the provider links them again, under another id too, and it says their teams', async () => {
  const { memberId, email } = await signIn()
  await unlinkMember(email)
  who = { ...who, subject: crypto.randomUUID() }
  expect(await signIn(['both'])).toMatchObject({ memberId })
  expect(await db.owner`select subject from oidc_identities where member_id = ${memberId}`).toEqual([
    { subject: who.subject },
  ])
  expect((await signIn()).teamId).toBe(teams()[0].teamId)
  expect(
    await db.owner`select team_id from memberships where member_id = ${memberId} and removed_at is null`,
  ).toHaveLength(1)
})
