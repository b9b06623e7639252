import { describe, expect, it } from 'vitest'
import { backgroundSteps, collectJumps } from '@/lib/engine/sound/edit-points'
import { findEdits } from '@/lib/engine/sound/find-edits'

const rate = 16_000
/** A voice-like tone: five harmonics of 140 Hz. */
const voice = (second: number) => {
  let sum = 0
  for (let n = 1; n <= 5; n += 1) sum += Math.sin(2 * Math.PI * 140 * n * second + n) / n
  return 0.2 * sum
}
const noise = (seed: number) => {
  let state = seed
  return () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff
    return state / 0x40000000 - 1
  }
}
const sound = (seconds: number, at: (second: number) => number) =>
  Float32Array.from({ length: seconds * rate }, (_, i) => at(i / rate))

function jumpsOf(samples: Float32Array, piece = 1000) {
  const jumps = collectJumps()
  for (let at = 0; at < samples.length; at += piece) jumps.push(samples.subarray(at, at + piece), rate, at / rate)
  return jumps.points()
}

/** A recording of which [1.5003 s, 2.2021 s) was cut out, ends put together. */
const cut = (second: number) => voice(second < 1.5003 ? second : second + 0.7018)

describe('breaks of the wave', () => {
  it('finds the place of a cut, whatever the pieces it comes in', () => {
    const points = jumpsOf(sound(3, cut))
    expect(points).toHaveLength(1)
    expect(points[0]?.second).toBeCloseTo(1.5003, 3)
    expect(jumpsOf(sound(3, cut), 333)).toEqual(points)
  })

  it('finds none in a tone, in noise, and where sound begins and ends', () => {
    expect(jumpsOf(sound(3, voice))).toEqual([])
    const next = noise(5)
    expect(jumpsOf(sound(3, () => 0.2 * next()))).toEqual([])
    expect(jumpsOf(sound(3, (s) => (s > 1 && s < 2 ? voice(s) : 0)))).toEqual([])
  })

  it('is defeated by a short cross-fade', () => {
    const faded = sound(3, (s) => {
      const share = Math.max(0, Math.min(1, (s - 1.495) / 0.01))
      return (1 - share) * voice(s) + share * voice(s + 0.7018)
    })
    expect(jumpsOf(faded)).toEqual([])
  })
})

describe('steps of the background', () => {
  const floors = (levels: number[]) => levels.flatMap((level) => Array.from({ length: 50 }, (_, i) => level + (i % 3)))

  it('finds where another background begins', () => {
    const [step, ...more] = backgroundSteps(floors([-60, -42]), 10)
    expect(more).toEqual([])
    expect(step?.second).toBeCloseTo(15, 0)
    expect(step?.size).toBeCloseTo(18, 0)
    expect(backgroundSteps(floors([-42, -60]), 0)[0]?.size).toBeCloseTo(-18, 0)
  })

  it('finds none in an even background, in a slow change and in pauses between words', () => {
    expect(backgroundSteps(floors([-50, -52, -49]), 0)).toEqual([])
    expect(
      backgroundSteps(
        Array.from({ length: 300 }, (_, i) => -60 + i / 10),
        0,
      ),
    ).toEqual([])
    expect(
      backgroundSteps(
        Array.from({ length: 300 }, (_, i) => (i % 20 < 4 ? -60 : -25)),
        0,
      ),
    ).toEqual([])
  })
})

describe('findEdits', () => {
  it('is context with a time, and never more', () => {
    const [finding] = findEdits(jumpsOf(sound(3, cut)), 3)
    expect(finding).toMatchObject({ status: 'hit', points: 'context', llr: 0, strong: false })
    expect(finding?.facts).toMatchObject({ jumps: 1, backgroundSteps: 0, at: '1.50 s' })
    expect(finding?.time?.start).toBeCloseTo(1.45, 1)
    expect(finding?.explain).toMatch(/^The wave breaks off at one moment, first at 1\.50 s\./)
  })

  it('is clear where nothing was found, and where a recording crackles all over', () => {
    expect(findEdits([], 10)[0]).toMatchObject({ status: 'clear' })
    const clicks = Array.from({ length: 50 }, (_, i) => ({ second: i / 5, kind: 'jump' as const, size: 9 }))
    const [finding] = findEdits(clicks, 10)
    expect(finding).toMatchObject({ status: 'clear', facts: { jumps: 50, at: null } })
    expect(finding?.explain).toContain('crackles')
  })
})
