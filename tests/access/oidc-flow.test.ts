import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { findSession } from '@/lib/access/find-session'
import { proofCookie, refusedAccount } from '@/lib/access/oidc-door'
import { beginProof } from '@/lib/access/prove-by-oidc'
import { listEvents } from '@/lib/audit/list-events'
import { env } from '@/lib/env'
import { useTestDatabase } from '../support/database'
import { oidcBrowser } from '../support/oidc-browser'
import { startOidcProvider, type TestProvider } from '../support/oidc-provider'
import { makeTeam, type TestTeam } from '../support/people'

const db = useTestDatabase()
let handlers: typeof import('@/lib/access/next-auth').handlers
let provider: TestProvider
let team: TestTeam

const vera = { name: 'Vera Verified', email: 'vera@example.test', email_verified: true, groups: ['editors'] }

beforeAll(async () => {
  process.env.AUTH_SECRET ??= 'a secret for tests only, thirty-two characters'
  env().AUTH_SECRET ??= process.env.AUTH_SECRET
  provider = await startOidcProvider({
    redirectUri: 'http://localhost:3000/api/auth/callback/oidc',
    people: {
      vera,
      mallory: { ...vera, email_verified: false },
      nobody: { email: 'no@example.test', email_verified: true },
    },
  })
  team = await makeTeam()
  Object.assign(env(), {
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: provider.clientId,
    OIDC_CLIENT_SECRET: provider.clientSecret,
    OIDC_NAME: 'The Provider',
    OIDC_TEAMS: [{ value: 'editors', team: team.name.toUpperCase(), role: 'manager' }],
  })
  handlers = (await import('@/lib/access/next-auth')).handlers
})
beforeEach(() => {
  provider.next = 'vera'
  provider.people.set('vera', vera)
})
afterAll(() => provider?.stop())

test('somebody new comes by the provider into the mapped team, where they wanted to go, with a session that says by what', async () => {
  const browser = oidcBrowser(handlers)
  expect(await browser.signIn('/queue?q=1')).toMatchObject({ path: '/queue' })
  const sessionId = await browser.session()
  expect(await findSession(sessionId ?? '')).toMatchObject({
    name: 'Vera Verified',
    role: 'manager',
    teamId: team.teamId,
  })
  expect(await db.owner`select by, browser, address from sessions where id = ${sessionId}`).toMatchObject([
    { by: 'oidc', address: '192.0.2.9' },
  ])
  const { entries } = await listEvents(team.admin, { types: ['member.signed_in', 'member.added'] })
  expect(entries).toMatchObject([
    { facts: { by: 'oidc' }, actorKind: 'member' },
    { facts: { role: 'manager' }, actorKind: 'worker' },
    { actorKind: 'operator' },
    { actorKind: 'operator' },
    {},
  ])
})

test('the browser is asked for with PKCE, state and nonce, and what guards them is kept from scripts', async () => {
  const browser = oidcBrowser(handlers)
  const url = await browser.begin()
  expect(Object.fromEntries(url.searchParams)).toMatchObject({
    response_type: 'code',
    scope: 'openid email profile',
    code_challenge_method: 'S256',
    code_challenge: expect.stringMatching(/.{40}/),
    state: expect.stringMatching(/.{40}/),
    nonce: expect.stringMatching(/.{40}/),
    redirect_uri: 'http://localhost:3000/api/auth/callback/oidc',
  })
  expect(browser.written().length).toBeGreaterThan(3)
  for (const line of browser.written()) expect(line).toMatch(/HttpOnly; SameSite=Lax$/)
  const address = env().PUBLIC_URL
  env().PUBLIC_URL = 'https://docket.example.test'
  const behindTls = oidcBrowser(handlers)
  await behindTls.begin()
  for (const line of behindTls.written()) expect(line).toMatch(/^__(Host|Secure)-.*; Secure/)
  env().PUBLIC_URL = address
})

test.each(['https://evil.example/', '//evil.example/', '/api/auth/signout', 'javascript:alert(1)'])(
  'after signing in nobody is led to %s',
  async (elsewhere) => {
    const { path } = await oidcBrowser(handlers).signIn(elsewhere)
    expect(path).toBe('/')
  },
)

test('what the provider refuses, or the person cancels, is told on the sign-in page, and nobody is signed in', async () => {
  provider.next = 'deny'
  const browser = oidcBrowser(handlers)
  const { path, params } = await browser.signIn('/queue?q=1')
  expect([path, params.get('error'), params.get('from')]).toEqual(['/sign-in', 'denied', '/queue?q=1'])
  expect(await browser.session()).toBeNull()
})

