import net from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect, database, replaceDatabase } from '@/lib/db/client'
import { env } from '@/lib/env'
import { noteEnded } from '@/lib/http/request-door'
import { meter } from '@/lib/metrics/meter'
import { startMetrics } from '@/lib/metrics/start-metrics'
import { useTestDatabase } from '../support/database'
import { freePort } from '../support/launcher'
import { makeTeam } from '../support/people'
import { openWaitingCase } from '../support/rows'

useTestDatabase()

let port: number
let stop: () => Promise<void>
beforeAll(async () => {
  port = await freePort()
  // The worker's are on the next port.
  env().METRICS_PORT = port - 1
  stop = await startMetrics('worker')
})
afterAll(async () => {
  await stop()
  env().METRICS_PORT = undefined
})

async function read(): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${port}/metrics`)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/)
  return answer.text()
}

const request = { method: 'GET', isAction: false, status: 200, milliseconds: 20 }

test('requests and jobs are counted by pattern and kind', async () => {
  noteEnded({ ...request, route: '/cases/[number]' })
  noteEnded({ ...request, route: '/cases/[number]', status: 404 })
  noteEnded({ ...request, route: '/api/live', method: 'JANE', milliseconds: 60_000 })
  meter()?.job({ name: 'detection.run', outcome: 'failed', milliseconds: 300 })
  const text = await read()
  expect(text).toMatch(
    /^docket_http_requests_total\{route="\/cases\/\[number\]",method="GET",status="4xx",process="worker"\} 1$/m,
  )
  expect(text).toMatch(/^docket_http_requests_total\{route="\/api\/live",method="other",status="2xx"/m)
  expect(text).toMatch(/^docket_http_request_duration_seconds_count\{.*route="\/cases\/\[number\]",method="GET"\} 2$/m)
  expect(text).not.toMatch(/duration_seconds_count\{[^}]*route="\/api\/live"/)
  expect(text).toMatch(/^docket_jobs_total\{job="detection\.run",outcome="failed",process="worker"\} 1$/m)
  expect(text).toMatch(/^nodejs_eventloop_lag_seconds/m)
})

test('how the instance stands, over all teams, without saying whose it is', async () => {
  const team = await makeTeam()
  await openWaitingCase(team.moderator)
  const until = Date.now() + 15_000
  let text = await read()
  while (!/^docket_cases\{state="waiting",process="worker"\} 1$/m.test(text) && Date.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 500))
    text = await read()
  }
  expect(text).toMatch(/^docket_cases\{state="waiting",process="worker"\} 1$/m)
  expect(text).toMatch(/^docket_database_up\{process="worker"\} 1$/m)
  expect(text).toMatch(/^docket_purges_due\{process="worker"\} 0$/m)
  expect(text).toMatch(/^docket_workers_alive\{process="worker"\} 0$/m)
  for (const secret of [team.teamId, team.name, team.admin.email, team.moderator.memberId])
    expect(text).not.toContain(secret)
})

test('only /metrics is answered, and a port that is taken costs the metrics alone', async () => {
  expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(404)
  expect((await fetch(`http://127.0.0.1:${port}/metrics`, { method: 'POST' })).status).toBe(404)
  const stopSecond = await startMetrics('worker')
  await stopSecond()
})

test('a database that does not answer is a metric too', async () => {
  await new Promise((resolve) => setTimeout(resolve, 5_100))
  const reachable = database()
  const nowhere = connect('postgres://a:b@127.0.0.1:1/c', 1)
  await nowhere.$client.end({ timeout: 0 })
  replaceDatabase(nowhere)
  try {
    const text = await read()
    expect(text).toMatch(/^docket_database_up\{process="worker"\} 0$/m)
    expect(text).not.toMatch(/^docket_purges_due\{/m)
  } finally {
    replaceDatabase(reachable)
  }
})

test('without METRICS_PORT nothing listens', async () => {
  env().METRICS_PORT = undefined
  await (await startMetrics('web'))()
  const refused = await new Promise<Error>((resolve) => net.connect(port - 1, '127.0.0.1').on('error', resolve))
  expect(refused).toMatchObject({ code: 'ECONNREFUSED' })
})
