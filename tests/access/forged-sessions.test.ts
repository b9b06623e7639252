import crypto from 'node:crypto'
import { NextRequest } from 'next/server'
import { encode } from 'next-auth/jwt'
import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { createApiKey } from '@/lib/access/create-api-key'
import { findSession } from '@/lib/access/find-session'
import { sessionSeconds } from '@/lib/access/open-session'
import { signInMember } from '@/lib/access/sign-in-member'
import { signOutSession } from '@/lib/access/sign-out-member'
import { log } from '@/lib/log'
import { useTestDatabase } from '../support/database'
import { makeTeam, password, type TestTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'

/* Cookies that somebody made or found, before the code that every page, action and route asks who is there. */

const asked = vi.hoisted(() => ({ headers: new Headers() }))
vi.mock('next/headers', () => ({
  headers: async () => asked.headers,
  cookies: async () => ({ has: () => true, get: () => undefined, set: () => {} }),
}))

const db = useTestDatabase()
const cookieName = 'docket-session'
const secret = 'a secret for tests only, thirty-two characters'
let session: typeof import('@/lib/access/session')
let team: TestTeam

beforeAll(async () => {
  process.env.AUTH_SECRET = secret
  session = await import('@/lib/access/session')
})
beforeEach(async () => {
  team = await makeTeam()
})

const open = async (email: string) => (await signInMember({ email, password, address: '192.0.2.1' })).sessionId

/** A cookie as next-auth makes it, unless told otherwise. */
const cookieOf = (sid: unknown, { by = secret, salt = cookieName, maxAge = sessionSeconds } = {}) =>
  encode({ token: { sid }, secret: by, salt, maxAge })

/** Who a request with these cookies is, and that pages, actions and the live stream say the same. */
async function whoIs(cookie: string): Promise<string | null> {
  asked.headers = new Headers({ cookie, host: 'localhost:3000', 'x-forwarded-proto': 'http' })
  const member = await session.currentMember()
  if (member) return member.memberId
  await expectRefusal(session.authenticateMember(), 'unauthorized', /signed out/)
  await expect(session.requireMember('/cases')).rejects.toMatchObject({
    digest: expect.stringContaining('/sign-in?from=%2Fcases'),
  })
  const { GET } = await import('@/app/api/live/route')
  expect((await GET(new Request('http://localhost:3000/api/live'))).status).toBe(401)
  return null
}

const asCookie = (value: string) => `${cookieName}=${value}`

test('a cookie that is as it should be says who it is', async () => {
  const cookie = await cookieOf(await open(team.moderator.email))
  expect(await whoIs(asCookie(cookie))).toBe(team.moderator.memberId)
})

test('none, an empty one and nonsense are nobody', async () => {
  for (const value of ['', 'null', 'undefined', '{}', 'a.b.c', 'a.b.c.d.e', '%00', 'x'.repeat(4000)]) {
    expect(await whoIs(asCookie(value)), value.slice(0, 20)).toBeNull()
  }
  expect(await whoIs('')).toBeNull()
})

test('one made with another secret is nobody', async () => {
  const sid = await open(team.admin.email)
  expect(await whoIs(asCookie(await cookieOf(sid, { by: 'another secret that somebody thought of' })))).toBeNull()
  expect(await whoIs(asCookie(await cookieOf(sid, { by: `${secret} ` })))).toBeNull()
})

test('one made for a cookie of another name is nobody, and so is a right one under another name', async () => {
  const sid = await open(team.admin.email)
  expect(await whoIs(asCookie(await cookieOf(sid, { salt: 'authjs.session-token' })))).toBeNull()
  const right = await cookieOf(sid)
  for (const name of ['authjs.session-token', '__Host-docket-session', '__Secure-docket-session', 'Docket-Session']) {
    expect(await whoIs(`${name}=${right}`), name).toBeNull()
  }
})

test('one of whose characters any was changed is nobody', async () => {
  const right = await cookieOf(await open(team.admin.email))
  const parts = right.split('.')
  for (const part of [0, 2, 3, 4]) {
    const text = parts[part] ?? ''
    for (const at of [0, Math.floor(text.length / 2), Math.max(0, text.length - 3)]) {
      const other = text.charAt(at) === 'A' ? 'B' : 'A'
      const changed = parts.with(part, text.slice(0, at) + other + text.slice(at + 1)).join('.')
      expect(await whoIs(asCookie(changed)), `part ${part}, character ${at}`).toBeNull()
    }
  }
  expect(await whoIs(asCookie(right.slice(0, -1)))).toBeNull()
  expect(await whoIs(asCookie(parts.slice(0, 4).join('.')))).toBeNull()
})

test('one without a signature, or signed and not encrypted, is nobody', async () => {
  const sid = await open(team.admin.email)
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const claims = part({ sid, exp: Math.floor(Date.now() / 1000) + 3600 })
  const signed = `${part({ alg: 'HS256', typ: 'JWT' })}.${claims}`
  const mac = crypto.createHmac('sha256', secret).update(signed).digest('base64url')
  for (const made of [
    `${part({ alg: 'none' })}.${claims}.`,
    `${part({ alg: 'none' })}.${claims}`,
    `${part({ alg: 'NONE', enc: 'none' })}..${claims}..`,
    `${part({ alg: 'dir', enc: 'none' })}..${part({})}.${claims}.`,
    `${signed}.${mac}`,
  ]) {
    expect(await whoIs(asCookie(made)), made.slice(0, 30)).toBeNull()
  }
})

test('one that names a session which never was, or none, is nobody', async () => {
  const made = [
    crypto.randomUUID(),
    '',
    'admin',
    '00000000-0000-0000-0000-000000000000',
    `' or true --`,
    1,
    true,
    null,
    {},
  ]
  for (const sid of made) expect(await whoIs(asCookie(await cookieOf(sid))), String(sid)).toBeNull()
  expect(await whoIs(asCookie(await cookieOf([await open(team.admin.email)])))).toBeNull()
})

test('one whose session was revoked or has expired is nobody, whatever the cookie’s own time', async () => {
  const revoked = await open(team.admin.email)
  await signOutSession(revoked)
  expect(await whoIs(asCookie(await cookieOf(revoked)))).toBeNull()
  const expired = await open(team.admin.email)
  await db.owner`update sessions set expires_at = now() - interval '1 second' where id = ${expired}`
  expect(await whoIs(asCookie(await cookieOf(expired, { maxAge: 365 * 86_400 })))).toBeNull()
  const old = await open(team.admin.email)
  expect(await whoIs(asCookie(await cookieOf(old, { maxAge: -60 })))).toBeNull()
  expect(await findSession(old)).not.toBeNull()
})

test('one of somebody who is shut out or gone is nobody', async () => {
  const sid = await open(team.manager.email)
  const cookie = asCookie(await cookieOf(sid))
  await db.owner`update memberships set deactivated_at = now() where member_id = ${team.manager.memberId}`
  expect(await whoIs(cookie)).toBeNull()
  await db.owner`update memberships set deactivated_at = null, removed_at = now() where member_id = ${team.manager.memberId}`
  expect(await whoIs(cookie)).toBeNull()
})

test('ids of people, teams and cases are not sessions, and neither is an API key', async () => {
  const { key, keyId } = await createApiKey(team.operator, { name: 'ingest', scopes: ['read', 'submit'] })
  for (const id of [team.admin.memberId, team.teamId, keyId, key]) {
    expect(await whoIs(asCookie(await cookieOf(id))), id.slice(0, 8)).toBeNull()
    expect(await whoIs(asCookie(id))).toBeNull()
  }
})

test('the role in a cookie counts for nothing', async () => {
  const sid = await open(team.moderator.email)
  const made = { sid, role: 'admin', teamId: crypto.randomUUID(), user: { id: team.admin.memberId } }
  const cookie = await encode({ token: made, secret, salt: cookieName, maxAge: sessionSeconds })
  expect(await whoIs(asCookie(cookie))).toBe(team.moderator.memberId)
  expect(await session.currentMember()).toMatchObject({ role: 'moderator', teamId: team.teamId })
})

test('two cookies of the name do not add up to somebody', async () => {
  const right = await cookieOf(await open(team.admin.email))
  const half = Math.floor(right.length / 2)
  const pieces = `${cookieName}.1=${right.slice(half)}; ${cookieName}.0=${right.slice(0, half)}`
  // next-auth splits what is too long for one cookie: pieces in order are the cookie itself, and nothing else is.
  expect(await whoIs(pieces)).toBe(team.admin.memberId)
  expect(await whoIs(`${cookieName}.0=${right.slice(half)}; ${cookieName}.1=${right.slice(0, half)}`)).toBeNull()
})

test('next-auth’s own route tells nobody more than that', async () => {
  const cookie = asCookie(
    await cookieOf(await open(team.admin.email), { by: 'another secret that somebody thought of' }),
  )
  const { handlers } = await import('@/lib/access/next-auth')
  const answer = await handlers.GET(new NextRequest('http://localhost:3000/api/auth/session', { headers: { cookie } }))
  expect(await answer.json()).toBeNull()
})

test('what was refused is in the log, without a word of it; a cookie whose time is up is no attempt', async () => {
  const warned = vi.spyOn(log, 'warn').mockImplementation(() => {})
  const refused = 'a session cookie that this Docket did not seal was refused'
  const sid = await open(team.admin.email)
  const right = await cookieOf(sid)
  for (const made of [
    'a.b.c.d.e',
    right.slice(0, -1),
    await cookieOf(sid, { by: 'another secret of thirty-two chars' }),
  ]) {
    warned.mockClear()
    expect(await whoIs(asCookie(made))).toBeNull()
    expect(warned).toHaveBeenCalledWith(refused)
    expect(JSON.stringify(warned.mock.calls)).not.toContain(made.slice(0, 12))
  }
  warned.mockClear()
  expect(await whoIs(asCookie(await cookieOf(sid, { maxAge: -3600 })))).toBeNull()
  expect(await whoIs(asCookie(right))).toBe(team.admin.memberId)
  expect(warned).not.toHaveBeenCalled()
  warned.mockRestore()
})
