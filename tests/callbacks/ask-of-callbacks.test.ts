import crypto from 'node:crypto'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { announceCallback } from '@/lib/callbacks/announce-callback'
import { askOfCallbacks } from '@/lib/callbacks/ask-of-callbacks'
import { startInbox } from '@/lib/callbacks/start-inbox'
import { useTestDatabase } from '../support/database'
import { makeTeam, type TestTeam } from '../support/people'
import { chooseDetectors, connectInstance } from '../support/remote-detector'
import { openTestCase } from '../support/rows'

const db = useTestDatabase()
let team: TestTeam
let detectionId: string

beforeAll(async () => {
  connectInstance({ url: 'https://detector.example/api/v2', key: 'a key', host: 'detector.example' })
  team = await makeTeam()
  await chooseDetectors(team.admin, 'remote')
  detectionId = (await openTestCase(team.moderator)).detectionId
})

afterEach(async () => {
  await db.owner`delete from callback_inbox`
  await db.owner`delete from pgboss.job`
})

/** So many detections of a team, each with a callback that came in and nothing asked about it. */
async function cameIn(n: number, minutesAgo = 0): Promise<void> {
  const ids = Array.from({ length: n }, () => crypto.randomUUID())
  await db.owner`insert into detections (id, team_id, case_id, detector, second_opinion, status, parameters)
    select made.id, d.team_id, d.case_id, 'remote', true, 'processing', d.parameters
    from detections d, unnest(${ids}::uuid[]) as made(id) where d.id = ${detectionId}`
  await db.owner`insert into callback_inbox (team_id, detection_id, remote_uuid, status, created_at)
    select ${team.teamId}, id, id::text, 'completed', now() - make_interval(mins => ${minutesAgo})
    from unnest(${ids}::uuid[]) as made(id)`
}

const queued = async () => (await db.owner`select data from pgboss.job where name = 'detection.poll'`).length
const unasked = async () => (await db.owner`select 1 from callback_inbox where asked_at is null`).length
const ask = () => askOfCallbacks(team.worker, {})

test('a flood is asked about a hundred at a time, as there is room', async () => {
  await cameIn(250)
  expect(await ask()).toBe(true)
  expect(await queued()).toBe(100)
  expect(await ask()).toBe(true)
  expect(await queued()).toBe(100)
  await db.owner`delete from pgboss.job`
  expect(await ask()).toBe(true)
  await db.owner`delete from pgboss.job`
  expect(await ask()).toBe(false)
  expect(await queued()).toBe(50)
  expect(await unasked()).toBe(0)
})

test('questions on schedule take no room, and the oldest callback comes first', async () => {
  await db.owner`insert into pgboss.job (name, data, group_id, start_after)
    select 'detection.poll', '{}', ${team.teamId}, now() + interval '1 minute' from generate_series(1, 200)`
  await cameIn(99)
  await cameIn(2, 5)
  await ask()
  const [left] =
    await db.owner`select created_at < now() - interval '1 minute' as old from callback_inbox where asked_at is null`
  expect(await unasked()).toBe(1)
  expect(left).toEqual({ old: false })
})

test('several workers at once ask once about each', async () => {
  await cameIn(40)
  await Promise.all(Array.from({ length: 6 }, ask))
  expect(await queued()).toBe(40)
})

test('several claims about one detection are one question', async () => {
  await db.owner`insert into callback_inbox (team_id, detection_id, remote_uuid, status)
    select ${team.teamId}, ${detectionId}, gen_random_uuid()::text, 'completed' from generate_series(1, 9)`
  expect(await ask()).toBe(false)
  expect(await queued()).toBe(1)
})

test('only a worker asks', async () => {
  for (const actor of [team.admin, team.manager, team.moderator])
    await expect(askOfCallbacks(actor, {})).rejects.toMatchObject({ code: 'forbidden' })
})

test('a worker sees to them when told, and to what nobody told it of', async () => {
  await cameIn(3)
  const stop = await startInbox()
  try {
    await vi.waitFor(async () => expect(await queued()).toBe(3), 5000)
    await cameIn(2)
    announceCallback()
    // Sooner than it looks by itself.
    await vi.waitFor(async () => expect(await queued()).toBe(5), 1500)
    await cameIn(1)
    await vi.waitFor(async () => expect(await queued()).toBe(6), 6000)
  } finally {
    await stop()
  }
})
