import { clockTime } from '@/components/media/clock-time'
import type { DetectorUse } from '@/lib/detect/detectors/detector'

/** A choice of detector in words: its name, who decides, and where media goes. */
export interface UseWords {
  name: string
  does: string
  privacy: string
}

/** What a choice means, with the API called by its host, or by what it is while none is named. */
export function choiceWords(use: DetectorUse, host: string | null): UseWords {
  const api = host ?? 'the Detect API'
  const leaves = `Media leaves this server for ${api}.`
  switch (use) {
    case 'builtin':
      return {
        name: 'The built-in engine alone',
        does: 'It decides the verdict, and nothing is asked elsewhere.',
        privacy: 'Media stays on this server.',
      }
    case 'remote':
      return { name: 'The Detect API alone', does: `The verdict is that of ${api}.`, privacy: leaves }
    case 'remote_then_builtin':
      return {
        name: 'Both, and the Detect API decides',
        does: `The verdict is that of ${api}; the built-in engine’s stands beside it as a second opinion.`,
        privacy: leaves,
      }
    case 'builtin_then_remote':
      return {
        name: 'Both, and the built-in engine decides',
        does: `The verdict is the built-in engine’s; that of ${api} stands beside it as a second opinion.`,
        privacy: leaves,
      }
    default:
      return use satisfies never
  }
}

/** Which detector the team's cases go to, in a sentence. */
export function currentWords(use: DetectorUse, host: string | null): string {
  const api = `the Detect API at ${host ?? 'an unknown host'}`
  switch (use) {
    case 'builtin':
      return 'Cases are analysed by the built-in engine, on this server.'
    case 'remote':
      return `Cases are analysed by ${api}.`
    case 'remote_then_builtin':
      return `Cases are analysed by ${api}, whose verdict decides, and by the built-in engine beside it.`
    case 'builtin_then_remote':
      return `Cases are analysed by the built-in engine, whose verdict decides, and by ${api} beside it.`
    default:
      return use satisfies never
  }
}

/** Whose connection it is, in a sentence; null where there is none. */
export function ownerWords(connectionOf: 'team' | 'instance' | null): string | null {
  if (connectionOf === null) return null
  return connectionOf === 'team'
    ? 'The connection is this team’s own.'
    : 'The connection is this server’s, set by whoever runs it (DETECT_API_URL).'
}

/** A span as a person reads it: "840 ms", "2.4 s", "3:05 min". */
export function spanWords(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.max(0, Math.round(milliseconds))} ms`
  if (milliseconds < 60_000) return `${(milliseconds / 1000).toFixed(1)} s`
  return `${clockTime(milliseconds / 1000)} min`
}

/** How many detections are under way there, in a sentence. */
export function underWayWords(underWay: number, inTrouble: number): string {
  if (underWay === 0) return 'None.'
  const held =
    inTrouble === 0
      ? ''
      : underWay === 1
        ? ' It is held up; its case says by what.'
        : ` ${inTrouble} of them ${inTrouble === 1 ? 'is' : 'are'} held up; the cases say by what.`
  return `${underWay.toLocaleString('en')}.${held}`
}
