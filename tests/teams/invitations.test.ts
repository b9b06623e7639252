import crypto from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Member } from '@/lib/access/actor'
import { digest } from '@/lib/access/digest'
import { findSession } from '@/lib/access/find-session'
import { signInMember } from '@/lib/access/sign-in-member'
import { listEvents } from '@/lib/audit/list-events'
import { env } from '@/lib/env'
import { acceptInvitation } from '@/lib/teams/accept-invitation'
import { checkInvitation } from '@/lib/teams/check-invitation'
import { deactivateMember } from '@/lib/teams/deactivate-member'
import { inviteMember } from '@/lib/teams/invite-member'
import { listInvitations } from '@/lib/teams/list-invitations'
import { listMembers } from '@/lib/teams/list-members'
import { removeMember } from '@/lib/teams/remove-member'
import { revokeInvitation } from '@/lib/teams/revoke-invitation'
import { useTestDatabase } from '../support/database'
import { type MailServer, startMailServer } from '../support/mail-server'
import { makeTeam, password, type TestTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'
import { giveSecondStep } from '../support/second-step'

const db = useTestDatabase()
const address = '192.0.2.7'
let team: TestTeam

beforeEach(async () => {
  team = await makeTeam()
})
afterEach(() => {
  vi.useRealTimers()
})

const fresh = () => `new.${crypto.randomBytes(4).toString('hex')}@example.test`
const tokenOf = ({ link }: { link: string }) => link.split('/').at(-1) ?? ''
const invite = async (given: { email?: string; role?: 'moderator' | 'admin' } = {}) =>
  tokenOf(await inviteMember(team.admin, { role: 'moderator', ...given }))
const enter = (token: string, given: { name?: string; email?: string; password?: string } = {}, from = address) =>
  acceptInvitation(token, { given: { name: 'Nia New', password, ...given }, address: from })
const states = async () => (await listInvitations(team.admin, {})).map(({ state }) => state)
const inTeam = async (email: string) => (await listMembers(team.admin, {})).find((one) => one.email === email)

describe('inviting', () => {
  test('answers a link of which only a hash is kept, and an event without the address', async () => {
    const email = fresh()
    const made = await inviteMember(team.admin, { role: 'manager', email: email.toUpperCase() })
    expect(made).toMatchObject({ email, role: 'manager', mail: null })
    expect(made.link).toMatch(new RegExp(`^${env().PUBLIC_URL}/invite/[\\w-]{43}$`))
    expect(made.expiresAt.getTime() - Date.now()).toBeGreaterThan(6.99 * 24 * 3600_000)
    const [row] = await db.owner`select token_hash, email from invitations where team_id = ${team.teamId}`
    expect(row).toEqual({ token_hash: digest(tokenOf(made)), email })
    const { entries } = await listEvents(team.admin, { types: ['member.invited'] })
    expect(entries.map(({ facts }) => facts)).toEqual([{ invitationId: made.invitationId, role: 'manager' }])
    expect(await checkInvitation(tokenOf(made))).toMatchObject({
      state: 'open',
      teamName: team.name,
      role: 'manager',
      invitedBy: team.admin.name,
      email,
      hasAccount: false,
    })
  })

  test('is refused to managers, without a fresh proof, and for whoever is in the team', async () => {
    await expectRefusal(inviteMember(team.manager, { role: 'moderator' }), 'forbidden')
    await expectRefusal(inviteMember({ ...team.admin, provedAt: new Date(0) }, { role: 'moderator' }), 'proof_required')
    await expectRefusal(inviteMember(team.admin, { role: 'moderator', email: 'nobody' }), 'bad_request', /e-mail/)
    const to = { role: 'moderator', email: team.moderator.email } as const
    await expectRefusal(inviteMember(team.admin, to), 'conflict', /in this team already/)
    await deactivateMember(team.admin, { memberId: team.moderator.memberId })
    await expectRefusal(inviteMember(team.admin, to), 'conflict', /let them in again/)
    expect(await states()).toEqual([])
  })

  test('a new one for an address replaces the open one', async () => {
    const email = fresh()
    const first = await invite({ email })
    await invite({ email })
    await invite()
    expect(await states()).toEqual(['open', 'open', 'revoked'])
    await expectRefusal(enter(first), 'gone', /revoked/)
  })

  test('other teams neither see nor revoke it', async () => {
    const { invitationId } = await inviteMember(team.admin, { role: 'moderator' })
    const other = await makeTeam()
    expect(await listInvitations(other.admin, {})).toEqual([])
    await expectRefusal(revokeInvitation(other.admin, { invitationId }), 'not_found')
    await expectRefusal(revokeInvitation(team.manager, { invitationId }), 'forbidden')
    await expectRefusal(listInvitations(team.moderator, {}), 'forbidden')
  })
})

describe('mail', () => {
  let server: MailServer
  beforeEach(async () => {
    server = await startMailServer()
    Object.assign(env(), { SMTP_URL: server.url })
  })
  afterEach(async () => {
    Object.assign(env(), { SMTP_URL: undefined })
    await server.stop()
  })

  test('goes to the address with the link, and to nobody where none is named', async () => {
    const email = fresh()
    const made = await inviteMember(team.admin, { role: 'admin', email })
    expect(made.mail).toEqual({ failure: null })
    expect(server.mails).toHaveLength(1)
    // Quoted-printable folds long lines.
    const mail = server.mails[0]?.replace(/=\r?\n/g, '').replace(/=3D/g, '=')
    expect(mail).toContain(`To: ${email}`)
    expect(mail).toContain(made.link)
    expect(mail).toContain('as an admin')
    expect((await inviteMember(team.admin, { role: 'admin' })).mail).toBeNull()
    expect(server.mails).toHaveLength(1)
  })

  test('that does not go is said, and the link still works', async () => {
    server.refuse(true)
    const made = await inviteMember(team.admin, { role: 'moderator', email: fresh() })
    expect(made.mail).toEqual({ failure: 'The mail server refused it with 452. Look at its log.' })
    expect(await checkInvitation(tokenOf(made))).toMatchObject({ state: 'open' })
  })
})

describe('accepting', () => {
  test('by somebody new makes their account; their sign-in leads into the team', async () => {
    const email = fresh()
    const joined = await enter(await invite({ role: 'admin' }), { email: ` ${email.toUpperCase()}` })
    expect(joined).toMatchObject({ teamId: team.teamId, teamName: team.name, email })
    expect(await inTeam(email)).toMatchObject({ name: 'Nia New', role: 'admin', memberId: joined.memberId })
    const { sessionId } = await signInMember({ email, password, address })
    expect(await findSession(sessionId)).toMatchObject({ teamId: team.teamId, role: 'admin' })
    expect(await listInvitations(team.admin, {})).toMatchObject([{ state: 'accepted', acceptedBy: 'Nia New' }])
    const { entries } = await listEvents(team.admin, { types: ['member.joined'] })
    expect(entries).toMatchObject([
      { actorKind: 'member', actorName: 'Nia New', facts: { memberId: joined.memberId, role: 'admin' } },
    ])
  })

  test('asks somebody new for a name, an address and a long password, and uses nothing up', async () => {
    const token = await invite()
    await expectRefusal(enter(token, { email: 'no' }), 'bad_request', /e-mail/)
    await expectRefusal(enter(token, { email: fresh(), name: ' ' }), 'bad_request', /name/)
    await expectRefusal(enter(token, { email: fresh(), password: 'short' }), 'bad_request', /12 characters/)
    expect(await states()).toEqual(['open'])
  })

  test('one that names an address is for that address only', async () => {
    const email = fresh()
    const token = await invite({ email })
    expect((await enter(token, { email: 'eve@example.test' })).email).toBe(email)
    expect(await inTeam('eve@example.test')).toBeUndefined()

    const bound = await invite({ email: fresh() })
    const other = await makeTeam()
    await expectRefusal(acceptInvitation(bound, { member: other.admin }), 'forbidden', /you are signed in as/)
    expect(await checkInvitation(bound)).toMatchObject({ state: 'open' })
  })

  test('by somebody with an account takes their password, keeps it and their name, and leads here next', async () => {
    const other = await makeTeam()
    const { email } = other.moderator
    const token = await invite({ email })
    expect(await checkInvitation(token)).toMatchObject({ state: 'open', hasAccount: true })
    await expectRefusal(enter(token, { password: 'not the password' }), 'unauthorized', /not its password/)
    expect(await checkInvitation(token)).toMatchObject({ state: 'open' })
    await enter(token)
    expect(await inTeam(email)).toMatchObject({ name: other.moderator.name, memberId: other.moderator.memberId })
    const { sessionId } = await signInMember({ email, password, address })
    expect(await findSession(sessionId)).toMatchObject({ teamId: team.teamId })
  })

  test('by whoever is signed in needs no password', async () => {
    const other = await makeTeam()
    const joined = await acceptInvitation(await invite(), { member: other.moderator })
    expect(joined).toMatchObject({ teamId: team.teamId, memberId: other.moderator.memberId })
  })

  test('guesses at an account’s password are counted as sign-ins are', async () => {
    const other = await makeTeam()
    const token = await invite()
    const guess = () => enter(token, { email: other.admin.email, password: 'not the password' }, '192.0.2.99')
    for (let tries = 0; tries < 5; tries++) await expectRefusal(guess(), 'unauthorized')
    await expectRefusal(guess(), 'too_many_requests')
    const { entries } = await listEvents(other.admin, { types: ['member.sign_in_failed'] })
    const told = (why: string) => entries.filter(({ facts }) => (facts as { why: string }).why === why)
    expect([told('password').length, told('locked').length]).toEqual([5, 1])
  })

  test('the password alone does not act for an account with a second step', async () => {
    process.env.AUTH_SECRET = 'a secret for tests only, thirty-two characters'
    const { moderator } = await makeTeam()
    await giveSecondStep(moderator)
    const token = await invite()
    await expectRefusal(enter(token, { email: moderator.email }), 'forbidden', /Sign in first/)
    expect(await inTeam(moderator.email)).toBeUndefined()
    expect(await acceptInvitation(token, { member: moderator })).toMatchObject({ memberId: moderator.memberId })
  })

  test('accepted twice, expired, revoked and unknown each say so', async () => {
    const once = await invite()
    await enter(once, { email: fresh() })
    await expectRefusal(enter(once, { email: fresh() }), 'gone', /accepted already/)

    const { invitationId, link } = await inviteMember(team.admin, { role: 'moderator' })
    await revokeInvitation(team.admin, { invitationId })
    await expectRefusal(enter(tokenOf({ link }), { email: fresh() }), 'gone', /was revoked/)
    await expectRefusal(revokeInvitation(team.admin, { invitationId }), 'conflict', /revoked already/)

    await expectRefusal(enter('x'.repeat(43), { email: fresh() }), 'not_found', /not known/)

    const late = await invite()
    vi.setSystemTime(Date.now() + 7 * 24 * 3600_000)
    await expectRefusal(enter(late, { email: fresh() }), 'gone', /expired/)
    expect(await checkInvitation(late)).toEqual({ state: 'expired' })
    expect(await states()).toEqual(['expired', 'revoked', 'accepted'])
  })

  test('who is in the team already is told so, and the invitation stays', async () => {
    const token = await invite()
    await expectRefusal(acceptInvitation(token, { member: team.manager }), 'conflict', /already/)
    await deactivateMember(team.admin, { memberId: team.moderator.memberId })
    await expectRefusal(enter(token, { email: team.moderator.email }), 'conflict', /deactivated/)
    expect(await states()).toEqual(['open'])
  })

  test('who was removed comes back by the same row, with the new role', async () => {
    const { memberId, email } = team.moderator
    await removeMember(team.admin, { memberId })
    const token = await invite({ email, role: 'admin' })
    expect(await enter(token)).toMatchObject({ memberId })
    expect(await inTeam(email)).toMatchObject({ memberId, role: 'admin', name: team.moderator.name })
  })

  test('a person who is shut out of the Docket comes in nowhere', async () => {
    const other = await makeTeam()
    await db.owner`update members set deactivated_at = now() where id = ${other.moderator.memberId}`
    await expectRefusal(enter(await invite(), { email: other.moderator.email }), 'forbidden', /shut out/)
  })

  test('of several at the same moment exactly one comes in', async () => {
    const token = await invite()
    const people = [fresh(), fresh(), fresh()]
    const tried = await Promise.allSettled(people.map((email) => enter(token, { email })))
    expect(tried.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const one of tried) {
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'gone' })
    }
    expect(await Promise.all(people.map(inTeam))).toEqual(expect.arrayContaining([undefined, undefined]))
    const joined = (await listMembers(team.admin, {})).filter(({ email }) => people.includes(email))
    expect(joined).toHaveLength(1)
    // Those who were too late have no account either.
    const made = await db.owner`select email from members where email in ${db.owner(people)}`
    expect(made).toHaveLength(1)
  })

  test('revoked and accepted at the same moment, one of both holds', async () => {
    const made = await inviteMember(team.admin, { role: 'moderator' })
    const email = fresh()
    const both = await Promise.allSettled([
      enter(tokenOf(made), { email }),
      revokeInvitation(team.admin as Member, { invitationId: made.invitationId }),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect((await inTeam(email)) === undefined).toBe((await states())[0] === 'revoked')
  })
})
