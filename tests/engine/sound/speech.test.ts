import { describe, expect, it } from 'vitest'
import { collectFrames, type Frame, voiceRate } from '@/lib/engine/sound/voice/frames'
import { isSpeech } from '@/lib/engine/sound/voice/speech'

function framesOf(seconds: number, at: (second: number) => number): Frame[] {
  const frames: Frame[] = []
  collectFrames((frame) => frames.push(frame))(
    Float32Array.from({ length: seconds * voiceRate }, (_, i) => at(i / voiceRate)),
  )
  return frames
}

function noise(seed: number) {
  let state = seed
  return () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff
    return state / 0x40000000 - 1
  }
}

/** Four syllables a second: a buzz of moving pitch whose formants move, with hiss between. */
function syllables() {
  const hiss = noise(3)
  let phase = 0
  return (second: number) => {
    const swing = Math.max(0, Math.sin(2 * Math.PI * 4 * second))
    phase += (120 + 25 * Math.sin(2 * Math.PI * 0.7 * second)) / voiceRate
    let sum = 0
    for (let n = 1; n <= 20; n += 1) {
      const formant = 600 + 300 * Math.sin(2 * Math.PI * 1.9 * second)
      sum += Math.sin(2 * Math.PI * n * phase) * Math.exp(-(((n * 120 - formant) / 400) ** 2))
    }
    return 0.2 * swing * sum + 0.003 * hiss()
  }
}

describe('measures of a frame', () => {
  it('hears the pitch of a tone, how periodic it is and how loud', () => {
    const [frame] = framesOf(1, (s) => 0.5 * Math.sin(2 * Math.PI * 150 * s)).slice(50)
    expect(frame?.pitch).toBeCloseTo(150, 0)
    expect(frame?.periodicity).toBeGreaterThan(0.95)
    expect(frame?.level).toBeCloseTo(20 * Math.log10(0.5 / Math.SQRT2), 0)
  })

  it('finds noise to be less periodic, and silence not at all', () => {
    const next = noise(9)
    const hissing = framesOf(1, () => 0.3 * next())
    expect(hissing.filter(({ periodicity }) => periodicity > 0.6).length).toBeLessThan(hissing.length / 10)
    expect(framesOf(1, () => 0)[0]).toMatchObject({ periodicity: 0, pitch: 0 })
  })

  it('does not depend on how the sound comes in pieces', () => {
    const samples = Float32Array.from({ length: 4000 }, (_, i) => Math.sin(i / 9))
    const [whole, parts]: [Frame[], Frame[]] = [[], []]
    collectFrames((frame) => whole.push(frame))(samples)
    const push = collectFrames((frame) => parts.push(frame))
    for (let at = 0; at < samples.length; at += 333) push(samples.subarray(at, at + 333))
    expect(parts).toEqual(whole)
  })
})

describe('isSpeech', () => {
  it('is so for syllables', () => expect(isSpeech(framesOf(2, syllables()))).toBe(true))

  it.each([
    ['silence', () => 0],
    ['a held tone', (s: number) => 0.5 * Math.sin(2 * Math.PI * 440 * s)],
    ['a chord', (s: number) => 0.2 * (Math.sin(2765 * s) + Math.sin(3483 * s) + Math.sin(4143 * s))],
    ['a hum of the mains', (s: number) => 0.1 * (Math.sin(2 * Math.PI * 100 * s) + Math.sin(2 * Math.PI * 200 * s))],
  ] as const)('is not so for %s', (_, at) => expect(isSpeech(framesOf(2, at))).toBe(false))

  it('is not so for noise, even or in bursts, nor for a fifth of a second', () => {
    const next = noise(4)
    expect(isSpeech(framesOf(2, () => 0.3 * next()))).toBe(false)
    expect(isSpeech(framesOf(2, (s) => (Math.sin(2 * Math.PI * 4 * s) > 0 ? 0.3 * next() : 0)))).toBe(false)
    expect(isSpeech(framesOf(2, syllables()).slice(0, 15))).toBe(false)
  })
})
