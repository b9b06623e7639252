import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { authenticateCall, authenticateKey } from '@/lib/access/authenticate-key'
import { connect } from '@/lib/db/client'
import { apiRoute } from '@/lib/http/api-route'
import { type Caller, detectUrl, makeCaller } from '../support/api'
import { useTestDatabase } from '../support/database'

const db = useTestDatabase()

const asking = ({ auth }: Caller) => new Request(detectUrl, { headers: auth })
const counted = async (caller: Caller) => {
  try {
    await authenticateCall(asking(caller))
    return true
  } catch (error) {
    expect(error).toMatchObject({ code: 'too_many_requests', retryAfterSeconds: 1 })
    return false
  }
}
/** Sets what is left of a key's bucket, as of now: in the future, so that nothing is refilled until then. */
const fill = ({ keyId, team }: Caller, left: number, seconds = 0) => db.owner`
  insert into api_key_rates (team_id, key_id, "left", filled_at)
  values (${team.teamId}, ${keyId}, ${left}, now() - make_interval(secs => ${seconds}))
  on conflict (team_id, key_id) do update set "left" = excluded."left", filled_at = excluded.filled_at`
const left = async ({ keyId }: Caller) =>
  Number((await db.owner`select "left" from api_key_rates where key_id = ${keyId}`)[0]?.left)

test('forty at once pass, and no more than the time between refills', async () => {
  const caller = await makeCaller()
  const began = performance.now()
  const passed = (await Promise.all(Array.from({ length: 200 }, () => counted(caller)))).filter(Boolean).length
  const refilled = Math.ceil(((performance.now() - began) / 1000) * 40)
  expect(passed).toBeGreaterThanOrEqual(40)
  expect(passed).toBeLessThanOrEqual(40 + refilled)
})

test('an empty bucket refuses, is refilled at forty a second, and holds forty at most', async () => {
  const caller = await makeCaller()
  await fill(caller, 0, -3600)
  expect(await counted(caller)).toBe(false)
  await fill(caller, 0, 0.5)
  expect(await counted(caller)).toBe(true)
  expect(await left(caller)).toBeGreaterThan(18.9)
  expect(await left(caller)).toBeLessThan(30)
  await fill(caller, 0, 3600)
  expect(await counted(caller)).toBe(true)
  expect(await left(caller)).toBe(39)
})

test('one key’s rate is no other’s, not even in the same team', async () => {
  const caller = await makeCaller()
  const sibling = await makeCaller(['read'], caller.team)
  await fill(caller, 0, -3600)
  expect(await counted(caller)).toBe(false)
  expect(await counted(sibling)).toBe(true)
})

test('two replicas draw from one bucket', async () => {
  const { team, keyId } = await makeCaller()
  const replicas = [connect(db.appUrl, 3), connect(db.appUrl, 3)]
  try {
    const began = performance.now()
    const draws = Array.from({ length: 120 }, async (_, made) => {
      const replica = replicas[made % 2]!
      const [row] = await replica.execute<{ passed: boolean }>(
        sql`select count_api_request(${team.teamId}, ${keyId}, 40) as passed`,
      )
      return row!.passed
    })
    const passed = (await Promise.all(draws)).filter(Boolean).length
    const refilled = Math.ceil(((performance.now() - began) / 1000) * 40)
    expect(passed).toBeGreaterThanOrEqual(40)
    expect(passed).toBeLessThanOrEqual(40 + refilled)
  } finally {
    for (const replica of replicas) await replica.$client.end()
  }
})

test('over the wire: 429 with the time to come back, and nothing is run', async () => {
  const caller = await makeCaller()
  await fill(caller, 0, -3600)
  let ran = false
  const route = apiRoute(async () => {
    ran = true
    return new Response()
  })
  const answer = await route(asking(caller), { params: Promise.resolve({}) })
  expect(answer.status).toBe(429)
  expect(answer.headers.get('retry-after')).toBe('1')
  expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  const message = 'This key makes more than 40 requests a second. Slow down and try again.'
  expect(await answer.json()).toEqual({ success: false, message, error: message })
  expect(ran).toBe(false)
})

test('media is not counted, and an unknown key has no bucket', async () => {
  const caller = await makeCaller()
  await fill(caller, 0, -3600)
  await expect(authenticateKey(asking(caller))).resolves.toMatchObject({ keyId: caller.keyId })
  const before = await db.owner`select count(*)::int as rows from api_key_rates`
  const nobody = new Request(detectUrl, { headers: { authorization: 'Bearer nobody' } })
  await expect(authenticateCall(nobody)).rejects.toMatchObject({ code: 'unauthorized' })
  expect(await db.owner`select count(*)::int as rows from api_key_rates`).toEqual(before)
})
