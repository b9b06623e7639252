/** Something that stands for one case, or for the cases of one file or address. */
export type Identifier =
  | { kind: 'number'; number: number }
  | { kind: 'uuid'; uuid: string }
  | { kind: 'sha256'; sha256: string }
  | { kind: 'url'; url: string }

/** The largest number a case can have. */
export const mostCases = 2_147_483_647

/**
 * What a person pasted, where it names a case: its number (`12`, `#12`, `case 12`), a detection's uuid with or without dashes, a
 * file's SHA-256, an address it was fetched from, or the address of a page or an API answer of this product. Null for anything else.
 */
export function parseIdentifier(text: string): Identifier | null {
  const word = text.trim()
  const number = /^(?:case\s+)?#?\s*(\d{1,10})$/i.exec(word)?.[1]
  if (number !== undefined) return numbered(number)
  const hex = word.toLowerCase().replace(/^sha-?256:\s*/, '')
  if (/^[0-9a-f]{64}$/.test(hex)) return { kind: 'sha256', sha256: hex }
  const uuid = uuidOf(word)
  if (uuid) return { kind: 'uuid', uuid }
  return /^https?:\/\//i.test(word) && URL.canParse(word) ? addressed(new URL(word)) : null
}

/** A uuid with its dashes, in small letters; null for what is none. */
function uuidOf(word: string): string | null {
  const hex = word.toLowerCase().replaceAll('-', '')
  return /^[0-9a-f]{32}$/.test(hex) ? hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') : null
}

function numbered(digits: string): Identifier | null {
  const number = Number(digits)
  return number > 0 && number <= mostCases ? { kind: 'number', number } : null
}

/** A page of this product is known by its path, at whatever host it is reached. */
function addressed(url: URL): Identifier | null {
  const page = /^\/(?:cases|retention)\/(\d{1,10})\/?$/.exec(url.pathname)?.[1]
  if (page !== undefined) return numbered(page)
  const run = /^\/api\/v2\/detects?\/([0-9a-fA-F-]{32,36})(?:\/|$)/.exec(url.pathname)?.[1]
  const uuid = run === undefined ? null : uuidOf(run)
  return uuid ? { kind: 'uuid', uuid } : { kind: 'url', url: url.toString() }
}
