/** A line of a table, and where it begins in the text, from 1. */
export interface CsvRow {
  line: number
  cells: string[]
}

/** Reads CSV (RFC 4180): quoted cells may hold commas, quotes and line breaks; empty lines are left out. Pure. */
export function readCsv(text: string): CsvRow[] {
  const rows: CsvRow[] = []
  let cells: string[] = []
  let cell = ''
  let quoted = false
  let line = 1
  let began = 1
  const endRow = () => {
    cells.push(cell)
    if (cells.some((one) => one !== '')) rows.push({ line: began, cells: cells.map((one) => one.trim()) })
    cells = []
    cell = ''
    began = line + 1
  }
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] ?? ''
    if (quoted) {
      if (sign === '"' && text[at + 1] === '"') {
        cell += '"'
        at++
      } else if (sign === '"') quoted = false
      else cell += sign
    } else if (sign === '"' && cell.trim() === '') {
      cell = ''
      quoted = true
    } else if (sign === ',') {
      cells.push(cell)
      cell = ''
    } else if (sign === '\n') endRow()
    else if (sign !== '\r') cell += sign
    if (sign === '\n') line++
  }
  endRow()
  return rows
}
