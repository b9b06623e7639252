/** What a table of addresses holds, as far as Submit reads it. */
export interface AddressTable {
  /** http or https, each once and in their order, from any column. */
  urls: string[]
  /** The headings of the columns that hold no address; unnamed ones are called by their place, as in "column 2". */
  unread: string[]
  /** Rows that ask that nothing is kept, in a column that is called so. */
  notToBeKept: number
}

const isAddress = (cell: string) => /^https?:\/\/\S/i.test(cell)
const isZeroRetention = /^(zero[ _-]?retention([ _-]?mode)?|privacy[ _-]?mode)$/i
/** Whatever else such a cell says is taken for a yes. */
const isNo = /^(|false|no|n|off|0)$/i

/**
 * Reads a CSV or a list of addresses; quotes are read as CSV has them. A first line without an address names the columns, and the
 * cells are parted as it is. Without such a line a comma or semicolon is a part of an address only where what follows plainly
 * goes on with it (see `inList`): an address that is cut short leaves an unread column to tell of, one with a cell too many none.
 */
export function addressTable(csv: string): AddressTable {
  const rows = rowsIn(csv.replace(/^\uFEFF/, ''))
  const headings = rows[0]?.some(isAddress) ? [] : (rows[0] ?? [])
  const places = [...Array(Math.max(0, ...rows.map(({ length }) => length))).keys()]
  const body = headings.length > 0 ? rows.slice(1) : rows
  const others = places.filter(
    (place) => body.some((row) => row[place]) && !body.some((row) => isAddress(row[place] ?? '')),
  )
  const keeping = others.filter((place) => isZeroRetention.test(headings[place] ?? ''))
  return {
    urls: [...new Set(rows.flat().filter(isAddress))],
    unread: others.map((place) => headings[place] || `column ${place + 1}`),
    notToBeKept: body.filter((row) => keeping.some((place) => !isNo.test(row[place] ?? ''))).length,
  }
}

const quoted = /[ ]*"((?:[^"]|"")*)"[ ]*/.source
const cellsBy = (parts: string, plain: string) => new RegExp(`(?:${quoted}|(${plain}))([${parts}]|\\r?\\n|\\r|$)`, 'gi')
/** By the one character that parts the headings of a table. */
const inTable = [',', ';', '\t'].map((part) => cellsBy(part, `[^${part}\\r\\n]*`))
/** What parts cells, but neither after a file's ending nor before the next address. */
const mayStay = /(?<!\.\d?[a-z][a-z0-9]{1,3})[,;](?!https?:)/.source
/** It stays within an address before `h_300/` or `q=75,f=auto/`, and before a way to a file, as in `b/c.html`. */
const beforeWay =
  /(?=(?:[a-z]+[_=][^\s,;"/]+[,;]){0,12}[a-z]+[_=][^\s,;"/]+\/|[^\s,;"/.]+\/[^\s,;"]*\.[a-z][a-z0-9]{1,3}\b)/.source
/** Behind a `?` also between numbers, and before what another parameter follows. */
const inQuery = /(?:(?<=[=,;]-?[\d.]{1,12}[,;])(?=-?[\d.]+(?![^\s,;&#"]))|(?=[^\s,;"&]*&[^\s,;"&=]+=))/.source
const way = `[^\\s,;?]|${mayStay}${beforeWay}`
const address = `https?://(?:${way})+(?:[?](?:[^\\s,;]|${mayStay}(?:${beforeWay}|${inQuery}))*)?`
const inList = cellsBy(',;\\t', `(?:[ ]*${address})?[^,;\\t\\r\\n]*`)

function rowsIn(csv: string): string[][] {
  const list = rowsBy(inList, csv)
  if (!list[0] || list[0].length === 1 || list[0].some(isAddress)) return list
  const tables = inTable.map((cells) => rowsBy(cells, csv)).filter(([headings = []]) => headings.length > 1)
  // The headings of one may hold what parts those of another: the right one fits the rows.
  return tables.sort((one, other) => fitting(other) - fitting(one))[0] ?? list
}

/** The rows that have an address and as many cells as there are headings. */
const fitting = ([headings = [], ...body]: string[][]) =>
  body.filter((row) => row.length === headings.length && row.some(isAddress)).length

function rowsBy(cells: RegExp, csv: string): string[][] {
  const rows: string[][] = [[]]
  for (const [, inQuotes, plain = '', end = ''] of csv.matchAll(cells)) {
    rows.at(-1)?.push((inQuotes?.replaceAll('""', '"') ?? plain).trim())
    if (!/^[,;\t]$/.test(end)) rows.push([])
  }
  return rows.filter((row) => row.some(Boolean))
}
