import crypto from 'node:crypto'
import { type APIRequestContext, expect, test } from '@playwright/test'
import { keptKey, openAs, people } from '../support/desk'

/* What no page of ours would send, before the running product: answered as signed out, and nothing happens. */

const cookieName = 'docket-session'

/** How a page, the live stream and next-auth's own route answer to these headers; nothing is followed. */
async function answers(request: APIRequestContext, headers: Record<string, string>) {
  const ask = (path: string) => request.get(path, { headers, maxRedirects: 0 })
  const [page, live, own] = [await ask('/settings/account'), await ask('/api/live'), await ask('/api/auth/session')]
  return { page: page.status(), to: page.headers().location ?? '', live: live.status(), own: await own.json() }
}

async function expectSignedOut(request: APIRequestContext, headers: Record<string, string>, what: string) {
  const { page, to, live, own } = await answers(request, headers)
  expect([303, 307, 308], what).toContain(page)
  expect(to, what).toContain('/sign-in')
  expect(live, what).toBe(401)
  expect(own, what).toBeNull()
}

test('made-up cookies are nobody', async ({ request }) => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const claims = part({ sid: crypto.randomUUID(), exp: 4_000_000_000 })
  const made = {
    'nothing in it': '',
    nonsense: 'a.b.c.d.e',
    'alg none': `${part({ alg: 'none' })}.${claims}.`,
    'a signature of somebody else': `${part({ alg: 'HS256' })}.${claims}.${crypto.randomBytes(32).toString('base64url')}`,
    'the id of a session': crypto.randomUUID(),
    'an API key': keptKey(),
  }
  for (const [what, value] of Object.entries(made)) {
    await expectSignedOut(request, { cookie: `${cookieName}=${value}` }, what)
  }
  await expectSignedOut(request, { authorization: `Bearer ${keptKey()}` }, 'an API key as a bearer')
})

test('a right cookie that was changed, renamed or is over is nobody', async ({ browser, request }) => {
  const page = await openAs(browser, 'manager')
  const cookies = await page.context().cookies()
  const right = cookies.find(({ name }) => name === cookieName)?.value ?? ''
  expect(right).not.toBe('')
  // At that page she is somebody; the cookie is not for scripts, and not for other sites.
  expect(cookies.find(({ name }) => name === cookieName)).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' })
  const cookie = (value: string, name = cookieName) => ({ cookie: `${name}=${value}` })
  const own = await request.get('/api/auth/session', { headers: cookie(right) })
  expect(await own.json()).toMatchObject({ user: { id: expect.any(String) } })

  const middle = Math.floor(right.length / 2)
  const other = right.charAt(middle) === 'A' ? 'B' : 'A'
  await expectSignedOut(request, cookie(right.slice(0, middle) + other + right.slice(middle + 1)), 'changed')
  await expectSignedOut(request, cookie(right.slice(0, -1)), 'cut off')
  await expectSignedOut(request, cookie(right, 'authjs.session-token'), 'under another name')

  await page.getByRole('button', { name: people.manager.name }).first().click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.waitForURL(/\/sign-in/)
  await expectSignedOut(request, cookie(right), 'after signing out')
})

test('sign-ins that no page of ours sent are refused', async ({ request, baseURL }) => {
  const { csrfToken } = (await (await request.get('/api/auth/csrf')).json()) as { csrfToken: string }
  const { email, password } = people.moderator
  const form = { csrfToken, email, password }
  for (const [what, headers] of Object.entries({
    'from another site': { origin: 'https://evil.example' },
    'from nowhere': { origin: '' },
    'from a forged host': { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' },
    'from an origin that begins like ours': { origin: `${baseURL}.evil.example` },
  })) {
    const answer = await request.post('/api/auth/callback/credentials', { form, headers, maxRedirects: 0 })
    expect(answer.status(), what).toBe(403)
    expect(answer.headers()['set-cookie'] ?? '', what).not.toContain(`${cookieName}=`)
  }
  await expectSignedOut(request, {}, 'afterwards')
})

test('a flood of wrong passwords locks this address out of that account, and nobody else', async ({
  browser,
  request,
  baseURL,
}) => {
  const { csrfToken } = (await (await request.get('/api/auth/csrf')).json()) as { csrfToken: string }
  const codes: string[] = []
  for (let i = 0; i < 8; i += 1) {
    const answer = await request.post('/api/auth/callback/credentials', {
      form: { csrfToken, email: 'nobody.here@example.test', password: `guess ${i}` },
      headers: { origin: baseURL ?? '', 'x-forwarded-for': `203.0.113.${i}` },
      maxRedirects: 0,
    })
    codes.push(/code=(\w+)/.exec(answer.headers().location ?? '')?.[1] ?? String(answer.status()))
  }
  expect(codes).toEqual(['wrong', 'wrong', 'wrong', 'wrong', 'wrong', 'wait', 'wait', 'wait'])
  const page = await openAs(browser, 'moderator')
  await expect(page).not.toHaveURL(/\/sign-in/)
})
