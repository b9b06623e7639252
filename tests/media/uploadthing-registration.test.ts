import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { awaitRegistration, countRegistrations, registeringFetch } from '@/lib/media/stores/uploadthing-registration'
import { expectRefusal } from '../support/refusals'

let origin = ''
let status = 200
const server = http.createServer((request, response) => {
  request.resume().on('end', () => response.writeHead(status).end())
})
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => new Promise((resolve) => server.close(resolve)))
beforeEach(() => {
  status = 200
})

const register = (...fileKeys: string[]) =>
  registeringFetch(`${origin}/route-metadata`, { method: 'POST', body: JSON.stringify({ fileKeys }) })

/** Calls what waits for half a minute to pass. */
function passHalfAMinute(timers: { mock: { calls: unknown[][] } }): void {
  for (const [call, after] of timers.mock.calls) if (after === 30_000) (call as () => void)()
}

test('one that is waited for is forgotten at once', async () => {
  const waiting = awaitRegistration(['a', 'b'])
  await register('a', 'b')
  await waiting
  expect(countRegistrations()).toBe(0)
})

test('one that nobody waits for, and one that came after its wait, are forgotten after half a minute', async () => {
  const timers = vi.spyOn(globalThis, 'setTimeout')
  await register('nobody', 'asked')
  status = 500
  const refused = awaitRegistration(['refused'])
  refused.catch(() => {})
  await register('refused')
  await expectRefusal(refused, 'unavailable')
  // The library may try again, later.
  await register('refused')
  expect(countRegistrations()).toBe(3)
  passHalfAMinute(timers)
  expect(countRegistrations()).toBe(0)
  timers.mockRestore()
})

test('a wait that began anew is not ended by the timer of the one before', async () => {
  const timers = vi.spyOn(globalThis, 'setTimeout')
  await register('again')
  await awaitRegistration(['again'])
  const waiting = awaitRegistration(['again'])
  const ofTheFirst = timers.mock.calls.filter(([, after]) => after === 30_000).slice(0, 1)
  passHalfAMinute({ mock: { calls: ofTheFirst } })
  expect(countRegistrations()).toBe(1)
  await register('again')
  await waiting
  expect(countRegistrations()).toBe(0)
  timers.mockRestore()
})
