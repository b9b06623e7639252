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
 * Reads a CSV. Cells are parted by commas, or by the semicolons or tabs of a first line without commas; quotes are read as
 * CSV has them. A first line without an address names the columns.
 */
export function addressTable(csv: string): AddressTable {
  const rows = rowsOf(csv.replace(/^\uFEFF/, ''))
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

function rowsOf(csv: string): string[][] {
  const first = csv.slice(0, csv.search(/\r?\n|$/))
  const comma = first.includes(',') ? ',' : ([';', '\t'].find((one) => first.includes(one)) ?? ',')
  const cells = csv.matchAll(
    new RegExp(`(?:[ ]*"((?:[^"]|"")*)"[ ]*|([^${comma}\\r\\n]*))(${comma}|\\r?\\n|\\r|$)`, 'g'),
  )
  const rows: string[][] = [[]]
  for (const [, quoted, plain = '', end] of cells) {
    rows.at(-1)?.push((quoted?.replaceAll('""', '"') ?? plain).trim())
    if (end !== comma) rows.push([])
  }
  return rows.filter((row) => row.some(Boolean))
}
