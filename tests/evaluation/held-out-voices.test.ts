import { describe, expect, it } from 'vitest'
import { heldOutProbabilities } from '../../scripts/train-voice/calibrate'
import { foldThresholds, type Scored } from '../../scripts/train-voice/held-out'
import type { Recording } from '../../scripts/train-voice/measure'

function recording(kind: Recording['kind'], corpus: string): Recording {
  return { kind, corpus, speaker: corpus, treatment: 'original', stretches: {} }
}

function judged(family: string, group: string, of: Recording, ...odds: number[]): Scored {
  const score = odds.reduce((sum, value) => sum + value, 0) / odds.length
  return { recording: of, odds, score, family, group, fold: `${family} × ${group}` }
}

const [phone, studio] = [recording('real', 'phone'), recording('real', 'studio')]
const [flite, espeak] = [recording('synthetic', 'flite'), recording('synthetic', 'espeak')]

/** Each fold judges what it has not seen; `shift` moves the scores of one fold's own recordings. */
function folds(shift = 0): Scored[] {
  return [
    ...[judged('flite', 'phone', phone, -3 + shift, -5 + shift), judged('flite', 'phone', flite, 4 + shift, 6 + shift)],
    ...[judged('flite', 'studio', studio, -2), judged('flite', 'studio', flite, 5)],
    ...[judged('espeak', 'phone', phone, -8), judged('espeak', 'phone', espeak, 7)],
    ...[judged('espeak', 'studio', studio, -7), judged('espeak', 'studio', espeak, 6)],
  ]
}

describe('the threshold of a fold', () => {
  it('lies one above the real recordings of the other groups, judged without its family', () => {
    expect(Object.fromEntries(foldThresholds(folds()))).toEqual({
      'flite × phone': -1,
      'flite × studio': -3,
      'espeak × phone': -6,
      'espeak × studio': -7,
    })
  })

  it('does not look at what the fold is to judge', () => {
    expect(foldThresholds(folds(50)).get('flite × phone')).toBe(-1)
    expect(foldThresholds(folds(50)).get('flite × studio')).toBe(47)
  })
})

describe('the probabilities of a fold', () => {
  it('come one for each window, higher for higher log-odds', () => {
    const found = heldOutProbabilities(folds())
    const [low, high] = [found.get(phone)?.get('flite × phone') ?? [], found.get(flite)?.get('flite × phone') ?? []]
    expect([low.length, high.length]).toEqual([2, 2])
    expect(Math.max(...low)).toBeLessThan(0.5)
    expect(Math.min(...high)).toBeGreaterThan(0.5)
    expect(low[1]).toBeLessThan(low[0] ?? 0)
    expect(found.get(studio)?.has('flite × phone')).toBe(false)
  })

  it('are calibrated on the scores of all else, whatever those of the fold are', () => {
    const logits = (shift: number) =>
      (heldOutProbabilities(folds(shift)).get(flite)?.get('flite × phone') ?? []).map((p) => Math.log(p / (1 - p)))
    const [[low = 0, high = 0], [moved]] = [logits(0), logits(0.5)]
    // Log-odds of 4 and 6, then of 4.5: the same line.
    expect(moved).toBeCloseTo(low + ((high - low) / 2) * 0.5, 9)
    const beside = (shift: number) => heldOutProbabilities(folds(shift)).get(espeak)?.get('espeak × studio')
    expect(beside(0.5)).not.toEqual(beside(0))
  })
})
