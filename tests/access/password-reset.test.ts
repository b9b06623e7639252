import crypto from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { askPasswordReset } from '@/lib/access/ask-password-reset'
import { checkResetLink } from '@/lib/access/check-reset-link'
import { findSession } from '@/lib/access/find-session'
import { redeemResetLink } from '@/lib/access/redeem-reset-link'
import { signInMember } from '@/lib/access/sign-in-member'
import { listEvents } from '@/lib/audit/list-events'
import { env } from '@/lib/env'
import { useTestDatabase } from '../support/database'
import { type MailServer, startMailServer } from '../support/mail-server'
import { makeTeam, password, type TestTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'

const db = useTestDatabase()
const next = 'a wholly other passphrase'
let server: MailServer
beforeAll(async () => {
  server = await startMailServer()
  Object.assign(env(), { SMTP_URL: server.url })
})
afterAll(async () => {
  Object.assign(env(), { SMTP_URL: undefined })
  await server.stop()
})
beforeEach(() => void server.mails.splice(0))

let asking = 0
/** From another address each time, unless told. */
async function ask(email: string, address = `192.0.2.${asking++}`): Promise<string | undefined> {
  const before = server.mails.length
  await askPasswordReset({ email, address })
  const mail = server.mails.slice(before).join('').replaceAll('=\r\n', '')
  return /\/reset\/([\w-]+)/.exec(mail)?.[1]
}

async function linkFor(email: string): Promise<string> {
  const token = await ask(email)
  if (!token) throw new Error('no mail came')
  return token
}

const open = async (email: string, word = password) =>
  (await signInMember({ email, password: word, address: '192.0.2.1' })).sessionId

const told = async (team: TestTeam, type: 'member.password_changed' | 'member.password_reset_asked') =>
  (await listEvents(team.admin, { types: [type] })).entries.map(({ facts, actorKind }) => ({ ...facts, actorKind }))

test('a mailed link sets a new password, once, and ends every session', async () => {
  const team = await makeTeam()
  const { email, memberId } = team.moderator
  const sessionId = await open(email)
  const token = await linkFor(email.toUpperCase())
  expect(server.mails[0]).toContain(`To: ${email}`)
  expect(await checkResetLink(token)).toMatchObject({ state: 'open', person: { id: memberId, email } })

  await redeemResetLink({ token, password: next })
  expect(await findSession(sessionId)).toBeNull()
  await expect(open(email, next)).resolves.toBeDefined()
  await expectRefusal(open(email), 'unauthorized')
  expect(await checkResetLink(token)).toEqual({ state: 'used' })
  await expectRefusal(redeemResetLink({ token, password: 'and yet another one' }), 'gone', /has been used/)
  expect(await told(team, 'member.password_reset_asked')).toEqual([{ memberId, actorKind: 'visitor' }])
  expect(await told(team, 'member.password_changed')).toEqual([{ memberId, how: 'reset', actorKind: 'visitor' }])
})

test('of a link only its digest is kept', async () => {
  const team = await makeTeam()
  const token = await linkFor(team.admin.email)
  const rows = await db.owner<{ row: string }[]>`select row_to_json(r)::text as row from password_resets r`
  expect(rows.length).toBeGreaterThan(0)
  for (const { row } of rows) expect(row).not.toContain(token)
})

test('using one link uses up the person’s others', async () => {
  const team = await makeTeam()
  const [one, two] = [await linkFor(team.admin.email), await linkFor(team.admin.email)]
  await redeemResetLink({ token: two, password: next })
  expect(await checkResetLink(one)).toEqual({ state: 'used' })
})

test('an expired link and an unknown one say what they are', async () => {
  const team = await makeTeam()
  const token = await linkFor(team.manager.email)
  await db.owner`update password_resets set expires_at = now() - interval '1 second' where member_id = ${team.manager.memberId}`
  expect(await checkResetLink(token)).toEqual({ state: 'expired' })
  await expectRefusal(redeemResetLink({ token, password: next }), 'gone', /expired/)
  await expectRefusal(redeemResetLink({ token: 'made up', password: next }), 'gone', /not right/)
  await expect(open(team.manager.email)).resolves.toBeDefined()
})

test('a password that is refused leaves the link as it was', async () => {
  const team = await makeTeam()
  const token = await linkFor(team.manager.email)
  await expectRefusal(redeemResetLink({ token, password: 'short' }), 'bad_request', /12 characters/)
  await expectRefusal(redeemResetLink({ token, password: 'passwordpassword' }), 'bad_request', /most common/)
  await expectRefusal(redeemResetLink({ token, password: team.manager.email }), 'bad_request', /your e-mail/)
  expect(await checkResetLink(token)).toMatchObject({ state: 'open' })
})

test('ten clicks at once set one password', async () => {
  const team = await makeTeam()
  const token = await linkFor(team.moderator.email)
  const clicks = await Promise.allSettled(
    Array.from({ length: 10 }, (_, i) => redeemResetLink({ token, password: `the passphrase of click ${i}` })),
  )
  expect(clicks.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await told(team, 'member.password_changed')).toHaveLength(1)
})

test('somebody in two teams is told of in both trails, and out of the sessions of both', async () => {
  const [one, two] = [await makeTeam(), await makeTeam()]
  const { email, memberId } = one.moderator
  await db.owner`insert into memberships (team_id, member_id, role) values (${two.teamId}, ${memberId}, 'moderator')`
  const there = crypto.randomUUID()
  await db.owner`
    insert into sessions (id, team_id, member_id, expires_at) values (${there}, ${two.teamId}, ${memberId}, now() + interval '1 hour')`
  const here = await open(email)
  await redeemResetLink({ token: await linkFor(email), password: next })
  for (const sessionId of [here, there]) expect(await findSession(sessionId)).toBeNull()
  for (const team of [one, two]) {
    expect(await told(team, 'member.password_reset_asked')).toHaveLength(1)
    expect(await told(team, 'member.password_changed')).toHaveLength(1)
  }
})

test('nobody, the deactivated, and whoever is in no team get no mail', async () => {
  const team = await makeTeam()
  expect(await ask('nobody@example.test')).toBeUndefined()
  await db.owner`update members set deactivated_at = now() where id = ${team.manager.memberId}`
  expect(await ask(team.manager.email)).toBeUndefined()
  await db.owner`update memberships set removed_at = now() where member_id = ${team.moderator.memberId}`
  expect(await ask(team.moderator.email)).toBeUndefined()
  expect(server.mails).toEqual([])
})

test('a link is worth nothing once its person is shut out', async () => {
  const team = await makeTeam()
  const token = await linkFor(team.moderator.email)
  await db.owner`update memberships set deactivated_at = now() where member_id = ${team.moderator.memberId}`
  await expectRefusal(redeemResetLink({ token, password: next }), 'gone', /no longer in any team/)
})

test('whoever signs in elsewhere is told so, and gets no link', async () => {
  const team = await makeTeam()
  const { memberId } = team.moderator
  await db.owner`update members set password_hash = null where id = ${memberId}`
  await db.owner`insert into oidc_identities (issuer, subject, member_id) values ('https://id.example.test', 'mo', ${memberId})`
  expect(await ask(team.moderator.email)).toBeUndefined()
  expect(server.mails).toHaveLength(1)
  expect(server.mails[0]).toContain('organization')
  expect(await db.owner`select 1 from password_resets where member_id = ${memberId}`).toHaveLength(0)
  expect(await told(team, 'member.password_reset_asked')).toEqual([])
})

test('three mails to one account in 15 minutes, and twenty asked for from one address', async () => {
  const team = await makeTeam()
  for (let i = 0; i < 5; i += 1) await ask(team.admin.email)
  expect(server.mails).toHaveLength(3)
  expect(await ask(team.manager.email)).toBeDefined()
  for (let i = 0; i < 20; i += 1) await ask(`nobody.${i}@example.test`, '198.51.100.1')
  expect(await ask(team.moderator.email, '198.51.100.1')).toBeUndefined()
  expect(await ask(team.moderator.email, '198.51.100.2')).toBeDefined()
  await expect(open(team.admin.email)).resolves.toBeDefined()
})

test('without a mail server nothing is made; one that refuses is no failure of the asker', async () => {
  const team = await makeTeam()
  Object.assign(env(), { SMTP_URL: undefined })
  expect(await ask(team.admin.email)).toBeUndefined()
  expect(await told(team, 'member.password_reset_asked')).toEqual([])
  Object.assign(env(), { SMTP_URL: server.url })
  server.refuse(true)
  expect(await ask(team.admin.email)).toBeUndefined()
  server.refuse(false)
})
