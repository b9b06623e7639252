import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { handIn, picture, statusAt, until } from './api'
import { Browser } from './browser'
import { allLogs, people, type ReplicatedDesk, startDesk } from './desk'
import { killReplica, startReplica } from './process'

let desk: ReplicatedDesk
let a: string
let b: string
let ada: Browser
beforeAll(async () => {
  desk = await startDesk()
  a = desk.webs[0].url
  b = desk.webs[1].url
  ada = new Browser(desk)
}, 150_000)
afterAll(async () => desk?.stop(), 60_000)

/** Hands in at one, and waits until the other knows the result. */
async function analysed(at: string, elsewhere: string): Promise<{ uuid: string; caseId: string; number: number }> {
  const uuid = (await handIn(desk, at, await picture())) ?? ''
  await until(
    () => statusAt(desk, elsewhere, uuid),
    (status) => status === 'completed',
  )
  const [row] = await desk.sql`
    select c.id, c.number from cases c join detections d on d.case_id = c.id where d.id = ${uuid}`
  return { uuid, caseId: row?.id, number: row?.number }
}

test('both webs are ready, and two workers live', async () => {
  for (const url of [a, b]) {
    const answer = await fetch(`${url}/api/health/ready`)
    expect(await answer.json()).toEqual({
      status: 'up',
      parts: { database: 'up', migrations: 'up', worker: 'up' },
    })
    expect((await fetch(`${url}/api/health/live`)).status).toBe(200)
  }
  const [row] =
    await desk.sql`select count(*)::int as n from worker_heartbeats where beat_at > now() - interval '30 seconds'`
  expect(row?.n).toBe(2)
})

test('the pages serve metrics on a port of their own, by route pattern, and how the whole instance stands', async () => {
  const text = await (await fetch(`http://127.0.0.1:${desk.metricsPort}/metrics`)).text()
  expect(text).toMatch(
    /^docket_http_requests_total\{route="\/api\/health\/ready",method="GET",status="2xx",process="web"\} \d/m,
  )
  expect(text).toMatch(/^docket_workers_alive\{process="web"\} 2$/m)
  expect((await fetch(`${a}/metrics`)).status).toBe(404)
})

test('who signs in at one is signed in at the other, and signed out there too', async () => {
  await ada.signIn(a, people.ada)
  expect((await ada.ask(a, '/queue')).status).toBe(200)
  expect((await ada.ask(b, '/queue')).status).toBe(200)
  expect((await new Browser(desk).ask(b, '/queue')).status).toBeGreaterThanOrEqual(300)
  const short = new Browser(desk)
  await short.signIn(b, people.mo)
  expect((await short.ask(a, '/queue')).status).toBe(200)
  await desk.sql`update sessions set expires_at = now() where member_id = (select id from members where email = ${people.mo})`
  expect((await short.ask(a, '/queue')).status).toBeGreaterThanOrEqual(300)
})

test('a file handed in at one is analysed by a worker and can be opened at the other', async () => {
  const { caseId, number } = await analysed(a, b)
  const [media] = await desk.sql`select id, size_bytes from media where case_id = ${caseId} and copy = 'original'`
  const page = await ada.ask(b, `/cases/${number}`)
  expect(page.status).toBe(200)
  const bytes = await (await ada.ask(b, `/api/media/${media?.id}`)).arrayBuffer()
  expect(bytes.byteLength).toBe(Number(media?.size_bytes))
})

test('a case taken at one is refused to somebody else at the other', async () => {
  const { caseId, number } = await analysed(a, a)
  const mo = new Browser(desk)
  await mo.signIn(b, people.mo)
  expect(await ada.act(a, `/cases/${number}`, 'claimAction', { caseId })).toMatchObject({ ok: true })
  const refused = await mo.act(b, `/cases/${number}`, 'claimAction', { caseId })
  expect(refused).toMatchObject({ ok: false, message: expect.stringMatching(/^Someone else is working on case/) })
})

