import { expect, test } from 'vitest'
import { burst, perSecond, takeProviderTurn } from '@/lib/detect/take-provider-turn'
import { useTestDatabase } from '../support/database'

useTestDatabase()

const provider = (name: string) => ({ url: `https://${name}.example/api/v2`, key: 'a key' })
const calm = new AbortController().signal
const teamA = '00000000-0000-4000-8000-00000000000a'
const teamB = '00000000-0000-4000-8000-00000000000b'

/** Takes turns one after another, from several sides at once, until the time is up; when each was had. */
async function takeFor(milliseconds: number, who: ReturnType<typeof provider>, teamId: string, sides: number) {
  const had: number[] = []
  const until = performance.now() + milliseconds
  const side = async () => {
    while (performance.now() < until) {
      await takeProviderTurn(who, teamId, calm)
      had.push(performance.now())
    }
  }
  await Promise.all(Array.from({ length: sides }, side))
  return had.sort((a, b) => a - b)
}

test('no second sees more than the contract’s 40, and the whole rate can be had', async () => {
  const had = await takeFor(2500, provider('one'), teamA, 6)
  const busiest = Math.max(...had.map((from) => had.filter((at) => at >= from && at < from + 1000).length))
  expect(busiest).toBeLessThanOrEqual(perSecond + burst)
  expect(had.length).toBeGreaterThan(perSecond * 1.6)
}, 20_000)

test('two teams on one key share it evenly, however much one of them wants', async () => {
  const who = provider('two')
  const [many, few] = await Promise.all([takeFor(3000, who, teamA, 8), takeFor(3000, who, teamB, 2)])
  expect(few.length / many.length).toBeGreaterThan(0.6)
  expect(few.length / many.length).toBeLessThan(1.7)
}, 20_000)

test('another key has a bucket of its own; who is stopped waits no longer', async () => {
  await takeFor(300, provider('three'), teamA, 4)
  const began = performance.now()
  expect(await takeProviderTurn(provider('four'), teamA, calm)).toBe(true)
  expect(performance.now() - began).toBeLessThan(200)
  await expect(takeProviderTurn(provider('three'), teamA, AbortSignal.abort(new Error('stop')))).rejects.toThrow('stop')
})
