import { NextRequest } from 'next/server'
import { beforeAll, expect, test, vi } from 'vitest'
import { listEvents } from '@/lib/audit/list-events'
import { log } from '@/lib/log'
import { useTestDatabase } from '../support/database'
import { makeTeam, password } from '../support/people'

const db = useTestDatabase()
let handlers: typeof import('@/lib/access/next-auth').handlers
beforeAll(async () => {
  process.env.AUTH_SECRET = 'a secret for tests only, thirty-two characters'
  handlers = (await import('@/lib/access/next-auth')).handlers
})

/** A browser at next-auth's own routes, as they lie open under /api/auth. */
function browser() {
  const jar = new Map<string, string>()
  return async (where: string, body?: Record<string, string>, more: Record<string, string> = {}) => {
    const method = body ? 'POST' : 'GET'
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await handlers[method](
      new NextRequest(`http://localhost:3000/api/auth/${where}`, {
        method,
        headers: { 'x-docket-peer': '192.0.2.9', cookie, ...more },
        ...(body && { body: new URLSearchParams(body) }),
      }),
    )
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
    }
    return response
  }
}

async function csrfTokenOf(ask: ReturnType<typeof browser>): Promise<string> {
  const { csrfToken } = (await (await ask('csrf')).json()) as { csrfToken: string }
  return csrfToken
}

test('signing out through next-auth’s route ends the session row, and the trail says so', async () => {
  const team = await makeTeam()
  const ask = browser()
  const csrfToken = await csrfTokenOf(ask)
  await ask('callback/credentials', { csrfToken, email: team.admin.email, password })
  await ask('signout', { csrfToken })
  const rows = await db.owner`select revoked_at from sessions where member_id = ${team.admin.memberId}`
  expect(rows).toEqual([{ revoked_at: expect.any(Date) }])
  const { entries } = await listEvents(team.admin, { types: ['member.signed_out'] })
  expect(entries).toHaveLength(1)
})

test('a forged X-Forwarded-For does not get around the lock', async () => {
  const team = await makeTeam()
  const ask = browser()
  const csrfToken = await csrfTokenOf(ask)
  const codes: (string | undefined)[] = []
  for (let i = 0; i < 6; i += 1) {
    const forged = { 'x-forwarded-for': `203.0.113.${i}` }
    const answer = await ask('callback/credentials', { csrfToken, email: team.admin.email, password: 'wrong' }, forged)
    codes.push(/code=(\w+)/.exec(answer.headers.get('location') ?? '')?.[1])
  }
  expect(codes).toEqual(['wrong', 'wrong', 'wrong', 'wrong', 'wrong', 'wait'])
})

test('a refused sign-in is in the log, the same for anybody and nobody, and names neither', async () => {
  const warned = vi.spyOn(log, 'warn').mockImplementation(() => {})
  const team = await makeTeam()
  const ask = browser()
  const csrfToken = await csrfTokenOf(ask)
  for (const email of [team.admin.email, 'nobody@example.test']) {
    await ask('callback/credentials', { csrfToken, email, password: 'wrong' })
  }
  const line = [{ reason: 'wrong' }, 'a sign-in was refused']
  expect(warned.mock.calls).toEqual([line, line])
  warned.mockClear()
  await ask('callback/credentials', { csrfToken, email: team.admin.email, password })
  expect(warned).not.toHaveBeenCalled()
  warned.mockRestore()
})