test('a change at one arrives on the other’s live stream', async () => {
  const gone = new AbortController()
  const stream = await ada.ask(b, '/api/live', { signal: gone.signal })
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader()
  let heard = ''
  const listening = (async () => {
    for (;;) {
      const { value, done } = (await reader?.read()) ?? { done: true }
      if (done) return
      heard += value
    }
  })().catch(() => {})
  // What the tests before have set off comes first.
  await pause(2000)
  heard = ''
  await handIn(desk, a, await picture())
  await until(
    async () => heard,
    (said) => said.includes('event: change'),
    20,
  )
  gone.abort()
  await listening
})

test('media that must not be kept is purged, though a worker is killed in the middle', async () => {
  const [victim, other] = desk.workers
  const uuids = await Promise.all(
    [1, 2, 3, 4, 5, 6].map(async (one) =>
      handIn(desk, one % 2 ? a : b, await picture(900), { zero_retention_mode: 'true' }),
    ),
  )
  const gone = () =>
    desk.sql`select retention from cases c join detections d on d.case_id = c.id where d.id in ${desk.sql(uuids as string[])}`
  // Some are gone, or going, and others wait.
  await until(gone, (rows) => rows.some(({ retention }) => retention !== 'due'))
  await killReplica(victim)
  const rows = await until(
    gone,
    (seen) => seen.length === 6 && seen.every(({ retention }) => retention === 'purged'),
    90,
  )
  expect(rows).toHaveLength(6)
  const left = await desk.sql`
    select 1 from media m join detections d on d.case_id = m.case_id
    where d.id in ${desk.sql(uuids as string[])} and m.deleted_at is null`
  expect(left).toHaveLength(0)
  expect(other.launcher?.exitCode).toBeNull()
  await startReplica(victim, desk.env)
})

test('whichever of the four is killed, every file that was taken in ends analysed, exactly once', async () => {
  const taken: string[] = []
  for (const victim of [...desk.webs, ...desk.workers]) {
    const sending = [1, 2, 3, 4].map(async (one) => {
      const uuid = await handIn(desk, one % 2 ? a : b, await picture(700))
      if (uuid) taken.push(uuid)
    })
    await pause(300)
    await killReplica(victim)
    await Promise.all(sending)
    await startReplica(victim, desk.env)
  }
  expect(taken.length).toBeGreaterThanOrEqual(12)
  const told = () => desk.sql`
    select d.id, d.status, count(e.id)::int as completed from detections d
    left join audit_events e on e.case_id = d.case_id and e.type = 'detection.completed'
    where d.id in ${desk.sql(taken)} group by d.id, d.status`
  const rows = await until(told, (seen) => seen.every(({ status }) => status !== 'processing'), 90)
  expect(rows).toHaveLength(new Set(taken).size)
  expect(rows.filter(({ status, completed }) => status !== 'completed' || completed !== 1)).toEqual([])
  // One case each, and none that nobody handed in but what a killed web had taken and not answered for.
  const [row] = await desk.sql`
    select count(*)::int as cases, count(distinct case_id)::int as different from detections where id in ${desk.sql(taken)}`
  expect(row?.different).toBe(row?.cases)
})

test('a request’s id is in its answer and in its line of the log, and no line names anybody or anything of theirs', async () => {
  const id = 'f00dfeed-0000-4000-8000-000000000001'
  const answer = await ada.ask(b, '/queue?query=jane-doe', { headers: { 'x-request-id': id } })
  expect(answer.headers.get('x-request-id')).toBe(id)
  await new Browser(desk).signIn(a, people.mo)
  await fetch(`${a}/api/v2/detect`, {
    method: 'POST',
    headers: { authorization: `Bearer ${desk.key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ url: 'https://nowhere.invalid/jane-doe.png' }),
  })
  await pause(3000)
  const logs = allLogs(desk)
  expect(logs).toContain(`"requestId":"${id}"`)
  expect(logs).toMatch(/"route":"\/queue"/)
  expect(logs).toMatch(/"msg":"api request"/)
  for (const secret of ['ada@', 'mo@', 'Lovelace', 'Modest', 'jane', 'nowhere.invalid', desk.key, 'query=']) {
    expect(logs.includes(secret), secret).toBe(false)
  }
})
