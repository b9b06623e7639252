import type { Evidence } from './evidence'

export type MediaType = 'image' | 'audio' | 'video'

/** The five labels of detect-api.md, section 4. */
export const labels = ['Fake', 'Likely fake', 'Neutral/Uncertain', 'Likely real', 'Real'] as const
export type Label = (typeof labels)[number]

/** What the caller asks of an analysis; the terms of detect-api.md, section 2. */
export interface AnalysisRequest {
  /** Absolute path of the media. Read, never changed. */
  path: string
  mediaType: MediaType
  /** An existing empty folder for pictures the checks write. */
  workFolder: string
  /** Draw maps (spectrogram, ghost map). */
  visualize: boolean
  /** Seconds to analyse; null: from the start, to the end. */
  startRegion: number | null
  endRegion: number | null
  /** Video: analyse at most this many seconds; null: all of it (capped at ten minutes of frames). */
  maxVideoSeconds: number | null
  modality: 'audio' | 'video' | 'all'
  /** Seconds of sound that get one score, 1-4; left out: 2. */
  frameLength?: number | undefined
  /** JSON file that names the models an administrator brought (docs/engine.md, "Models"); left out: none. */
  modelsFile?: string | undefined
  /** The share of fakes, 0-1, that an administrator expects among what is handed in; left out: none is assumed. */
  baseRate?: number | undefined
  /** PEM file of the authorities whose C2PA signers are trusted; left out: the list that ships, which is empty. */
  trustListPath?: string | undefined
}

/** Told while it runs: what is being done, in words a moderator understands, and the share done, 0-1. */
export type ReportProgress = (stage: string, share: number) => void

/** Measured properties of the media; null: not known or not applicable. */
export interface MediaFacts {
  container: string | null
  width: number | null
  height: number | null
  durationSeconds: number | null
  frameRate: number | null
  videoCodec: string | null
  audioCodec: string | null
  sampleRate: number | null
  channels: number | null
}

export interface Verdict {
  label: Label
  /** The larger of the two below: probability 0-1. */
  score: number
  synthetic: number
  manipulated: number
  /** The verdict in one plain sentence that names what decided it. */
  summary: string
}

/** detect-api.md, section 4: `c2pa_manifest`. An invalid manifest is Unavailable, with the reason. */
export interface C2paManifest {
  validation_state: 'Valid' | 'NotPresent' | 'Unavailable'
  active_manifest: string | null
  manifests: Record<string, unknown>
  validation_results: { code: string; explanation: string; success: boolean }[]
  message: string
}

/** A reason to distrust the score, and the value behind it. */
export interface Doubt {
  code:
    | 'incomplete'
    | 'short'
    | 'low_resolution'
    | 'heavy_compression'
    | 'frames_disagree'
    // Of another kind than what the checks were counted on.
    | 'not_a_photograph'
    | 'size_not_counted'
    | 'little_speech'
    | 'no_speech'
    | 'nothing_decides'
    // Of a label that stays undecided beside a number that does not, and of verdicts that another detector gave.
    | 'label_and_score_disagree'
    | 'tracks_disagree'
  says: string
}

export interface FrameAnalysis {
  second: number
  /** Null where no check judged this frame: measuring its size gives no score. */
  verdict: Verdict | null
  /** Checks that found something in this frame. */
  hits: { check: string; title: string; explain: string }[]
  /** What each model an administrator brought gives this frame, 0-1, side by side; absent where none looked at it. */
  models?: { model: string; score: number }[]
}

/** One window of sound, in seconds from the start of the media. */
export interface SoundWindow {
  start: number
  end: number
  /** Probability 0-1 that it is synthetic, from a check that really judged this window; null where none could. */
  score: number | null
  /** Whether somebody speaks in it; null where that was not measured. */
  speech: boolean | null
}

/** A perceptual hash of a picture, or of one frame of a video. */
export interface PictureFingerprint {
  /** Seconds from the start of the video, or of an animation after its first picture; null for a picture. */
  second: number | null
  /** Only of an animation: which of its pictures, from 1. */
  page?: number | undefined
  /** Of what is left when its sides, or one of them, are cut off as copies are; absent: of the whole. */
  cut?: 'middle' | 'side' | undefined
  /** PDQ, 64 hex digits. */
  pdq: string
  /** 0-100; below 50 the picture has too little in it to be known again. */
  quality: number
}

/** By what the media can be known again after small changes. They tell of the media, so zero retention keeps none. */
export interface Fingerprints {
  /**
   * A picture has its own first, then those of it cut as copies are, then those of up to seven later pictures of an animation; a
   * video up to one a second, and of its first scenes those of them cut; empty where there is no picture.
   */
  pictures: PictureFingerprint[]
  /**
   * Chromaprint (algorithm 2) of the sound listened to, unsigned 32-bit numbers; null where there is no sound. `from`: the second of
   * the media at which it begins, 0 if left out.
   */
  sound: { values: number[]; seconds: number; from?: number } | null
}

export const noFingerprints: Fingerprints = { pictures: [], sound: null }

export interface Analysis {
  mediaType: MediaType
  /** The base rate that scores began from, 0-1, where an administrator set one. */
  baseRate?: number | undefined
  verdict: Verdict
  /** Video: the verdict on its sound by itself; null where none was heard, and for other media. */
  sound: Pick<Verdict, 'label' | 'score'> | null
  /** In the order to show. */
  evidence: Evidence[]
  facts: MediaFacts
  /** "7 of 12 checks applied, 2 did not apply to this file; SynthID watermark, web search and AI-content model not checked." */
  coverage: string
  doubts: Doubt[]
  c2pa: C2paManifest
  /** Video: one per sampled second; otherwise empty. */
  frames: FrameAnalysis[]
  /** Sound: at most 1,000 peak values 0-1 over the whole length, for drawing a waveform; otherwise empty. */
  peaks: number[]
  /** Sound: windows of `frameLength` seconds over the part analysed, in order; otherwise, and without sound, empty. */
  windows: SoundWindow[]
  fingerprints: Fingerprints
  /** A picture at most 640 pixels wide in the work folder, or null (sound). */
  preview: { path: string; width: number; height: number; contentType: 'image/webp' } | null
}

/** Shown wherever only the built-in engine judged: what it can find today, and what it cannot (engine.md, "The banner"). */
export const banner =
  'Finds declared, known or edited media, and points out robotic voices. It does not recognise modern AI content by look or sound.'
