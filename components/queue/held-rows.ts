interface Numbered {
  number: number
}

/** A row as it is shown; `gone`: it no longer belongs to this list and is kept only until the reader lets go. */
export interface HeldRow<Row> {
  row: Row
  gone: boolean
}

/**
 * What to show while a reader's pointer or focus is on the list: the rows that were there stay where they are, with
 * what is new about them; rows that came in meanwhile wait, counted in `waiting`.
 */
export function holdRows<Row extends Numbered>(shown: Row[], fresh: Row[]): { rows: HeldRow<Row>[]; waiting: number } {
  const now = new Map(fresh.map((row) => [row.number, row]))
  const before = new Set(shown.map(({ number }) => number))
  return {
    rows: shown.map((row) => ({ row: now.get(row.number) ?? row, gone: !now.has(row.number) })),
    waiting: fresh.filter(({ number }) => !before.has(number)).length,
  }
}
