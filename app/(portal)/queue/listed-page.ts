import { listedPart, type QueueFilter } from '@/components/queue/queue-filter'
import type { Member } from '@/lib/access/actor'
import { listQueue } from '@/lib/cases/list-queue'

/** The page that is asked for; the first, where nothing stands behind the place that an older address names (`wasBehind`). */
export async function listedPage(member: Member, asked: QueueFilter) {
  const page = await listQueue(member, { ...listedPart(asked), after: asked.after })
  if (asked.after === null || page.rows.length > 0 || page.tooFar) return { filter: asked, page, wasBehind: false }
  const first = await listQueue(member, listedPart(asked))
  return { filter: { ...asked, after: null }, page: first, wasBehind: first.rows.length > 0 }
}
