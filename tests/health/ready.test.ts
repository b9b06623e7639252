import '../support/data-folder'
import { expect, test } from 'vitest'
import { GET as live } from '@/app/api/health/live/route'
import { GET as ready } from '@/app/api/health/ready/route'
import { connect, database, replaceDatabase } from '@/lib/db/client'
import { startHeartbeat } from '@/lib/jobs/worker-heartbeat'
import { useTestDatabase } from '../support/database'

const db = useTestDatabase()

async function answered(): Promise<{ code: number; body: unknown }> {
  const answer = await ready()
  expect(answer.headers.get('cache-control')).toBe('no-store')
  return { code: answer.status, body: await answer.json() }
}

test('ready once a worker lives, and says up or down and nothing else', async () => {
  expect(await answered()).toEqual({
    code: 503,
    body: { status: 'down', parts: { database: 'up', migrations: 'up', worker: 'down' } },
  })
  const stop = await startHeartbeat()
  expect(await answered()).toMatchObject({ code: 200, body: { status: 'up', parts: { worker: 'up' } } })
  await db.owner`update worker_heartbeats set beat_at = now() - interval '31 seconds'`
  expect((await answered()).code).toBe(503)
  await db.owner`update worker_heartbeats set beat_at = now()`
  // A replica that has upgraded the database first does not make this one unready; one that has not been upgraded does.
  await db.owner`update drizzle.__drizzle_migrations set created_at = created_at + 1000`
  expect((await answered()).code).toBe(200)
  await db.owner`update drizzle.__drizzle_migrations set created_at = created_at - 2000`
  expect(await answered()).toMatchObject({ code: 503, body: { parts: { database: 'up', migrations: 'down' } } })
  await db.owner`update drizzle.__drizzle_migrations set created_at = created_at + 1000`
  await stop()
})

test('live asks nothing of the database; ready says that it is down', async () => {
  const reachable = database()
  const nowhere = connect('postgres://a:b@127.0.0.1:1/c', 1)
  replaceDatabase(nowhere)
  try {
    const answer = live()
    expect(answer.status).toBe(200)
    expect(await answer.json()).toEqual({ status: 'up' })
    expect(await answered()).toMatchObject({ code: 503, body: { parts: { database: 'down', worker: 'down' } } })
  } finally {
    replaceDatabase(reachable)
    await nowhere.$client.end({ timeout: 1 })
  }
})
