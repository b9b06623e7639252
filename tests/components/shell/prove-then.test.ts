import { expect, test, vi } from 'vitest'
import { proveThen, turnedBack } from '@/components/shell/prove-then'
import type { ActionResult } from '@/lib/http/server-action'

const done: ActionResult<string> = { ok: true, data: 'made' }
const asks: ActionResult<string> = { ok: false, message: 'Confirm first that it is you.', proof: true }
const wrong: ActionResult<string> = { ok: false, message: 'The name is taken.', fields: { name: ['is taken'] } }
const acting = (...answers: ActionResult<string>[]) => vi.fn(async () => answers.shift() ?? done)

test('what is not asked for is done once, and nobody is asked', async () => {
  const ask = vi.fn(async () => true)
  const act = acting(done)
  expect(await proveThen(act, ask)).toBe(done)
  expect([act.mock.calls.length, ask.mock.calls.length]).toEqual([1, 0])
})

test('what is asked for is done again once it was proved, and its answer is the one that counts', async () => {
  const ask = vi.fn(async () => true)
  const act = acting(asks, wrong)
  expect(await proveThen(act, ask)).toBe(wrong)
  expect([act.mock.calls.length, ask.mock.calls.length]).toEqual([2, 1])
})

test('a proof that was too old again by then is asked for again', async () => {
  const ask = vi.fn(async () => true)
  expect(await proveThen(acting(asks, asks, done), ask)).toBe(done)
  expect(ask).toHaveBeenCalledTimes(2)
})

test('who turns back has done nothing, and there is nothing to tell', async () => {
  const act = acting(asks)
  const result = await proveThen(act, async () => false)
  expect(turnedBack(result)).toBe(true)
  expect(act).toHaveBeenCalledTimes(1)
})

test('any other answer is told', () => {
  expect([done, wrong, null].map(turnedBack)).toEqual([false, false, false])
})

test('a server that cannot be reached is the caller’s to tell', async () => {
  const lost = proveThen(
    async () => Promise.reject(new Error('fetch failed')),
    async () => true,
  )
  await expect(lost).rejects.toThrow('fetch failed')
})
