import type { Label } from '@/lib/engine/analysis'
import { neutralBelow, neutralFrom } from '@/lib/engine/doubt-label'

/** What could not be read, by its place in the reply, such as `metrics.score[2]`. Bounded: a reply may be all surprises. */
export class Surprises {
  readonly list: string[] = []

  add(place: string): void {
    if (this.list.length < 50 && !this.list.includes(place)) this.list.push(place)
  }
}

/** Part of a reply, and its place there. */
export interface Part {
  value: unknown
  place: string
  surprises: Surprises
}

/** A member of an object; an absent one where it is none. */
export function member({ value, place, surprises }: Part, name: string): Part {
  const inside = isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined
  return { value: inside, place: place === '' ? name : `${place}.${name}`, surprises }
}

/** Absent in any of the ways it is spelled: null, no member, an empty text, `{}` and `[]`. */
export function isAbsent(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true
  return Array.isArray(value) ? value.length === 0 : isRecord(value) && Object.keys(value).length === 0
}

/** The object at a place, or null; what is there but is none is a surprise. */
export function recordOf(part: Part): Part | null {
  if (isAbsent(part.value)) return null
  if (isRecord(part.value)) return part
  part.surprises.add(part.place)
  return null
}

/** The items of a list at a place, at most `most` of them; one object alone counts as a list of one. */
export function itemsOf(part: Part, most: number): Part[] {
  const { value, place, surprises } = part
  if (isAbsent(value)) return []
  const items: unknown[] | null = Array.isArray(value) ? value : isRecord(value) ? [value] : null
  if (items === null || items.length > most) surprises.add(place)
  return (items ?? []).slice(0, most).map((item, i) => ({ value: item, place: `${place}[${i}]`, surprises }))
}

/** A text of at most `longest` characters, without control characters; numbers count. Null where there is none. */
export function textOf(part: Part, longest: number): string | null {
  const { value, surprises, place } = part
  if (isAbsent(value)) return null
  const text = typeof value === 'number' && Number.isFinite(value) ? String(value) : value
  if (typeof text !== 'string') {
    surprises.add(place)
    return null
  }
  const clean = text
    .toWellFormed()
    .replace(/(?![\n\t])\p{Cc}/gu, '')
    .trim()
  if (clean.length > longest) surprises.add(place)
  return clean === '' ? null : clean.slice(0, longest)
}

/** A yes or no, also as text or number. Null where there is none. */
export function flagOf({ value, place, surprises }: Part): boolean | null {
  if (isAbsent(value)) return null
  if (value === true || value === 1 || /^(true|1|yes)$/i.test(String(value))) return true
  if (value === false || value === 0 || /^(false|0|no)$/i.test(String(value))) return false
  surprises.add(place)
  return null
}

/** A number, also as text. `percent`: it was written with a sign. Null where there is none. */
export function numberOf({ value, place, surprises }: Part): { number: number; percent: boolean } | null {
  if (isAbsent(value)) return null
  if (typeof value === 'number' && Number.isFinite(value)) return { number: value, percent: false }
  // Longer ones are none, and would keep the pattern busy.
  const text = typeof value === 'string' && value.length <= 64 ? value : ''
  const [, digits, sign] = /^\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?)\s*(%?)\s*$/i.exec(text) ?? []
  const number = Number(digits)
  if (digits !== undefined && Number.isFinite(number)) return { number, percent: sign === '%' }
  surprises.add(place)
  return null
}

/** A probability 0-1 as number, text or percentage. Small negatives, which occur, are 0. */
export function shareOf(part: Part): number | null {
  const read = numberOf(part)
  if (read === null) return null
  const share = read.percent ? read.number / 100 : read.number
  if (share > -1 && share <= 1.001) return Math.min(1, Math.max(0, share))
  part.surprises.add(part.place)
  return null
}

/** A share 0-1 that is also written as one of 100, with or without a sign: consistency and certainty. */
export function percentOf(part: Part, always = false): number | null {
  const read = numberOf(part)
  if (read === null) return null
  const { number, percent } = read
  const share = percent || always || number > 1.001 ? number / 100 : number
  if (share > -1 && share <= 1.001) return Math.min(1, Math.max(0, share))
  part.surprises.add(part.place)
  return null
}

/** Seconds, also as text with an `s` behind. Null where there are none. */
export function secondsOf(part: Part): number | null {
  const { value } = part
  const bare = typeof value === 'string' && value.length <= 64 ? value.replace(/\s*s(ec(onds)?)?$/i, '') : value
  const read = numberOf({ ...part, value: bare })
  if (read === null) return null
  if (read.number >= 0 && !read.percent) return read.number
  part.surprises.add(part.place)
  return null
}

/** A moment as ISO 8601, or as seconds since 1970. Null where there is none. */
export function instantOf({ value, place, surprises }: Part): Date | null {
  if (isAbsent(value)) return null
  const moment = new Date(typeof value === 'number' ? value * 1000 : typeof value === 'string' ? value : Number.NaN)
  const year = moment.getUTCFullYear()
  if (year >= 2000 && year < 2200) return moment
  surprises.add(place)
  return null
}

const spellings = new Map<string, Label>([
  ['fake', 'Fake'],
  ['likely fake', 'Likely fake'],
  ['neutral/uncertain', 'Neutral/Uncertain'],
  ['neutral', 'Neutral/Uncertain'],
  ['uncertain', 'Neutral/Uncertain'],
  ['inconclusive', 'Neutral/Uncertain'],
  ['likely real', 'Likely real'],
  ['real', 'Real'],
])

/** One of the five labels, in any case and any of the contract's spellings. Null where there is none. */
export function labelOf(part: Part): Label | null {
  const text = textOf(part, 40)
  if (text === null) return null
  const label = spellings.get(
    text
      .toLowerCase()
      .replace(/[\s_-]+/g, ' ')
      .replace(/ ?\/ ?/, '/'),
  )
  if (label) return label
  part.surprises.add(part.place)
  return null
}

/** The label that goes with a probability of a fake: detect-api.md, section 4, "Label cut-offs". */
export function labelOfScore(score: number): Label {
  if (score < 0.2) return 'Real'
  if (score < neutralFrom) return 'Likely real'
  if (score < neutralBelow) return 'Neutral/Uncertain'
  return score < 0.8 ? 'Likely fake' : 'Fake'
}

const middles: Record<Label, number> = {
  Fake: 0.9,
  'Likely fake': 0.7,
  'Neutral/Uncertain': 0.5,
  'Likely real': 0.3,
  Real: 0.1,
}

/** The middle of the span of probabilities that a label stands for: the stand-in where no number came with it. */
export function scoreOfLabel(label: Label): number {
  return middles[label]
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
