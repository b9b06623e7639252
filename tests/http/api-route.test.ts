import { afterEach, expect, test, vi } from 'vitest'
import { authenticateKey } from '@/lib/access/authenticate-key'
import { createApiKey } from '@/lib/access/create-api-key'
import { revokeApiKey } from '@/lib/access/revoke-api-key'
import { DocketError, type ErrorCode } from '@/lib/errors'
import { apiRoute, methodNotAllowed } from '@/lib/http/api-route'
import { log } from '@/lib/log'
import { detectUrl } from '../support/api'
import { useTestDatabase } from '../support/database'
import { makeTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'

const db = useTestDatabase()
afterEach(() => vi.restoreAllMocks())

const asking = (authorization?: string) =>
  new Request('http://localhost:3000/api/v2/detect', { headers: authorization === undefined ? {} : { authorization } })

async function newKey(scopes: ('read' | 'submit')[] = ['read', 'submit']) {
  const team = await makeTeam()
  return { team, ...(await createApiKey(team.admin, { name: 'test', scopes })) }
}

test('a key is taken in either spelling and names its team and scopes', async () => {
  const { key, keyId, team } = await newKey(['read'])
  for (const spelled of [`Bearer ${key}`, `bearer  ${key}`, `Token token=${key}`, `Token token="${key}"`]) {
    expect(await authenticateKey(asking(spelled))).toEqual({
      kind: 'api-key',
      teamId: team.teamId,
      keyId,
      scopes: ['read'],
    })
  }
})

test('no key, a bad, a half and a revoked one are refused in the same words', async () => {
  const { key, keyId, team } = await newKey()
  await revokeApiKey(team.admin, { keyId })
  for (const spelled of [
    undefined,
    '',
    'Bearer',
    'Bearer ',
    'Basic abc',
    `Bearer ${key.slice(0, -1)}`,
    `Bearer ${key}`,
    `Token ${key}`,
    `Token token=${key} x`,
    `Bearer ${key}, Bearer ${key}`,
    `Bearer ' or true --`,
    `Bearer ${key} x`,
  ]) {
    await expectRefusal(authenticateKey(asking(spelled)), 'unauthorized', /^Unauthorized$/)
  }
})

test('a key’s use is noted, at most once a minute', async () => {
  const { key, keyId } = await newKey()
  const usedAt = async () =>
    (await db.owner`select last_used_at from api_keys where id = ${keyId}`)[0]?.last_used_at as Date | null
  expect(await usedAt()).toBeNull()
  await authenticateKey(asking(`Bearer ${key}`))
  const first = await usedAt()
  expect(first).toBeInstanceOf(Date)
  await authenticateKey(asking(`Bearer ${key}`))
  expect(await usedAt()).toEqual(first)
  vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 61_000)
  await authenticateKey(asking(`Bearer ${key}`))
  expect((await usedAt())!.getTime()).toBeGreaterThan(first!.getTime())
})

const context = { params: Promise.resolve({}) }

test('every refusal has its status, both spellings of its sentence, and a request id', async () => {
  const { key } = await newKey()
  const statuses: [ErrorCode, number][] = [
    ['bad_request', 400],
    ['too_large', 400],
    ['forbidden', 403],
    ['not_found', 404],
    ['conflict', 409],
    ['unprocessable', 422],
    ['too_many_requests', 429],
    ['unavailable', 503],
  ]
  for (const [code, status] of statuses) {
    const route = apiRoute(() => Promise.reject(new DocketError(code, 'A sentence.')))
    const answer = await route(asking(`Bearer ${key}`), context)
    expect(answer.status).toBe(status)
    expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
    expect(await answer.json()).toEqual({ success: false, message: 'A sentence.', error: 'A sentence.' })
  }
  const unauthorized = await apiRoute(async () => new Response())(asking(), context)
  expect(unauthorized.status).toBe(401)
  expect(await unauthorized.json()).toEqual({ success: false, message: 'Unauthorized', error: 'Unauthorized' })
})

test('fields and the time to come back are told', async () => {
  const { key } = await newKey()
  const refusal = new DocketError('too_many_requests', 'x', { fields: { a: ['b'] }, retryAfterSeconds: 3 })
  const answer = await apiRoute(() => Promise.reject(refusal))(asking(`Bearer ${key}`), context)
  expect(answer.headers.get('retry-after')).toBe('3')
  expect(await answer.json()).toMatchObject({ errors: { a: ['b'] } })
})

test('a crash is a sentence with an id that the log has too, never a trace', async () => {
  const { key } = await newKey()
  const logged = vi.spyOn(log, 'error').mockReturnValue()
  const answer = await apiRoute(() => Promise.reject(new Error('secret detail')))(asking(`Bearer ${key}`), context)
  expect(answer.status).toBe(500)
  const requestId = answer.headers.get('x-request-id')
  const body = (await answer.json()) as { message: string }
  expect(body.message).toContain(requestId)
  expect(JSON.stringify(body)).not.toMatch(/secret detail|at .*\.ts/)
  expect(logged).toHaveBeenCalledWith(expect.objectContaining({ requestId }), expect.any(String))
})

test('a method that is not offered says which are', async () => {
  const { key } = await newKey()
  const answer = await methodNotAllowed(['GET', 'POST'])(
    new Request(asking(`Bearer ${key}`), { method: 'PUT' }),
    context,
  )
  expect(answer.status).toBe(405)
  expect(answer.headers.get('allow')).toBe('GET, POST')
  expect(await answer.json()).toMatchObject({ success: false, message: 'PUT is not offered here. Offered: GET, POST.' })
})

test('a body that comes packed is refused before it is read', async () => {
  const { key } = await newKey()
  const run = vi.fn()
  const send = (encoding: string) =>
    apiRoute(async () => {
      run()
      return new Response()
    })(
      new Request(detectUrl, {
        method: 'POST',
        body: 'x',
        headers: { authorization: `Bearer ${key}`, 'content-encoding': encoding },
      }),
      context,
    )
  for (const encoding of ['gzip', 'br', 'gzip, identity']) {
    const answer = await send(encoding)
    expect(answer.status).toBe(400)
    expect(((await answer.json()) as { message: string }).message).toContain(`Content-Encoding “${encoding}”`)
  }
  expect(run).not.toHaveBeenCalled()
  expect((await send('identity')).status).toBe(200)
})

test('an id of the caller’s own choosing is not taken over', async () => {
  const { key } = await newKey()
  const request = new Request(detectUrl, { headers: { authorization: `Bearer ${key}`, 'x-request-id': 'mine' } })
  const logged = vi.spyOn(log, 'info').mockReturnValue()
  const answer = await apiRoute(async () => new Response())(request, context)
  const requestId = answer.headers.get('x-request-id')
  expect(requestId).toMatch(/^[0-9a-f-]{36}$/)
  expect(logged).toHaveBeenCalledWith(expect.objectContaining({ requestId, status: 200 }), 'api request')
})
