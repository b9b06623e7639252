import { NextRequest } from 'next/server'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { GET, POST } from '@/app/api/auth/[...nextauth]/route'
import { env } from '@/lib/env'
import { useTestDatabase } from '../support/database'
import { makeTeam, password, type TestTeam } from '../support/people'

useTestDatabase()
let team: TestTeam
const { PUBLIC_URL } = env()
beforeAll(async () => {
  team = await makeTeam()
})
afterEach(() => void Object.assign(env(), { PUBLIC_URL }))

const pairOf = (line: string) => line.split(';')[0] ?? ''

/** Signs in where next-auth takes a password; answers what the browser is given to keep. */
async function signIn(publicUrl: string, origin: string | null = publicUrl): Promise<Response> {
  Object.assign(env(), { PUBLIC_URL: publicUrl })
  const { host, protocol } = new URL(publicUrl)
  const from = { host, 'x-forwarded-proto': protocol.slice(0, -1), 'x-docket-peer': '192.0.2.9' }
  const asked = await GET(new NextRequest(`${publicUrl}/api/auth/csrf`, { headers: from }))
  const { csrfToken } = (await asked.json()) as { csrfToken: string }
  const cookie = asked.headers.getSetCookie().map(pairOf).join('; ')
  return POST(
    new NextRequest(`${publicUrl}/api/auth/callback/credentials`, {
      method: 'POST',
      headers: { ...from, cookie, ...(origin !== null && { origin }) },
      body: new URLSearchParams({ csrfToken, email: team.moderator.email, password }),
    }),
  )
}

const sessionOf = (answer: Response) => answer.headers.getSetCookie().find((line) => /docket-session=ey/.test(line))

test('under https the session’s cookie is bound to the host, and no script or other site gets at it', async () => {
  const [, ...kept] = (sessionOf(await signIn('https://docket.example')) ?? '').split(/;\s*/)
  const name = pairOf(sessionOf(await signIn('https://docket.example')) ?? '').split('=')[0]
  expect(name).toBe('__Host-docket-session')
  const words = kept.map((one) => one.toLowerCase())
  expect(words).toEqual(expect.arrayContaining(['path=/', 'httponly', 'secure', 'samesite=lax']))
  expect(words.filter((one) => one.startsWith('domain'))).toEqual([])
})

test('over http it says so by its name', async () => {
  const line = sessionOf(await signIn('http://localhost:3000')) ?? ''
  expect(line).toMatch(/^docket-session=/)
  expect(line).toMatch(/httponly/i)
  expect(line).toMatch(/samesite=lax/i)
  expect(line).not.toMatch(/secure/i)
})

test('a form on another site signs nobody in, even with next-auth’s own token', async () => {
  for (const origin of ['https://evil.example', 'null', 'https://sub.docket.example', null]) {
    const answer = await signIn('https://docket.example', origin)
    expect(answer.status, String(origin)).toBe(403)
    expect(sessionOf(answer)).toBeUndefined()
  }
})
