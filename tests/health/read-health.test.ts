import '../support/data-folder'
import crypto from 'node:crypto'
import { expect, test, vi } from 'vitest'
import { GET } from '@/app/api/health/route'
import { connect, database, replaceDatabase, withTeam } from '@/lib/db/client'
import { env } from '@/lib/env'
import type { HealthPart } from '@/lib/health/health-part'
import { readHealth } from '@/lib/health/read-health'
import { enqueue } from '@/lib/jobs/enqueue'
import { queueDepth } from '@/lib/jobs/queue-depth'
import { startHeartbeat } from '@/lib/jobs/worker-heartbeat'
import { useTestDatabase } from '../support/database'

const db = useTestDatabase()

async function part(name: HealthPart['part']): Promise<HealthPart | undefined> {
  return (await readHealth()).parts.find((each) => each.part === name)
}

test('without a worker it is down, and the answer says no more than that', async () => {
  expect(await part('worker')).toMatchObject({ state: 'down', says: expect.stringMatching(/No worker .* yet/) })
  expect(await part('database')).toMatchObject({ state: 'up' })
  const answer = await GET()
  expect(answer.status).toBe(503)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  const body = await answer.json()
  expect(Object.values(body.parts).every((state) => state === 'up' || state === 'down')).toBe(true)
  expect(body).toMatchObject({ status: 'down', parts: { database: 'up', worker: 'down' } })
})

test('a worker is up while it gives signs of life, for 30 seconds after one, and gone when it stops', async () => {
  const stop = await startHeartbeat()
  expect(await part('worker')).toMatchObject({ state: 'up' })
  expect((await GET()).status).toBe(200)
  await vi.waitFor(
    async () => expect((await part('decoder'))?.says).toMatch(/^Sound and video are decoded|^There is no/),
    { timeout: 10_000 },
  )
  await db.owner`update worker_heartbeats set beat_at = now() - interval '29 seconds'`
  expect(await part('worker')).toMatchObject({ state: 'up' })
  await db.owner`update worker_heartbeats set beat_at = now() - interval '31 seconds'`
  expect(await part('worker')).toMatchObject({ state: 'down', says: expect.stringContaining('since 20') })
  await stop()
  expect(await db.owner`select 1 from worker_heartbeats`).toHaveLength(0)
})

test('the queue says how much waits and how long; a long wait degrades it', async () => {
  expect(await queueDepth()).toEqual({ waiting: 0, running: 0, oldestSeconds: null })
  const teamId = crypto.randomUUID()
  await withTeam(teamId, (tx) => enqueue(tx, [['detection.run', { teamId, detectionId: crypto.randomUUID() }]]))
  expect(await queueDepth()).toMatchObject({ waiting: 1, running: 0 })
  expect(await part('queue')).toMatchObject({ state: 'up' })
  await db.owner`update pgboss.job set start_after = now() - interval '20 minutes'`
  expect(await part('queue')).toMatchObject({
    state: 'degraded',
    says: expect.stringMatching(/1 waiting, the oldest for 1200 s/),
  })
})

test('what is to be told outside says how old it is; what nobody has tried degrades it', async () => {
  await db.owner`delete from pgboss.job`
  expect(await part('deliveries')).toMatchObject({ state: 'up', says: 'Nothing waits to be sent.' })
  const teamId = crypto.randomUUID()
  const telling = () => ['webhook.deliver', { teamId, deliveryId: crypto.randomUUID() }] as const
  await withTeam(teamId, (tx) => enqueue(tx, [[...telling()], [...telling(), { startAfterSeconds: 900 }]]))
  await db.owner`update pgboss.job set created_on = now() - interval '2 hours'`
  // Being tried again, at a receiver that does not answer: late, and not for want of trying.
  await db.owner`update pgboss.job set state = 'retry', start_after = now() - interval '1 hour' where start_after <= now()`
  expect(await part('deliveries')).toMatchObject({
    state: 'up',
    says: '2 messages are still to be sent; the oldest was made 7200 s ago.',
  })
  await db.owner`update pgboss.job set state = 'created'`
  expect(await part('deliveries')).toMatchObject({ state: 'degraded', says: expect.stringMatching(/for 3600 s/) })
  await db.owner`delete from pgboss.job`
})

test('jobs that are not due yet wait for their time, and those of a slow receiver for it: neither says that workers are late', async () => {
  await db.owner`delete from pgboss.job`
  const teamId = crypto.randomUUID()
  const callback = () => ['callback.deliver', { teamId, callbackId: crypto.randomUUID() }] as const
  const later = [...callback(), { startAfterSeconds: 600, group: 'a' }] as const
  await withTeam(teamId, (tx) => enqueue(tx, [later]))
  expect(await queueDepth()).toEqual({ waiting: 0, running: 0, oldestSeconds: null })
  const owed = [...callback(), { group: 'a' }] as const
  await withTeam(teamId, (tx) => enqueue(tx, [owed]))
  await db.owner`update pgboss.job set start_after = now() - interval '20 minutes' where start_after <= now()`
  expect(await queueDepth()).toEqual({ waiting: 1, running: 0, oldestSeconds: null })
  expect(await part('queue')).toMatchObject({ state: 'up' })
})

test('a database that cannot be reached is a part that is down, not an error', async () => {
  const reachable = database()
  const nowhere = connect('postgres://a:b@127.0.0.1:1/c', 1)
  replaceDatabase(nowhere)
  try {
    const { state, parts } = await readHealth()
    expect(state).toBe('down')
    expect(parts.find((each) => each.part === 'database')).toMatchObject({ state: 'down' })
    expect(parts.find((each) => each.part === 'disk')).toMatchObject({ state: 'up' })
  } finally {
    replaceDatabase(reachable)
    await nowhere.$client.end({ timeout: 1 })
  }
})

test('models are a part only where some are configured; one that cannot be used degrades it', async () => {
  expect(await part('models')).toBeUndefined()
  env().MODELS_FILE = '/nowhere/models.json'
  try {
    expect(await part('models')).toMatchObject({ state: 'degraded', says: expect.stringContaining('models check') })
  } finally {
    env().MODELS_FILE = undefined
  }
})
