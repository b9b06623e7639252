import { z } from 'zod'
import { readCsv } from './read-csv'
import { readSoundHash } from './read-sound-hash'

export const listedAs = ['fake', 'synthetic', 'manipulated', 'authentic', 'noted'] as const
export type ListedAs = (typeof listedAs)[number]

/** An entry of a list, as it is kept. */
export interface ListEntry {
  kind: 'pdq' | 'sha256' | 'chromaprint'
  hash: string
  /** Of sound: the length that its fingerprint is of. */
  seconds?: number
  what: ListedAs
  label: string
  description: string
  expiresAt: Date | null
  /** What was made of it in a list that was downloaded here; left out: nothing. */
  judged?: { state: 'confirmed' | 'refuted'; reason: string }
}

/** A row that cannot be read, counted from 1, and what is wrong with it. */
export interface RowFault {
  row: number
  says: string
}

export const mostEntries = 100_000

/**
 * Reads a list of known media: CSV with a line of names (`hash`, and `kind`, `what`, `label`, `description`, `expires`), or JSON as
 * ThreatExchange has it (`indicator`, `type`, `tags`, `description`, `expire_time`), also with what `fpcalc -json` prints (`fingerprint`). `otherwise`: what an entry is that does not say.
 * Repeated entries count once. Pure.
 */
export function readList(
  text: string,
  otherwise: ListedAs,
): { entries: ListEntry[]; repeated: number; faults: RowFault[] } {
  const bare = text.replace(/^\uFEFF/, '')
  const read = /^\s*[[{]/.test(bare) ? readJson(bare) : readTable(bare)
  if ('fault' in read) return { entries: [], repeated: 0, faults: [read.fault] }
  if (read.rows.length > mostEntries) {
    const says = `There are ${read.rows.length.toLocaleString('en')} entries; a list may have ${mostEntries.toLocaleString('en')}. Divide it.`
    return { entries: [], repeated: 0, faults: [{ row: mostEntries + 1, says }] }
  }
  const faults: RowFault[] = []
  const entries = new Map<string, ListEntry>()
  let repeated = 0
  for (const { row, fields } of read.rows) {
    const entry = entryOf(fields, otherwise)
    if (typeof entry === 'string') faults.push({ row, says: entry })
    else {
      const key = `${entry.kind}:${entry.hash}`
      if (entries.has(key)) repeated++
      else entries.set(key, entry)
    }
  }
  return { entries: [...entries.values()], repeated, faults }
}

interface Rows {
  rows: { row: number; fields: Record<string, string> }[]
}

function readTable(text: string): Rows | { fault: RowFault } {
  const [head, ...lines] = readCsv(text)
  const names = head?.cells.map((name) => name.toLowerCase()) ?? []
  if (!names.some((name) => hashNames.includes(name))) {
    return { fault: { row: 1, says: 'The first line has to name the columns, and one of them has to be “hash”.' } }
  }
  return {
    rows: lines.map(({ line, cells }) => ({
      row: line,
      fields: Object.fromEntries(names.map((name, at) => [name, cells[at] ?? ''])),
    })),
  }
}

const hashNames = ['hash', 'indicator', 'value', 'signal', 'fingerprint']
const Item = z.record(z.string(), z.unknown())

function readJson(text: string): Rows | { fault: RowFault } {
  let said: unknown
  try {
    said = JSON.parse(text)
  } catch {
    return { fault: { row: 1, says: 'It begins as JSON and is not complete JSON.' } }
  }
  const list = Array.isArray(said) ? said : Item.safeParse(said).data?.data
  if (!Array.isArray(list)) return { fault: { row: 1, says: 'Its JSON is no list, and has no list as “data”.' } }
  return {
    rows: list.map((item, at) => {
      const fields = Object.entries(Item.safeParse(item).data ?? {})
      return {
        row: at + 1,
        fields: Object.fromEntries(fields.map(([name, value]) => [name.toLowerCase(), inText(value)])),
      }
    }),
  }
}

function inText(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value).trim()
  if (Array.isArray(value)) {
    return value.filter((one) => typeof one === 'string' || typeof one === 'number').join(' ')
  }
  return Array.isArray(Item.safeParse(value).data?.data) ? inText(Item.parse(value).data) : ''
}

function entryOf(fields: Record<string, string>, otherwise: ListedAs): ListEntry | string {
  const name = hashNames.find((one) => fields[one])
  const said = name && fields[name]
  if (!said) return 'It has no hash.'
  const kind = kinds.get((fields.kind || fields.type || (name === 'fingerprint' ? 'chromaprint' : 'pdq')).toLowerCase())
  const read = kind === 'chromaprint' ? readSoundHash(said) : readHexHash(said)
  if (typeof read === 'string') return read
  if (!kind) return `“${short(fields.kind || fields.type)}” is no kind of hash: pdq, sha256 and chromaprint are.`
  const what = fields.what || fields.status
  const as = what ? whats.get(what.toLowerCase()) : otherwise
  if (!as) return `“${short(what)}” is not what an entry can be: fake, synthetic, manipulated, authentic or noted.`
  const expires = fields.expires || fields.expire_time
  const expiresAt = expires ? instantOf(expires) : null
  if (expiresAt === 'no date') return `“${short(expires)}” is no date: write 2027-12-31.`
  const label = (fields.label || fields.tags || '').slice(0, 200)
  const description = (fields.description || '').slice(0, 2000)
  const { state, reason = '' } = fields
  const judged: Pick<ListEntry, 'judged'> =
    state === 'confirmed' || state === 'refuted' ? { judged: { state, reason: reason.slice(0, 500) } } : {}
  return { kind, ...read, what: as, label, description, expiresAt, ...judged }
}

function readHexHash(said: string): { hash: string } | string {
  const hash = said.toLowerCase()
  if (/^[0-9a-f]{64}$/.test(hash)) return { hash }
  const isSound = /^(FINGERPRINT=)?AQ[A-Za-z0-9+/_-]{62}|^-?\d+,\s*-?\d+,/.test(said)
  return `Its hash is not 64 hex digits.${isSound ? ' It looks like a fingerprint of sound, whose kind is chromaprint.' : ''}`
}

const kinds = new Map<string, ListEntry['kind']>([
  ['pdq', 'pdq'],
  ['hash_pdq', 'pdq'],
  ['sha256', 'sha256'],
  ['hash_sha256', 'sha256'],
  ['chromaprint', 'chromaprint'],
  ['hash_chromaprint', 'chromaprint'],
  ['audio_chromaprint', 'chromaprint'],
])

/** Also in ThreatExchange's words; what is malicious or not there says nothing of how it was made. */
const whats = new Map<string, ListedAs>([
  ...listedAs.map((word) => [word, word] as const),
  ['real', 'authentic'],
  ...['malicious', 'suspicious', 'non_malicious', 'unknown'].map((word) => [word, 'noted'] as const),
])

/** A date as ISO 8601 writes it, or seconds since 1970, 0 for never. Others are refused: 12/11/2027 is two different days. */
function instantOf(text: string): Date | null | 'no date' {
  if (text === '0') return null
  const seconds = /^\d{9,11}$/.test(text)
  if (!seconds && !/^\d{4}-\d\d-\d\d(?:$|[T ])/.test(text)) return 'no date'
  const instant = new Date(seconds ? Number(text) * 1000 : text)
  return Number.isNaN(instant.getTime()) ? 'no date' : instant
}

function short(text: string | undefined): string {
  return (text ?? '').slice(0, 40)
}
