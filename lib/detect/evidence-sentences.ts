import type { Examined } from './examined'
import type { KeptEvidence } from './response'

const outcomes: Record<string, string> = {
  hit: 'found',
  // Of what a check measured as well, so not "found nothing".
  clear: 'says',
  not_applicable: 'did not apply',
  not_checked: 'was not checked',
  failed: 'failed',
}

/** A piece of evidence by its title, with what came of it, in its own words and never in others. */
export function cite({ title, status, explain }: KeptEvidence): string {
  return `“${title}” ${outcomes[status] ?? status}: ${explain}`
}

/** The same, with what it does not show. */
export function citeWithLimits(piece: KeptEvidence): string {
  return looked(piece) ? `${cite(piece)} ${piece.doesNotShow}` : cite(piece)
}

/** Whether the check gave an answer, found or not. */
export function looked({ status }: KeptEvidence): boolean {
  return status === 'hit' || status === 'clear'
}

/** What moves the score or may decide the label, the weightiest first. */
export function deciding(evidence: KeptEvidence[]): KeptEvidence[] {
  return evidence
    .filter(({ status, llr, strong }) => status === 'hit' && (llr !== 0 || strong))
    .toSorted((a, b) => Number(b.strong) - Number(a.strong) || Math.abs(b.llr) - Math.abs(a.llr))
}

/**
 * What stands out: whatever was found, but for what reassures. Content Credentials that are as they were signed are
 * context too, and nothing strange.
 */
export function standingOut({ evidence, result }: Examined): KeptEvidence[] {
  return evidence.filter(({ status, points, check }) => {
    if (status !== 'hit' || points === 'authentic') return false
    return points !== 'context' || check !== 'provenance.c2pa' || result.c2pa.validation_state === 'Unavailable'
  })
}

/** Where in the media it was found, as a sentence; empty where it is about the whole. */
export function placeOf({ title, region, time }: KeptEvidence): string {
  if (region) {
    const share = (value: number) => `${Math.round(Math.min(1, Math.max(0, value)) * 100)}%`
    const across = `${share(region.left)} to ${share(region.left + region.width)} of its width from the left`
    const down = `${share(region.top)} to ${share(region.top + region.height)} of its height from the top`
    return `“${title}” is about the part of the picture at ${across} and ${down}.`
  }
  if (time)
    return `“${title}” is about the time from ${time.start} to ${time.end} seconds, the first place it was found.`
  return ''
}

/** A probability 0-1 as a person reads it. Never "0%" or "100%" for what is not certain. */
export function chance(probability: number): string {
  const rounded = Math.round(probability * 100)
  if (rounded >= 100 && probability < 1) return 'over 99%'
  if (rounded <= 0 && probability > 0) return 'under 1%'
  return `${rounded}%`
}

/** "A", "A and B", "A, B and C". */
export function listed(words: string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

/** Sentences with a space between, the empty ones left out. */
export function sentences(...parts: (string | false | null | undefined)[]): string {
  return parts.filter(Boolean).join(' ')
}
