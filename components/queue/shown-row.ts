import type { QueueRow } from '@/lib/cases/list-queue'
import type { RowExtras } from '@/lib/cases/list-row-extras'

/** A row as a page may show it to this reader. */
export interface ShownRow extends QueueRow {
  /** They have to say what they think first: nothing of what the machine thinks is in the row. */
  owed: boolean
  /** Its queue's media is blurred until somebody asks to see it. */
  flagged: boolean
}

/** What a row shows beside itself, by case id. */
export type Extras = Record<string, RowExtras>

/**
 * The rows for somebody who owes a first impression of the cases `owed`: without what the machine makes of them. `blurring`:
 * the queues whose media is blurred.
 */
export function shownRows(rows: QueueRow[], owed: readonly string[], blurring: readonly string[] = []): ShownRow[] {
  const withheld = new Set(owed)
  return rows.map((row) => {
    const flagged = row.queueId !== null && blurring.includes(row.queueId)
    return withheld.has(row.id)
      ? { ...row, verdictLabel: null, verdictScore: null, doubts: 0, priority: 0, owed: true, flagged }
      : { ...row, owed: false, flagged }
  })
}

/** The same of what stands beside the rows. */
export function shownExtras(extras: Extras, owed: readonly string[]): Extras {
  const withheld = new Set(owed)
  const without = ({ decidedBy: _, listed: __, ...extra }: RowExtras): RowExtras => ({ ...extra, tracks: [] })
  return Object.fromEntries(
    Object.entries(extras).map(([id, extra]) => [id, withheld.has(id) ? without(extra) : extra]),
  )
}
