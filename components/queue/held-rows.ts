/** Milliseconds for which a case may be on its way into the list: its instant is taken before it is there for others. */
const underWayMs = 2000

interface Dated {
  number: number
  /** When it was handed in. */
  queuedAt: Date
}

/** A page of a part of the queue, in the part's order. */
export interface Listed<Row> {
  rows: Row[]
  /** The part has others on other pages. */
  more: boolean
  /** How many cases the part has on all its pages; null where nobody counts them. */
  total: number | null
  /** When it was begun to be read. */
  at: Date
}

/** A row as it is shown; `gone`: it no longer belongs to this list and is kept only until the reader lets go. */
export interface HeldRow<Row> {
  row: Row
  gone: boolean
}

export interface HeldRows<Row> {
  rows: HeldRow<Row>[]
  /** How many came in that letting go would show. */
  waiting: number
  /** How many besides came in at least, to other pages; none where nobody counts. */
  elsewhere: number
}

/**
 * What to show while a reader's pointer or focus is on the list: the rows that were there stay where they are, with
 * what is new about them; rows that came in meanwhile wait and are counted. Where there are other pages, a row that is
 * missing is gone only if one that stood behind it is there, else others pushed it off; and one that was not there
 * before is new only if it was handed in since, else it moved up.
 */
export function holdRows<Row extends Dated>(shown: Listed<Row>, fresh: Listed<Row>): HeldRows<Row> {
  const now = new Map(fresh.rows.map((row) => [row.number, row]))
  const places = new Map(shown.rows.map(({ number }, place) => [number, place]))
  const since = shown.at.getTime() - underWayMs
  const isNew = ({ number, queuedAt }: Row) => !places.has(number) && (!shown.more || queuedAt.getTime() > since)
  const last = fresh.rows.findLast((row) => !isNew(row))
  const reach = fresh.more ? reachOf(last, places) : Infinity
  const rows = shown.rows.map((row, place) => {
    const current = now.get(row.number)
    return { row: current ?? row, gone: !current && place < reach }
  })
  const waiting = fresh.rows.filter(isNew).length
  const gone = rows.filter((row) => row.gone).length
  return { rows, waiting, elsewhere: fresh.more ? Math.max(0, grownBy(shown, fresh) + gone - waiting) : 0 }
}

/** The place that the last row still there had: whatever was not on the page and is not new stood behind all of it. */
function reachOf(last: Dated | undefined, places: Map<number, number>): number {
  return last ? (places.get(last.number) ?? Infinity) : -1
}

/** How many cases more the part has; not any where nobody counts them. */
function grownBy(shown: Listed<unknown>, fresh: Listed<unknown>): number {
  return shown.total === null || fresh.total === null ? -Infinity : fresh.total - shown.total
}
