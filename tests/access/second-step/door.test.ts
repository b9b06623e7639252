import { NextRequest } from 'next/server'
import { beforeAll, expect, test } from 'vitest'
import { proveIdentity } from '@/lib/access/prove-identity'
import { useTestDatabase } from '../../support/database'
import { makeTeam, password, type TestTeam } from '../../support/people'
import { expectRefusal } from '../../support/refusals'
import { codeOf, giveSecondStep } from '../../support/second-step'

const db = useTestDatabase()
let handlers: typeof import('@/lib/access/next-auth').handlers
beforeAll(async () => {
  process.env.AUTH_SECRET = 'a secret for tests only, thirty-two characters'
  handlers = (await import('@/lib/access/next-auth')).handlers
})

/** Posts to next-auth's own route, past the form; answers what it says, and whether it set a session's cookie. */
async function post(given: Record<string, string>): Promise<{ code: string | undefined; signedIn: boolean }> {
  const at = 'http://localhost:3000/api/auth'
  const csrf = await handlers.GET(new NextRequest(`${at}/csrf`))
  const { csrfToken } = (await csrf.json()) as { csrfToken: string }
  const cookie = csrf.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  const answer = await handlers.POST(
    new NextRequest(`${at}/callback/credentials`, {
      method: 'POST',
      headers: { 'x-docket-peer': '192.0.2.77', cookie, origin: 'http://localhost:3000' },
      body: new URLSearchParams({ csrfToken, ...given }),
    }),
  )
  return {
    code: /code=(\w+)/.exec(answer.headers.get('location') ?? '')?.[1],
    signedIn: answer.headers.getSetCookie().some((line) => /^docket-session=./.test(line)),
  }
}

const sessionsOf = ({ moderator }: TestTeam) =>
  db.owner`select id from sessions where member_id = ${moderator.memberId}`

test('next-auth’s own route asks for the code as the form does, and opens nothing without it', async () => {
  const team = await makeTeam()
  const { email } = team.moderator
  const { secret } = await giveSecondStep(team.moderator)
  expect(await post({ email, password })).toEqual({ code: 'code', signedIn: false })
  expect(await post({ email, password, code: '' })).toEqual({ code: 'code', signedIn: false })
  expect(await post({ email, password, code: 'nothing' })).toEqual({ code: 'wrong_code', signedIn: false })
  expect(await post({ email, password, code: 'x'.repeat(65) })).toEqual({ code: 'wrong', signedIn: false })
  expect(await sessionsOf(team)).toHaveLength(0)
  expect(await post({ email, password, code: codeOf(secret) })).toEqual({ code: undefined, signedIn: true })
  expect(await sessionsOf(team)).toHaveLength(1)
})

test('a code proves who one is before a sensitive act, once, and is then used up for signing in too', async () => {
  const team = await makeTeam()
  const { secret, recoveryCodes } = await giveSecondStep(team.moderator)
  const prove = (given: string) => proveIdentity(team.moderator, { by: 'second_step', secret: given }, '192.0.2.77')
  const code = codeOf(secret)
  await prove(code)
  await expectRefusal(prove(code), 'unauthorized', /used already/)
  expect(await post({ email: team.moderator.email, password, code })).toEqual({ code: 'wrong_code', signedIn: false })
  await prove(recoveryCodes[0] ?? '')
  const left =
    await db.owner`select 1 from recovery_codes where used_at is null and member_id = ${team.moderator.memberId}`
  expect(left).toHaveLength(9)
})
