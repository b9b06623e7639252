import { sql } from 'drizzle-orm'
import { afterEach, expect, test, vi } from 'vitest'
import { connect, database, replaceDatabase, withTeam } from '@/lib/db/client'
import { DatabaseFailure } from '@/lib/db/database-failure'
import { apiRoute } from '@/lib/http/api-route'
import { log } from '@/lib/log'
import { detectUrl, makeCaller } from '../support/api'
import { useTestDatabase } from '../support/database'

useTestDatabase()
afterEach(() => vi.restoreAllMocks())

const context = { params: Promise.resolve({}) }
const nobody = '00000000-0000-0000-0000-000000000000'

async function expectUnavailable(answer: Response): Promise<void> {
  expect(answer.status).toBe(503)
  expect(answer.headers.get('retry-after')).toBe('5')
  expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  const message = 'The server’s database cannot be reached just now. Try again in a few seconds.'
  expect(await answer.json()).toEqual({ success: false, message, error: message })
}

test('a database that cannot be reached is 503 for every call, and the log says why under the same id', async () => {
  const { auth } = await makeCaller()
  const logged = vi.spyOn(log, 'error').mockReturnValue()
  const before = database()
  try {
    for (const url of ['postgres://a:b@127.0.0.1:1/x', 'postgres://a:b@nowhere.invalid/x']) {
      const dead = connect(url, 1)
      replaceDatabase(dead)
      const answer = await apiRoute(async () => new Response())(new Request(detectUrl, { headers: auth }), context)
      const requestId = answer.headers.get('x-request-id')
      await expectUnavailable(answer)
      expect(logged).toHaveBeenLastCalledWith(expect.objectContaining({ requestId }), expect.any(String))
      await expect(withTeam(nobody, async () => 1)).rejects.toMatchObject({
        name: 'DatabaseFailure',
        unreachable: true,
      })
      await dead.$client.end({ timeout: 0 })
    }
  } finally {
    replaceDatabase(before)
  }
})

test('a connection that the server ends in the middle is 503; the next request finds a new one', async () => {
  const { auth } = await makeCaller()
  vi.spyOn(log, 'error').mockReturnValue()
  const asking = () => new Request(detectUrl, { headers: auth })
  const cut = apiRoute(async () => {
    await database().execute(sql`select pg_terminate_backend(pg_backend_pid())`)
    return new Response()
  })
  await expectUnavailable(await cut(asking(), context))
  expect((await apiRoute(async () => new Response())(asking(), context)).status).toBe(200)
})

test('any other failure of a query is still a crash, told without its values', async () => {
  const { auth } = await makeCaller()
  const logged = vi.spyOn(log, 'error').mockReturnValue()
  const broken = apiRoute(async () => {
    await database().execute(sql`select ${'a secret'}::uuid`)
    return new Response()
  })
  const answer = await broken(new Request(detectUrl, { headers: auth }), context)
  expect(answer.status).toBe(500)
  const [said] = logged.mock.lastCall as unknown as [{ err: DatabaseFailure }]
  expect(said.err).toBeInstanceOf(DatabaseFailure)
  expect(said.err).toMatchObject({ code: '22P02', unreachable: false })
  expect(`${said.err.message} ${said.err.stack}`).not.toContain('a secret')
})
