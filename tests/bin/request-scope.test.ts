import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { currentRequestId, logContext } from '@/lib/log-context'
// @ts-expect-error -- plain JavaScript, for the web process.
import { inRequest } from '../../bin/request-scope.mjs'

let url: string
const server = http.createServer((request, response) =>
  inRequest(request, response, async () => {
    await pause(5)
    response.end(`${currentRequestId()} ${request.headers['x-request-id']}`)
  }),
)
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => new Promise((resolve) => server.close(resolve)))

async function ask(given?: string): Promise<string> {
  const answer = await fetch(url, { headers: given === undefined ? {} : { 'x-request-id': given } })
  const id = answer.headers.get('x-request-id') ?? ''
  // What handles it, what it logs and what its answer says are the same.
  expect(await answer.text()).toBe(`${id} ${id}`)
  return id
}

test('an id that a proxy gave is kept; every other request gets one of its own', async () => {
  const given = '4bf92f3577b34da6a3ce929d0e0e4736'
  expect(await ask(given)).toBe(given)
  const [first, second] = await Promise.all([ask(), ask()])
  expect(first).toMatch(/^[0-9a-f-]{36}$/)
  expect(second).not.toBe(first)
})

test('what could be a person’s, or is no id, is replaced', async () => {
  for (const odd of [
    'jane@example.org',
    'jane doe 1234567890',
    'short1',
    'x1'.repeat(60),
    'jane-doe-of-the-newsroom',
  ]) {
    expect(await ask(odd), odd).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/)
  }
})

test('outside of a request there is no context, and an id is made up', () => {
  expect(logContext().getStore()).toBeUndefined()
  expect(currentRequestId()).not.toBe(currentRequestId())
})
