import type { AnalysisRequest } from '../analysis'
import type { Finding } from '../check'
import { notApplicable } from '../run-check'
import type { EditPoint } from './edit-points'
import type { Pause } from './pauses'
import type { Spectrum } from './spectrum'
import type { VoiceHeard } from './voice/collect-voice'

/** What was collected of a sound track while it was decoded once; times in seconds from the start of the media. */
export interface SoundTrack {
  request: Pick<AnalysisRequest, 'visualize' | 'workFolder'>
  /** Where listening began. */
  from: number
  /** Seconds really decoded. */
  seconds: number
  pauses: Pause[]
  /** The largest absolute sample, 0-1. */
  loudest: number
  breaks: EditPoint[]
  voice: Pick<VoiceHeard, 'stretches' | 'speechSeconds'>
  /** Null where the sound is too short to measure. */
  levels: Spectrum | null
}

export const tooShort: Finding[] = [
  notApplicable('The sound is shorter than a twentieth of a second: too short to measure.'),
]
const soundless: Finding[] = [notApplicable('Every sample is zero: there is no sound that could pause or break.')]

/** What checks of pauses and breaks answer where there is no sound for them; null where there is. */
export function withoutSound({ levels, loudest }: SoundTrack): Finding[] | null {
  if (levels === null) return tooShort
  return loudest === 0 ? soundless : null
}
