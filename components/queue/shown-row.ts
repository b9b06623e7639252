import type { QueueRow } from '@/lib/cases/list-queue'
import type { RowContext } from '@/lib/cases/list-row-context'
import type { RowTrack } from '@/lib/cases/row-tracks'

/** A row as a page may show it to this reader. */
export interface ShownRow extends QueueRow, RowContext {
  /** They have to say what they think first: nothing of what the machine thinks is in the row. */
  owed: boolean
  /** Its queue's media is blurred until somebody asks to see it. */
  flagged: boolean
}

/** How scores go over the length of the media, by case id. */
export type Tracks = Record<string, RowTrack[]>

interface Beside {
  /** The cases the reader owes a first impression of. */
  owed: readonly string[]
  /** The queues whose media is blurred. */
  blurring?: readonly string[]
  /** What is known of them besides, by case id. */
  context?: Record<string, RowContext>
}

/** The rows for this reader: of those that are owed an impression without what the machine, or another, makes of them. */
export function shownRows(rows: QueueRow[], { owed, blurring = [], context = {} }: Beside): ShownRow[] {
  const withheld = new Set(owed)
  return rows.map((row) => {
    const flagged = row.queueId !== null && blurring.includes(row.queueId)
    const { decidedBy, listed, ...plain } = context[row.id] ?? { seen: 0 }
    if (withheld.has(row.id)) {
      return { ...row, ...plain, verdictLabel: null, verdictScore: null, doubts: 0, priority: 0, owed: true, flagged }
    }
    return { ...row, ...plain, ...(decidedBy && { decidedBy }), ...(listed && { listed }), owed: false, flagged }
  })
}

/** The same of their scores over time. */
export function shownTracks(tracks: Tracks, owed: readonly string[]): Tracks {
  const withheld = new Set(owed)
  return Object.fromEntries(Object.entries(tracks).filter(([id]) => !withheld.has(id)))
}
