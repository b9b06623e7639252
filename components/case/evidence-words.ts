import type { Direction, EvidenceFacts, EvidenceStatus, Family } from '@/lib/engine/evidence'

/** How a status is called on a page, in the order in which evidence is grouped. */
export const statusNames: Record<EvidenceStatus, { name: string; heading: string }> = {
  hit: { name: 'Found something', heading: 'Found' },
  clear: { name: 'Looked, found nothing', heading: 'Looked and found nothing' },
  not_applicable: { name: 'Not applicable', heading: 'Not applicable' },
  not_checked: { name: 'Not checked', heading: 'Not checked' },
  failed: { name: 'Check failed', heading: 'Failed' },
}

/** What a piece of evidence speaks for. */
export const directionNames: Record<Direction, string> = {
  synthetic: 'Points to synthetic',
  manipulated: 'Points to manipulated',
  authentic: 'Points to authentic',
  context: 'Context only',
}

/** How a family of checks is called on a page. */
export const familyNames: Record<Family, string> = {
  provenance: 'Provenance',
  metadata: 'Metadata',
  match: 'Known media',
  edit: 'Traces of editing',
  signal: 'Signal',
  model: 'Model',
}

/**
 * How far a piece of evidence moves the score, in words with the number behind them. `llr` is the natural logarithm of
 * how much likelier it is on the media it points to than on other media.
 */
export function strengthSentence(llr: number, strong: boolean): string {
  const decides = strong ? ' It may decide the label.' : ''
  if (llr === 0) return `Does not move the score.${decides}`
  const size = Math.abs(llr)
  const word = size < 0.7 ? 'Weak' : size < 1.6 ? 'Moderate' : size < 3 ? 'Strong' : 'Very strong'
  const effect = llr > 0 ? 'raises' : 'lowers'
  const sign = llr > 0 ? '+' : '−'
  return `${word}: ${effect} the score (log-likelihood ratio ${sign}${size.toFixed(2)}).${decides}`
}

/** Facts as rows of a table, without those named in `but`: names spelt out, values as a person writes them. */
export function factRows(facts: EvidenceFacts, but: readonly string[] = []): [name: string, value: string][] {
  const shown = Object.entries(facts).filter(([name]) => !but.includes(name))
  return shown.map(([name, value]) => [factName(name), factValue(value)])
}

const initials = new Set(['c2pa', 'jpeg', 'exif', 'xmp', 'iptc', 'dpi', 'id', 'url', 'png', 'sha', 'rms'])
// Units keep the case they have in print.
const units: Record<string, string> = { hz: 'Hz', db: 'dB' }

function factName(name: string): string {
  const words = name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .split(/[\s_.-]+/)
    .map((word) => word.toLowerCase())
    .map((word) => units[word] ?? (initials.has(word) ? word.toUpperCase() : word))
    .join(' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function factValue(value: string | number | boolean | null): string {
  if (value === null) return 'None'
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(4)))
  return value === '' ? 'Empty' : value
}
