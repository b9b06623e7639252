import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { paceRefreshes } from '@/components/shell/refresh-pace'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A page that takes `takes` milliseconds to come; when each was asked for, and how many were under way at most. */
function pageThatTakes(takes: number) {
  const began = performance.now()
  const asked: number[] = []
  let underWay = 0
  let most = 0
  const pace = paceRefreshes(async () => {
    asked.push(performance.now() - began)
    most = Math.max(most, ++underWay)
    await new Promise((resolve) => setTimeout(resolve, takes))
    underWay -= 1
  })
  return { pace, asked, most: () => most }
}

const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds)

it('asks soon after a change, once for all that came meanwhile', async () => {
  const { pace, asked } = pageThatTakes(50)
  pace.changed()
  await pass(100)
  pace.changed()
  await pass(5000)
  expect(asked).toEqual([150])
  pace.changed()
  await pass(5000)
  expect(asked).toEqual([150, 5250])
})

it('goes on asking while changes do not end, about once in a second', async () => {
  const { pace, asked } = pageThatTakes(50)
  for (let change = 0; change < 100; change++) {
    pace.changed()
    await pass(100)
  }
  expect(asked.length).toBeGreaterThanOrEqual(9)
  expect(asked.length).toBeLessThanOrEqual(10)
  expect(asked[0]).toBe(150)
  for (const [at, before] of asked.slice(1).map((next, place) => [next, asked[place] ?? 0] as const)) {
    expect(at - before).toBeGreaterThanOrEqual(1000)
  }
})

it('shows the last change too, whether it came before, in or after a refresh', async () => {
  for (const last of [0, 149, 151, 199, 201, 1100]) {
    const { pace, asked } = pageThatTakes(50)
    pace.changed()
    await pass(last)
    pace.changed()
    await pass(3000)
    expect(asked.at(-1), `a change at ${last} ms`).toBeGreaterThanOrEqual(last)
    expect(asked).toHaveLength(last < 150 ? 1 : 2)
  }
})

it('never asks while the page asked for is still on its way, and rests after a slow one as after a quick one', async () => {
  const { pace, asked, most } = pageThatTakes(4000)
  for (let change = 0; change < 110; change++) {
    pace.changed()
    await pass(100)
  }
  expect(asked).toEqual([150, 5150, 10150])
  expect(most()).toBe(1)
})

it('a refresh that fails, or never ends, ends no others', async () => {
  let asked = 0
  const failing = paceRefreshes(() => Promise.reject(new Error(`no answer to ${++asked}`)))
  failing.changed()
  await pass(2000)
  failing.changed()
  await pass(2000)
  expect(asked).toBe(2)

  asked = 0
  const lost = paceRefreshes(() => {
    asked += 1
    return new Promise(() => {})
  })
  lost.changed()
  await pass(2000)
  lost.changed()
  await pass(20_000)
  expect(asked).toBe(1)
  await pass(20_000)
  expect(asked).toBe(2)
})

it('asks for nothing more once it is stopped, and goes on at the next change', async () => {
  const { pace, asked } = pageThatTakes(500)
  pace.changed()
  await pass(100)
  pace.stop()
  await pass(5000)
  expect(asked).toEqual([])
  pace.changed()
  await pass(200)
  pace.changed()
  pace.stop()
  await pass(5000)
  expect(asked).toHaveLength(1)
  pace.changed()
  await pass(200)
  expect(asked).toHaveLength(2)
})
