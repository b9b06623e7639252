import type { EvidenceRegion } from '@/lib/engine/evidence'

/** The media of a case as a viewer needs it. */
export interface ViewedMedia {
  mediaId: string
  /** Where its bytes are. */
  url: string
  contentType: string
  /** The name people see. */
  title: string
  /** Pixels; null: not known yet. */
  width: number | null
  height: number | null
  durationSeconds: number | null
}

/** A picture of a piece of evidence. */
export interface EvidencePicture {
  evidenceId: string
  title: string
  url: string
  /** What it shows and what it does not. */
  caption: string
}

/** A part of the picture that a piece of evidence is about. */
export interface OutlinedRegion {
  evidenceId: string
  title: string
  region: EvidenceRegion
  /** An exhibit's letter, to be drawn beside it. */
  letter?: string
}

/** What a reader asked a viewer to show; a new `request` number asks again for the same. */
export interface ShownEvidence {
  evidenceId: string
  /** Where in the sound or video it is, if it has a time. */
  seconds: number | null
  request: number
}
