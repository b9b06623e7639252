import type { DetectionParameters } from '@/lib/detect/request-parameters'

/** What a person may choose for what they hand in; seconds. */
export type ChosenOptions = DetectionParameters & {
  zeroRetention: boolean
  /** BCP 47; null: not said. */
  language: string | null
}

export const usualOptions: ChosenOptions = {
  visualize: true,
  frameLength: 2,
  modality: 'all',
  faceOnly: false,
  useOodDetector: false,
  intelligence: false,
  inferFromIntelligence: false,
  audioSourceTracing: false,
  useReverseSearch: false,
  startRegion: null,
  endRegion: null,
  maxVideoSecs: null,
  zeroRetention: false,
  language: null,
}

/**
 * How far one file or URL has come. `sending`: bytes on their way; `paused`: some are there and wait for the rest;
 * `checking`: all sent, the server is looking at them; `handed-in`: it is a case.
 */
export type Phase = 'waiting' | 'sending' | 'paused' | 'checking' | 'handed-in' | 'refused' | 'cancelled'

/** One file or URL on its way in. */
export interface Submission {
  id: string
  kind: 'file' | 'url'
  /** The file's name, or the URL. */
  name: string
  /** Bytes; null for a URL. */
  sizeBytes: number | null
  sentBytes: number
  phase: Phase
  /** Why it was refused, and the way out. */
  message: string | null
  /** Whether trying again can help. */
  retryable: boolean
  /** Whether it goes in pieces: it can be paused, and goes on where it stopped. */
  resumable: boolean
  /** Whether it was handed in not to be kept. */
  zeroRetention: boolean
  caseNumber: number | null
}

/** Whether something still has to happen before the page may be left. */
export function isUnderWay(submission: Submission): boolean {
  return ['waiting', 'sending', 'paused', 'checking'].includes(submission.phase)
}

/** Whether it can be taken back. What is being checked the server has: to go no further here would take nothing back. */
export function canCancel(submission: Submission): boolean {
  return isUnderWay(submission) && submission.phase !== 'checking'
}

/** How many are in which phase; the first counts what is under way and not paused. */
export function countPhases(submissions: readonly Submission[]) {
  const inPhase = (phase: Phase) => submissions.filter((one) => one.phase === phase).length
  return {
    underWay: submissions.filter(isUnderWay).length - inPhase('paused'),
    paused: inPhase('paused'),
    handedIn: inPhase('handed-in'),
    refused: inPhase('refused'),
    cancelled: inPhase('cancelled'),
  }
}

/** "1.4 MB"; 1 MB is 1024 x 1024 bytes, as in the rule it is read beside. */
export function sizeInWords(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`
}
