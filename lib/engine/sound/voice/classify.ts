import { voiceFeatures } from './features'
import type { Frame } from './frames'
import { logOdds, probability } from './linear'
import { voiceWeights } from './weights'

/** The mean log-odds of a recording from which it is taken for a classic synthetic voice. */
export const voiceThreshold = voiceWeights.threshold

/** The probability 0-1 that a window of speech is a classic synthetic voice; null: too little of it is voiced. */
export function windowScore(frames: Frame[]): number | null {
  const features = voiceFeatures(frames)
  if (features === null) return null
  const { slope, offset, ...model } = voiceWeights.window
  return Math.round(probability(slope * logOdds(model, features) + offset) * 10_000) / 10_000
}

/** The mean log-odds of stretches of speech. NaN where there are none. */
export function voiceLogOdds(stretches: number[][]): number {
  return mean(stretches.map((features) => logOdds(voiceWeights.stretch, features)))
}

/** What the two groups of synthesisers that can be told apart are called. */
export const voiceFamilyNames = { espeak: 'eSpeak', festival: 'Festival or Flite' } as const

/** From these log-odds on a family is named. */
const leastLead = 1

/** The family whose voices these stretches are most like; null where it could be either. */
export function nameFamily(stretches: number[][]): string | null {
  return familyFromOdds(mean(stretches.map((features) => logOdds(voiceWeights.family, features))))
}

/** The same from mean log-odds. */
export function familyFromOdds(odds: number): string | null {
  if (Math.abs(odds) < leastLead) return null
  return odds > 0 ? voiceFamilyNames.espeak : voiceFamilyNames.festival
}

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
