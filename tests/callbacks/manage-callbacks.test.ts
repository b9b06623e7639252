import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Actor } from '@/lib/access/actor'
import { createApiKey } from '@/lib/access/create-api-key'
import { unseal } from '@/lib/access/seal'
import { callbackPageSize, listCallbacks } from '@/lib/callbacks/list-callbacks'
import { redriveCallback } from '@/lib/callbacks/redrive-callback'
import { rotateSecret } from '@/lib/callbacks/rotate-secret'
import { takeCallback } from '@/lib/callbacks/take-callback'
import { env } from '@/lib/env'
import { type CallbackReceiver, startReceiver } from '../support/callback-receiver'
import {
  attemptsOf,
  callbackOf,
  deliverDue,
  deliverJobs,
  finish,
  openReported,
  useAuthSecret,
} from '../support/callbacks'
import { useTestDatabase } from '../support/database'
import { makeTeam, type TestTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'

const db = useTestDatabase()
let team: TestTeam
let stranger: TestTeam
let receiver: CallbackReceiver

beforeAll(async () => {
  useAuthSecret()
  team = await makeTeam()
  stranger = await makeTeam()
  receiver = await startReceiver()
  env().ALLOWED_PRIVATE_HOSTS.push(receiver.host)
})
beforeEach(async () => {
  await db.owner`delete from pgboss.job`
  await db.owner`delete from callback_attempts`
  await db.owner`delete from callbacks`
  receiver.received.length = 0
  receiver.answerWith(200)
})
afterAll(() => receiver.stop())

async function delivered(url = receiver.url) {
  const opened = await openReported(team, { url })
  await finish(team, opened)
  await deliverDue(db)
  return { opened, callbackId: (await callbackOf(db, opened)).id }
}

test('a callback that has ended is sent again under the same id, with six tries', async () => {
  receiver.answerWith(500)
  const { opened, callbackId } = await delivered()
  await db.owner`update callbacks set status = 'failed', attempts = 6, leased_until = null, ended_at = now()
    where id = ${callbackId}`
  await db.owner`delete from pgboss.job`
  receiver.answerWith(200)
  expect(await redriveCallback(team.admin, { callbackId })).toEqual({ callbackId })
  expect(await callbackOf(db, opened)).toMatchObject({ status: 'due', attempts: 0, ended_at: null })
  expect(await deliverDue(db)).toBe(1)
  expect(await callbackOf(db, opened)).toMatchObject({ status: 'delivered', attempts: 1 })
  expect((await attemptsOf(db, callbackId)).map(({ number, status }) => [number, status])).toEqual([
    [1, 500],
    [2, 200],
  ])
  const [first, second] = receiver.received.map(({ headers }) => headers['webhook-id'])
  expect(first).toBe(second)
  await redriveCallback(team.admin, { callbackId })
  await deliverDue(db)
  expect(receiver.received).toHaveLength(3)
  const events = await db.owner`select actor_kind, case_id from audit_events where type = 'callback.redriven'`
  expect(events).toMatchObject([1, 2].map(() => ({ actor_kind: 'member', case_id: opened.caseId })))
})

test('one that has not ended cannot be sent again', async () => {
  receiver.answerWith(500)
  const { callbackId } = await delivered()
  await expectRefusal(redriveCallback(team.admin, { callbackId }), 'conflict', /has not ended yet/)
  const { detectionId } = await openReported(team, { url: receiver.url })
  const waiting = await callbackOf(db, { detectionId } as never)
  await expectRefusal(redriveCallback(team.admin, { callbackId: waiting.id }), 'conflict')
  expect(await deliverJobs(db)).toHaveLength(1)
})

test('only admins manage, managers look, and nobody of another team does either', async () => {
  const { callbackId } = await delivered()
  for (const member of [team.moderator, team.manager]) {
    await expectRefusal(redriveCallback(member, { callbackId }), 'forbidden', /send callbacks again/)
    await expectRefusal(rotateSecret(member, {}), 'forbidden')
  }
  await expectRefusal(listCallbacks(team.moderator, {}), 'forbidden', /delivery log/)
  await expectRefusal(takeCallback(team.admin, { callbackId }), 'forbidden')
  const { keyId } = await createApiKey(team.admin, { name: 'all', scopes: ['read', 'submit', 'delete'] })
  const key: Actor = { kind: 'api-key', teamId: team.teamId, keyId, scopes: ['read', 'submit', 'delete'] }
  await expectRefusal(listCallbacks(key, {}), 'forbidden')
  expect((await listCallbacks(team.manager, {})).rows).toHaveLength(1)
  expect((await listCallbacks(stranger.admin, {})).rows).toEqual([])
  await expectRefusal(redriveCallback(stranger.admin, { callbackId }), 'not_found')
  expect(await takeCallback(stranger.worker, { callbackId })).toBeNull()
  expect((await listCallbacks(team.admin, { before: callbackId })).rows).toEqual([])
  expect((await listCallbacks(stranger.admin, { before: callbackId })).rows).toEqual([])
})

test('the list shows where it went and what came back, never the query of the address', async () => {
  receiver.answerWith(404)
  const { opened, callbackId } = await delivered(`${receiver.url}?key=canary`)
  const [listed] = (await listCallbacks(team.admin, {})).rows
  expect(listed).toEqual({
    callbackId,
    receiver: `${receiver.host}/callback`,
    status: 'due',
    createdAt: expect.any(Date),
    endedAt: null,
    nextTryAt: expect.any(Date),
    caseNumber: opened.number,
    ofReport: false,
    batchId: null,
    batchFiles: null,
    attempts: [
      {
        callbackId,
        number: 1,
        status: 404,
        failure: expect.stringMatching(/404/),
        milliseconds: expect.any(Number),
        startedAt: expect.any(Date),
      },
    ],
  })
  expect(JSON.stringify(listed)).not.toContain('canary')
})

test('it is paged, newest first, and narrowed by status', async () => {
  const { opened } = await delivered()
  await db.owner`insert into callbacks (team_id, detection_id, url, created_at)
    select ${team.teamId}, ${opened.detectionId}, 'https://example.com/' || n, now() - make_interval(mins => (n / 3)::int + 1)
    from generate_series(1, ${callbackPageSize + 5}) n`
  const first = await listCallbacks(team.admin, {})
  expect(first.rows).toHaveLength(callbackPageSize)
  expect(first.more).toBe(true)
  expect(first.rows[0]?.status).toBe('delivered')
  const second = await listCallbacks(team.admin, { before: first.rows.at(-1)?.callbackId ?? null })
  expect(second.rows).toHaveLength(6)
  expect(second.more).toBe(false)
  const all = [...first.rows, ...second.rows]
  expect(new Set(all.map(({ callbackId }) => callbackId)).size).toBe(callbackPageSize + 6)
  const times = all.map(({ createdAt }) => createdAt.getTime())
  expect(times).toEqual([...times].sort((one, other) => other - one))
  expect((await listCallbacks(team.admin, { status: 'delivered' })).rows).toHaveLength(1)
  expect((await listCallbacks(team.admin, { status: 'failed' })).rows).toEqual([])
})

test('a new secret is shown once, kept sealed, and used from the next try on', async () => {
  const one = await rotateSecret(team.admin, {})
  const other = await rotateSecret(team.admin, {})
  expect(one.secret).not.toBe(other.secret)
  const [kept] = await db.owner<{ sealed: string }[]>`
    select callback_secret as sealed from teams where id = ${team.teamId}`
  expect(kept?.sealed).not.toContain('whsec_')
  expect(unseal(kept?.sealed ?? '', `callback-secret:${team.teamId}`)).toBe(other.secret)
  const [strangers] = await db.owner`select callback_secret from teams where id = ${stranger.teamId}`
  expect(strangers?.callback_secret).toBeNull()
  const events = await db.owner`select facts from audit_events where type = 'callback_secret.rotated'`
  expect(events).toHaveLength(2)
  expect(JSON.stringify(events)).not.toContain('whsec_')
})

test('two first deliveries at once agree on the team’s first secret', async () => {
  const fresh = await makeTeam()
  for (const _ of [1, 2]) await finish(fresh, await openReported(fresh, { url: receiver.url }))
  const jobs = await deliverJobs(db)
  const taken = await Promise.all(jobs.map(({ data }) => takeCallback(fresh.worker, { callbackId: data.callbackId })))
  expect(taken[0]?.secret).toMatch(/^whsec_/)
  expect(taken[0]?.secret).toBe(taken[1]?.secret)
})
