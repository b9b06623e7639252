import { shownTracks, type Tracks } from '@/components/queue/shown-row'
import type { Member } from '@/lib/access/actor'
import { listRowContext, type RowContext } from '@/lib/cases/list-row-context'
import { listRowTracks } from '@/lib/cases/list-row-tracks'
import { log } from '@/lib/log'

interface Row {
  id: string
}

/** What the rows say beside, by case id; none where it cannot be read, for the queue can be worked without it. */
export function contextOf(member: Member, rows: Row[]): Promise<Record<string, RowContext>> {
  return listRowContext(member, { caseIds: rows.map(({ id }) => id) }).catch((error: unknown) => {
    log.warn({ err: error }, 'the queue is shown without what is known of its cases beside')
    return {}
  })
}

/** The charts of the rows; the page does not wait for them, and does without them where they cannot be read. */
export function tracksOf(member: Member, rows: Row[], owed: string[]): Promise<Tracks> {
  return listRowTracks(member, { caseIds: rows.map(({ id }) => id) }).then(
    (tracks) => shownTracks(tracks, owed),
    (error: unknown) => {
      log.warn({ err: error }, 'the queue is shown without charts')
      return {}
    },
  )
}
