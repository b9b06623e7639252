import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type KeptClaim, keepClaim, type Renewal } from '@/components/case/keep-claim'
import { endOfClaim, idleMs, isAttended, restMs } from '@/components/case/lease-beat'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

const minute = 60_000
const lease = 5 * minute

/** A claim of five minutes that is given as long again with each renewal, as the server does; `lost`: it is over. */
function taken() {
  const renewals: number[] = []
  const began = Date.now()
  let end = began + lease
  let answer: Renewal | 'renewed' = 'renewed'
  const claim: KeptClaim = keepClaim(async () => {
    renewals.push(Date.now() - began)
    if (answer !== 'renewed') return answer
    end = Date.now() + lease
    return end
  })
  claim.heldUntil(end)
  return {
    claim,
    renewals,
    answers: (next: Renewal | 'renewed') => {
      answer = next
    },
    isLost: () => Date.now() > end,
  }
}

/** So many minutes, with something done at the start of each. */
async function pass(minutes: number, each: () => void = () => {}) {
  for (let at = 0; at < minutes; at++) {
    each()
    await vi.advanceTimersByTimeAsync(minute)
  }
}

describe('a claim', () => {
  test('is renewed for hours while somebody is there', async () => {
    const { claim, isLost } = taken()
    await pass(180, claim.input)
    expect(isLost()).toBe(false)
    claim.stop()
  })

  test('is not renewed for an open page alone: a renewal is no sign of anybody', async () => {
    const { renewals, isLost } = taken()
    await pass(60)
    expect(Math.max(...renewals)).toBeLessThanOrEqual(idleMs)
    expect(isLost()).toBe(true)
  })

  test('is kept for whoever watches a film of half an hour, and not for a film that plays to nobody', async () => {
    const watched = taken()
    await pass(29, watched.claim.plays)
    expect(watched.isLost()).toBe(false)
    watched.claim.input()
    await pass(29, watched.claim.plays)
    expect(watched.isLost()).toBe(false)
    watched.claim.stop()
    const { claim, renewals, isLost } = taken()
    await pass(120, claim.plays)
    expect(Math.max(...renewals)).toBeLessThanOrEqual(2 * idleMs)
    expect(isLost()).toBe(true)
  })

  test('is kept through a break for as long as its sentence says, and no longer', async () => {
    const { claim, renewals, isLost } = taken()
    claim.rest(true)
    await pass(restMs / minute)
    expect(isLost()).toBe(false)
    await pass(60)
    expect(Math.max(...renewals)).toBeLessThanOrEqual(restMs)
    expect(isLost()).toBe(true)
  })

  test('of somebody who is back from a break ends as any other does', async () => {
    const { claim, renewals } = taken()
    claim.rest(true)
    await pass(20)
    claim.rest(false)
    await pass(60)
    expect(Math.max(...renewals)).toBeGreaterThan(20 * minute)
    expect(Math.max(...renewals)).toBeLessThanOrEqual(20 * minute + idleMs)
  })

  test('is renewed at once for whoever comes back before it ran out', async () => {
    const { claim, renewals } = taken()
    await pass(17)
    const before = renewals.length
    claim.input()
    expect(renewals).toHaveLength(before + 1)
    claim.stop()
  })

  test('is asked for again where nothing was heard, and not where it is lost', async () => {
    const { renewals, answers } = taken()
    answers('unheard')
    await pass(3)
    expect(renewals.length).toBeGreaterThan(5)
    answers('lost')
    await vi.advanceTimersByTimeAsync(10_000)
    const lost = renewals.length
    await pass(5)
    expect(renewals).toHaveLength(lost)
  })

  test('is renewed in time of what it was given, where the team’s claims were made shorter meanwhile', async () => {
    let end = Date.now() + 6 * lease
    const claim = keepClaim(async () => {
      end = Date.now() + lease
      return end
    })
    claim.heldUntil(end)
    for (let at = 0; at < 60; at++) {
      await pass(1, claim.input)
      expect(Date.now()).toBeLessThan(end)
    }
    claim.stop()
  })

  test('that was given up while it was renewed is renewed no more', async () => {
    const { claim, renewals } = taken()
    await vi.advanceTimersByTimeAsync(lease / 3 - 1)
    vi.advanceTimersByTime(1)
    claim.stop()
    await pass(5, claim.input)
    expect(renewals).toHaveLength(1)
  })

  test('that was given up is renewed no more', async () => {
    const { claim, renewals } = taken()
    claim.stop()
    await pass(5, claim.input)
    expect(renewals).toEqual([])
  })
})

test('a claim ends when its renewal said, sooner too, until the page says something else', () => {
  const at = (minutes: number) => new Date(minutes * minute)
  expect(endOfClaim(null, null)).toBeNull()
  expect(endOfClaim(at(30), null)).toEqual(at(30))
  expect(endOfClaim(at(30), { instead: at(30), end: at(15) })).toEqual(at(15))
  expect(endOfClaim(new Date(at(30)), { instead: at(30), end: at(35) })).toEqual(at(35))
  // Taken anew, or renewed on another page.
  expect(endOfClaim(at(40), { instead: at(30), end: at(35) })).toEqual(at(40))
  // Nobody has it any more.
  expect(endOfClaim(null, { instead: at(30), end: at(35) })).toBeNull()
})

test('the limits hold to the millisecond', () => {
  const one = { input: 0, sign: 0, restsSince: null }
  expect([idleMs, idleMs + 1].map((at) => isAttended(one, at))).toEqual([true, false])
  expect([restMs, restMs + 1].map((at) => isAttended({ ...one, restsSince: 0 }, at))).toEqual([true, false])
})
