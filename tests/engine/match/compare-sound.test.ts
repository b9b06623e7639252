import { describe, expect, it } from 'vitest'
import { compareSound, secondsPerValue } from '@/lib/engine/match/compare-sound'

/** Values that look random and never change: xorshift. */
function values(count: number, seed: number): number[] {
  let state = seed
  return Array.from({ length: count }, () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return state >>> 0
  })
}

const flipped = (list: number[], every: number) =>
  list.map((value, i) => (i % every === 0 ? value : (value ^ (1 << (i % 18))) >>> 0))

describe('compareSound', () => {
  it('finds the same sound to be the same', () => {
    const sound = values(200, 7)
    expect(compareSound(sound, sound)).toEqual({
      similarity: 1,
      offsetSeconds: 0,
      overlapSeconds: 200 * secondsPerValue,
      fromSeconds: 0,
    })
  })

  it('finds a part in the whole, and where', () => {
    const whole = values(1000, 7)
    const match = compareSound(whole.slice(300, 420), whole)
    expect(match).toEqual({
      similarity: 1,
      offsetSeconds: 300 * secondsPerValue,
      overlapSeconds: 120 * secondsPerValue,
      fromSeconds: 0,
    })
    expect(compareSound(whole, whole.slice(300, 420))).toMatchObject({
      offsetSeconds: -300 * secondsPerValue,
      fromSeconds: 300 * secondsPerValue,
    })
  })

  it('measures the bits that differ', () => {
    const sound = values(320, 7)
    // One bit of 32 in three values of four: 1 - 2 × 0.75 / 32.
    expect(compareSound(sound, flipped(sound, 4))?.similarity).toBeCloseTo(1 - 1.5 / 32, 6)
  })

  it('finds a stretch that two otherwise different recordings share', () => {
    const shared = values(100, 3)
    const match = compareSound([...values(150, 5), ...shared, ...values(80, 6)], [...values(20, 8), ...shared])
    expect(match?.offsetSeconds).toBeCloseTo(-130 * secondsPerValue)
    expect(match?.overlapSeconds).toBeGreaterThan(95 * secondsPerValue)
    expect(match?.overlapSeconds).toBeLessThan(110 * secondsPerValue)
    expect(match?.similarity).toBeGreaterThan(0.9)
    // The mean of sixteen values lets the stretch begin a little before what is shared.
    expect(match?.fromSeconds).toBeGreaterThan(138 * secondsPerValue)
    expect(match?.fromSeconds).toBeLessThanOrEqual(150 * secondsPerValue)
  })

  it('finds nothing in different sounds, in too short ones, in silence and in nothing', () => {
    expect(compareSound(values(2000, 1), values(2000, 2))).toBeNull()
    expect(compareSound(values(20, 1), values(20, 1))).toBeNull()
    const silence = Array<number>(500).fill(627_964_279)
    expect(compareSound(silence, silence)).toBeNull()
    expect(compareSound([...silence, ...values(60, 1)], [...silence, ...values(60, 2)])).toBeNull()
    expect(compareSound([], values(50, 1))).toBeNull()
  })

  it('compares a recording of four minutes with a thousand of two within seconds', () => {
    const asked = values(2000, 7)
    const others = Array.from({ length: 1000 }, (_, n) => values(948, n + 10))
    const before = performance.now()
    expect(others.filter((other) => compareSound(asked, other) !== null)).toEqual([])
    expect(performance.now() - before).toBeLessThan(3000)
  })

  it('compares two recordings of four hours within seconds', () => {
    const hours = values(116_000, 9)
    const before = performance.now()
    expect(compareSound(hours, hours)?.similarity).toBe(1)
    expect(performance.now() - before).toBeLessThan(3000)
  })
})
