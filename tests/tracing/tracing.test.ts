import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { trace } from '@opentelemetry/api'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { callRemote } from '@/lib/detect/detectors/remote-call'
import { env } from '@/lib/env'
import { traced, traceHeaders } from '@/lib/tracing/span'
import { startTracing } from '@/lib/tracing/start-tracing'
import { useTestDatabase } from '../support/database'
import { makeTeam } from '../support/people'
import { openTestCase } from '../support/rows'

useTestDatabase()

interface SentSpan {
  name: string
  traceId: string
  spanId: string
  parentSpanId?: string
  attributes: { key: string; value: unknown }[]
  events: unknown[]
}

const got: { path: string | undefined; body: string }[] = []
const asked: (string | undefined)[] = []
const receiver = http.createServer((request, response) => {
  let body = ''
  request.setEncoding('utf8')
  request.on('data', (chunk) => (body += chunk))
  request.on('end', () => {
    if (request.url === '/v1/traces') got.push({ path: request.url, body })
    else asked.push(request.headers.traceparent?.toString())
    response.setHeader('content-type', 'application/json').end('{}')
  })
})
let url: string
beforeAll(async () => {
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`
})
afterAll(() => {
  env().OTEL_EXPORTER_OTLP_ENDPOINT = undefined
  receiver.closeAllConnections()
  receiver.close()
})

const connection = () => ({ url, key: 'a secret key', ofInstance: true })
const call = () => ({ method: 'GET' as const, path: '/detect?page=1', signal: new AbortController().signal })

test('without an endpoint work is just done, and no other server hears of a trace', async () => {
  const stop = await startTracing('web')
  expect(await traced('work', {}, async () => 7)).toBe(7)
  expect(traceHeaders()).toEqual({})
  await callRemote(connection(), call())
  expect(asked).toEqual([undefined])
  await stop()
})

test('spans of commands, jobs and calls of detectors arrive, belong together, and hold nothing of anybody’s', async () => {
  env().OTEL_EXPORTER_OTLP_ENDPOINT = url
  const stop = await startTracing('worker')
  const team = await makeTeam()
  await traced('job detection.run', { 'docket.job': 'detection.run' }, async () => {
    await openTestCase(team.moderator, { title: 'jane-doe.png' })
    await callRemote(connection(), call())
  })
  await traced('job case.purge', {}, () => Promise.reject(new Error('jane doe failed'))).catch(() => {})
  // As Next names its own: with addresses.
  const next = trace.getTracer('next.js').startSpan('GET /queue?query=jane')
  next.setAttributes({ 'next.span_type': 'BaseServer.handleRequest', 'next.route': '/queue', 'http.method': 'GET' })
  next.setAttributes({ 'http.target': '/queue?query=jane', 'next.span_name': 'GET /queue?query=jane' })
  next.recordException(new Error('jane doe'))
  next.end()
  await stop()

  const sent = got.map(({ body }) => body).join('\n')
  const resource = JSON.parse(got[0]?.body ?? '{}').resourceSpans[0]
  expect(resource.resource.attributes).toContainEqual({ key: 'service.name', value: { stringValue: 'docket-worker' } })
  const spans: SentSpan[] = got.flatMap(({ body }) =>
    JSON.parse(body).resourceSpans.flatMap((one: { scopeSpans: { spans: SentSpan[] }[] }) =>
      one.scopeSpans.flatMap((scope) => scope.spans),
    ),
  )
  const job = spans.find(({ name }) => name === 'job detection.run')
  const within = spans.filter(({ parentSpanId }) => parentSpanId === job?.spanId).map(({ name }) => name)
  expect(within).toEqual(expect.arrayContaining(['command case.open', 'detector call']))
  const remote = spans.find(({ name }) => name === 'detector call')
  expect(asked.at(-1)).toBe(`00-${job?.traceId}-${remote?.spanId}-01`)
  expect(spans.find(({ name }) => name === 'GET /queue')).toMatchObject({ events: [] })
  expect(spans.find(({ name }) => name === 'job case.purge')?.attributes).toContainEqual({
    key: 'error.type',
    value: { stringValue: 'Error' },
  })
  for (const secret of ['jane', 'secret key', team.teamId, team.name, team.moderator.email, team.moderator.memberId]) {
    expect(sent, secret).not.toContain(secret)
  }
})
