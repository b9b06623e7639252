import type { Label } from '@/lib/engine/analysis'
import type { SpectrumLevels } from '@/lib/engine/sound/spectrum-levels'

/** Which part of the media something is about. */
export type TrackName = 'picture' | 'sound'

/** A stretch of a track that was judged by itself: a sampled frame, a window of the sound. Seconds. */
export interface ScoreWindow {
  start: number
  end: number
  /** Probability 0-1 that it is synthetic or manipulated; null: it could not be judged. */
  score: number | null
  label: Label | null
  /** Titles of the checks that found something in it. */
  found: string[]
}

/** Scores of one track over time. */
export interface ScoreTrack {
  name: TrackName
  title: string
  /** What its windows are called: one, and many. */
  nouns: [one: string, many: string]
  windows: ScoreWindow[]
}

/** A stretch worth a look. Seconds. */
export interface Span {
  track: TrackName | 'file'
  start: number
  end: number
  /** 0-1; null where a check gave no score. */
  highest: number | null
  found: string[]
  /** The piece of evidence it comes from, if it is one. */
  evidenceId: string | null
}

/** How loud the sound is: peak values 0-1, evenly over `seconds` from `start`. */
export interface Loudness {
  peaks: number[]
  start: number
  seconds: number
}

/** A drawn spectrogram whose place on the time axis is known. */
export interface AlignedSpectrogram {
  evidenceId: string
  start: number
  seconds: number
  highestHz: number
  /** It in one sentence; null where nothing of it was measured. */
  reading: string | null
  /** It in numbers; null in results of before, and where they were not kept. */
  levels: SpectrumLevels | null
}

/** What one run measured over time. */
export interface MediaTracks {
  detectionId: string | null
  scores: ScoreTrack[]
  /** What checks found at a time, without scores. */
  findings: Span[]
  loudness: Loudness | null
  spectrogram: AlignedSpectrogram | null
}

export const noTracks: MediaTracks = { detectionId: null, scores: [], findings: [], loudness: null, spectrogram: null }
