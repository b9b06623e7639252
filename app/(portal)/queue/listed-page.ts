import { listedPart, type QueueFilter } from '@/components/queue/queue-filter'
import type { Member } from '@/lib/access/actor'
import { listQueue } from '@/lib/cases/list-queue'
import { now } from '@/lib/clock'

/**
 * The page that is asked for; the first, where nothing stands behind the place that an older address names (`wasBehind`).
 * `begun`: an instant before it was read; what is queued later, and is not on it, is new to its reader.
 */
export async function listedPage(member: Member, asked: QueueFilter) {
  const begun = now()
  const page = await listQueue(member, { ...listedPart(asked), after: asked.after })
  if (asked.after === null || page.rows.length > 0 || page.tooFar)
    return { filter: asked, page, wasBehind: false, begun }
  const first = await listQueue(member, listedPart(asked))
  return { filter: { ...asked, after: null }, page: first, wasBehind: first.rows.length > 0, begun }
}
