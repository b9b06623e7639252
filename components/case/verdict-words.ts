import { type Label, labels } from '@/lib/engine/analysis'

/** Which of the three verdict colours a label has; an icon and words always stand beside it. */
export type VerdictTone = 'fake' | 'uncertain' | 'real'

const tones: Record<Label, VerdictTone> = {
  Fake: 'fake',
  'Likely fake': 'fake',
  'Neutral/Uncertain': 'uncertain',
  'Likely real': 'real',
  Real: 'real',
}

/** A stored label, or null where it is not one of the five. */
export function asLabel(text: string | null): Label | null {
  return labels.find((label) => label === text) ?? null
}

/** The colour of a label. */
export function toneOf(label: Label): VerdictTone {
  return tones[label]
}

/** A probability 0-1 as a person reads it. Never "0%" or "100%" for what is not certain. */
export function percent(probability: number): string {
  const rounded = Math.round(probability * 100)
  if (rounded >= 100 && probability < 1) return 'over 99%'
  if (rounded <= 0 && probability > 0) return 'under 1%'
  return `${rounded}%`
}

/** What the number means, in one sentence. */
export function scoreSentence(score: number, judge = 'the engine'): string {
  const said = percent(score)
  const subject = judge.startsWith('the ') ? `T${judge.slice(1)}` : judge
  return `${subject} puts the chance that this is synthetic or manipulated at ${said}.`
}
