import crypto from 'node:crypto'
import { expect, test } from 'vitest'
import { changePassword } from '@/lib/access/change-password'
import { checkResetLink } from '@/lib/access/check-reset-link'
import { makeResetLink } from '@/lib/access/make-reset-link'
import { operatorResetLink } from '@/lib/access/operator-reset-link'
import { redeemResetLink } from '@/lib/access/redeem-reset-link'
import { signInMember } from '@/lib/access/sign-in-member'
import { listEvents } from '@/lib/audit/list-events'
import { acceptInvitation } from '@/lib/teams/accept-invitation'
import { createTeam } from '@/lib/teams/create-team'
import { inviteMember } from '@/lib/teams/invite-member'
import { useTestDatabase } from '../support/database'
import { directory } from '../support/directory'
import { makeTeam, password, type TestTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'

const db = useTestDatabase()
const next = 'a wholly other passphrase'
const tokenOf = (link: string) => link.slice(link.lastIndexOf('/') + 1)
const asked = async (team: TestTeam) =>
  (await listEvents(team.admin, { types: ['member.password_reset_asked'] })).entries.map(({ facts, actorKind }) => ({
    ...facts,
    actorKind,
  }))

test('an admin makes a link for a member, who chooses a password with it', async () => {
  const team = await makeTeam()
  const { memberId, email } = team.moderator
  const { link } = await makeResetLink(team.admin, { memberId })
  expect(link).toMatch(/^http:\/\/localhost:3000\/reset\/[\w-]{43}$/)
  await redeemResetLink({ token: tokenOf(link), password: next })
  await expect(signInMember({ email, password: next, address: '192.0.2.1' })).resolves.toBeDefined()
  expect(await asked(team)).toEqual([{ memberId, actorKind: 'member' }])
})

test('only admins make links, who have proved of late who they are', async () => {
  const team = await makeTeam()
  const { memberId } = team.moderator
  await expectRefusal(makeResetLink(team.manager, { memberId }), 'forbidden')
  await expectRefusal(makeResetLink(team.moderator, { memberId }), 'forbidden')
  const stale = { ...team.admin, provedAt: new Date(Date.now() - 11 * 60_000) }
  await expectRefusal(makeResetLink(stale, { memberId }), 'proof_required')
  expect(await asked(team)).toEqual([])
})

test('people of another team, unknown ones and those who have left are not found', async () => {
  const [one, two] = [await makeTeam(), await makeTeam()]
  await expectRefusal(makeResetLink(one.admin, { memberId: two.moderator.memberId }), 'not_found')
  await expectRefusal(makeResetLink(one.admin, { memberId: crypto.randomUUID() }), 'not_found')
  await db.owner`update memberships set removed_at = now() where member_id = ${one.manager.memberId}`
  await expectRefusal(makeResetLink(one.admin, { memberId: one.manager.memberId }), 'not_found')
})

test('whoever is in another team too is refused, also where they are shut out there', async () => {
  const [one, two] = [await makeTeam(), await makeTeam()]
  const { memberId } = one.moderator
  await db.owner`
    insert into memberships (team_id, member_id, role, deactivated_at) values (${two.teamId}, ${memberId}, 'admin', now())`
  await expectRefusal(makeResetLink(one.admin, { memberId }), 'conflict', /another team/)
  await db.owner`update memberships set removed_at = now() where team_id = ${two.teamId} and member_id = ${memberId}`
  await expect(makeResetLink(one.admin, { memberId })).resolves.toBeDefined()
})

test('whoever is shut out is let in again first', async () => {
  const team = await makeTeam()
  await db.owner`update memberships set deactivated_at = now() where member_id = ${team.manager.memberId}`
  await expectRefusal(makeResetLink(team.admin, { memberId: team.manager.memberId }), 'conflict', /shut out/)
})

test('whoever runs the server makes one for anybody, and every team of theirs is told', async () => {
  const [one, two] = [await makeTeam(), await makeTeam()]
  const { memberId, email } = one.moderator
  await db.owner`insert into memberships (team_id, member_id, role) values (${two.teamId}, ${memberId}, 'moderator')`
  const link = await operatorResetLink(` ${email.toUpperCase()} `)
  expect(await checkResetLink(tokenOf(link))).toMatchObject({ state: 'open', person: { id: memberId } })
  for (const team of [one, two]) expect(await asked(team)).toEqual([{ memberId, actorKind: 'operator' }])
})

test('the operator is told of an e-mail that is nobody’s, and of whoever could not sign in', async () => {
  const team = await makeTeam()
  await expectRefusal(operatorResetLink('nobody@example.test'), 'not_found', /Nobody/)
  await db.owner`update memberships set removed_at = now() where member_id = ${team.manager.memberId}`
  await expectRefusal(operatorResetLink(team.manager.email), 'conflict', /no team/)
})

test('a link made while theirs was the only team does not lead into the next one', async () => {
  const [one, two] = [await makeTeam(), await makeTeam()]
  const { moderator } = one
  const { link } = await makeResetLink(one.admin, { memberId: moderator.memberId })
  const invitation = await inviteMember(two.admin, { role: 'manager', email: moderator.email })
  await acceptInvitation(tokenOf(invitation.link), { member: moderator })
  await expectRefusal(redeemResetLink({ token: tokenOf(link), password: next }), 'gone')
})

test('nor one made before the provider brought them into another, or they made one of their own', async () => {
  const [one, two] = [await makeTeam(), await makeTeam()]
  const { link } = await makeResetLink(one.admin, { memberId: one.moderator.memberId })
  await directory(one.moderator.memberId, new Map([[two.teamId, 'moderator']]))
  await expectRefusal(redeemResetLink({ token: tokenOf(link), password: next }), 'gone')

  const made = await makeResetLink(two.operator, { memberId: two.admin.memberId })
  await createTeam(two.admin, { name: `Desk ${crypto.randomUUID()}` })
  await expectRefusal(redeemResetLink({ token: tokenOf(made.link), password: next }), 'gone')
})

test('whoever changes their password uses up the links that somebody else may hold', async () => {
  const { admin, moderator } = await makeTeam()
  const { link } = await makeResetLink(admin, { memberId: moderator.memberId })
  await changePassword(moderator, { present: password, password: 'one more passphrase, of mine' })
  await expectRefusal(redeemResetLink({ token: tokenOf(link), password: next }), 'gone')
})

const linked = (memberId: string) =>
  db.owner`insert into oidc_identities (issuer, subject, member_id) values ('https://id.example.test', ${memberId}, ${memberId})`
const withoutPassword = (memberId: string) => db.owner`update members set password_hash = null where id = ${memberId}`

test('whoever signs in through the provider alone is given no link, by an admin or by the operator', async () => {
  const team = await makeTeam()
  const { memberId, email } = team.moderator
  await linked(memberId)
  await withoutPassword(memberId)
  await expectRefusal(makeResetLink(team.admin, { memberId }), 'conflict', /identity provider.*member unlink/)
  await expectRefusal(operatorResetLink(email), 'conflict', /identity provider.*member unlink --email/)
  expect(await asked(team)).toEqual([])
  expect(await db.owner`select 1 from password_resets where member_id = ${memberId}`).toHaveLength(0)
})

test('a link of before sets no password for whoever was linked since', async () => {
  const team = await makeTeam()
  const { memberId } = team.moderator
  const { link } = await makeResetLink(team.admin, { memberId })
  await linked(memberId)
  await withoutPassword(memberId)
  await expectRefusal(redeemResetLink({ token: tokenOf(link), password: next }), 'gone', /organization/)
  expect(await db.owner`select password_hash from members where id = ${memberId}`).toEqual([{ password_hash: null }])
})

test('whoever has a password beside the provider, or no provider, is given a link', async () => {
  const team = await makeTeam()
  await linked(team.moderator.memberId)
  await withoutPassword(team.manager.memberId)
  for (const { memberId } of [team.moderator, team.manager]) {
    const { link } = await makeResetLink(team.admin, { memberId })
    await redeemResetLink({ token: tokenOf(link), password: next })
  }
})