test('an answer that this browser did not ask for is not taken', async () => {
  const asked = await oidcBrowser(handlers).begin()
  const other = oidcBrowser(handlers)
  expect((await other.follow(asked)).params.get('error')).toBe('expired')
  expect(await other.session()).toBeNull()

  const again = oidcBrowser(handlers)
  await again.begin()
  const answer = new URL('http://localhost:3000/api/auth/callback/oidc?code=guessed&state=guessed')
  answer.searchParams.set('iss', provider.issuer)
  expect((await again.follow(answer)).params.get('error')).toBe('expired')
})

test('an address that the provider does not vouch for is refused, and its account untouched', async () => {
  provider.next = 'mallory'
  const { path, params } = await oidcBrowser(handlers).signIn()
  expect([path, params.get('error')]).toEqual(['/sign-in', 'unverified'])
})

test('whoever ends in no team is told with which account they came, which no address line shows, and is not kept', async () => {
  provider.next = 'nobody'
  const { params } = await oidcBrowser(handlers).signIn()
  expect(params.get('error')).toBe('no_team')
  expect(params.toString()).not.toContain('example.test')
  expect(refusedAccount(params.get('account'))).toBe('no@example.test')
  expect(await db.owner`select 1 from members where email = 'no@example.test'`).toHaveLength(0)
})

test('a provider that does not answer is a sentence on the sign-in page', async () => {
  env().OIDC_ISSUER = 'http://127.0.0.1:9'
  const browser = oidcBrowser(handlers)
  const { path } = await browser.begin().then(browser.follow)
  expect(path).toBe('/sign-in')
  env().OIDC_ISSUER = provider.issuer
  const asked = await browser.begin()
  env().OIDC_ISSUER = 'http://127.0.0.1:9'
  expect((await browser.follow(asked)).params.get('error')).toBe('unreachable')
  env().OIDC_ISSUER = provider.issuer
})

test('plain http beyond this machine is never asked', async () => {
  env().OIDC_ISSUER = provider.issuer.replace('127.0.0.1', '127.0.0.1.nip.example')
  const browser = oidcBrowser(handlers)
  const { path, params } = await browser.begin().then(browser.follow)
  expect([path, params.get('error')]).toEqual(['/sign-in', 'Configuration'])
  env().OIDC_ISSUER = provider.issuer
})

/** Signs in, then begins a proof as the dialog does; answers what the provider's answer leads to. */
async function prove(who: string, changed: { at?: number; state?: string } = {}) {
  const browser = oidcBrowser(handlers)
  await browser.signIn()
  const sessionId = (await browser.session()) ?? ''
  await db.owner`update sessions set proved_at = now() - interval '1 hour' where id = ${sessionId}`
  const member = await findSession(sessionId)
  if (!member) throw new Error('no session')
  const asked = await browser.begin('/settings/api-keys', '?prompt=login&max_age=0')
  const state = asked.searchParams.get('state') ?? ''
  browser.setCookie(proofCookie(), beginProof(member, changed.state ?? state, '/settings/api-keys'))
  provider.next = who
  const came = await browser.follow(asked)
  const after = await findSession(sessionId)
  const isProved = Date.now() - (after?.provedAt.getTime() ?? 0) < 60_000
  return { ...came, isProved, isSame: (await browser.session()) === sessionId }
}

test('going through the provider again proves the same session, and leads back to the page', async () => {
  expect(await prove('vera')).toMatchObject({ path: '/settings/api-keys', isProved: true, isSame: true })
  const { entries } = await listEvents(team.admin, { types: ['member.proved'] })
  expect(entries).toMatchObject([{ facts: { by: 'oidc' } }])
})

test('somebody else at the provider proves nothing, and does not take the session over', async () => {
  provider.people.set('eve', { name: 'Eve', email: 'eve@example.test', email_verified: true, groups: ['editors'] })
  const { path, params, isProved, isSame } = await prove('eve')
  expect([path, params.get('error'), params.get('from')]).toEqual(['/confirm', 'other_person', '/settings/api-keys'])
  expect([isProved, isSame]).toEqual([false, true])
  const { entries } = await listEvents(team.admin, { types: ['member.proof_failed'] })
  expect(entries).toHaveLength(1)
})

test('cancelling a proof is told on its own page', async () => {
  const { path, params, isProved } = await prove('deny')
  expect([path, params.get('error'), isProved]).toEqual(['/confirm', 'denied', false])
})
