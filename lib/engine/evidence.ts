/**
 * The engine's one currency: what a check measured, and how far that moves the verdict. Every check answers with
 * evidence, also when it found nothing or did not apply, so that a reader sees what was looked for.
 */

import type { EvidenceCard } from './evidence-card'

export const families = ['provenance', 'metadata', 'match', 'edit', 'signal', 'model'] as const
export type Family = (typeof families)[number]

export const directions = ['synthetic', 'manipulated', 'authentic', 'context'] as const
export type Direction = (typeof directions)[number]

export const evidenceStatuses = ['hit', 'clear', 'not_applicable', 'not_checked', 'failed'] as const
export type EvidenceStatus = (typeof evidenceStatuses)[number]

export type EvidenceFacts = Record<string, string | number | boolean | null>

/** A rectangle as shares of the picture's width and height, 0-1, from the top left. */
export interface EvidenceRegion {
  left: number
  top: number
  width: number
  height: number
}

/** A span in seconds from the start of the media. */
export interface EvidenceTime {
  start: number
  end: number
}

/** A picture of a piece of evidence: a file in the analysis' work folder until the caller stores it. */
export interface EvidenceMap {
  kind: 'heatmap' | 'spectrogram'
  /** Absolute path of the file the check wrote. */
  path: string
  contentType: 'image/png' | 'image/webp'
  /** Pixels. */
  width: number
  height: number
  /** What the picture shows and what it does not. */
  caption: string
}

export interface Evidence {
  /** Which check, by its name in lib/engine/registry.ts. */
  check: string
  /** The check in a few words, for a heading. */
  title: string
  family: Family
  points: Direction
  status: EvidenceStatus
  /** log(TPR/FPR) from the check's evaluation card, on the conservative side; 0 where there is no card. */
  llr: number
  /** On a hit that weighs: the most its family together may move the log-odds, either way (lib/engine/verdict.ts). */
  cap?: number
  /** Where `doesNotShow` says how often it errs: the counts behind that. */
  card?: EvidenceCard
  /** Family `model` only: the llr comes from an evaluation card, not from the model's word for it. */
  carded?: boolean
  /** May decide a label: declared or verified provenance, a match, or a carded detector at its threshold. */
  strong: boolean
  /** One or two plain sentences for a person: what was found. */
  explain: string
  /** One plain sentence: what this does not show, and how often it errs. */
  doesNotShow: string
  facts: EvidenceFacts
  region?: EvidenceRegion
  time?: EvidenceTime
  map?: EvidenceMap
}
