import { parseQueueFilter, partOf } from '@/components/queue/queue-filter'
import type { Member } from '@/lib/access/actor'
import { claimNextCase } from '@/lib/cases/claim-next-case'
import { findNextCase, type NextCase } from '@/lib/cases/find-next-case'
import { queryRecord } from '@/lib/http/query-record'

/**
 * The case to go on with, in the part of the queue that `place` (an address's question) names; in play mode it is taken
 * at once. What was done before stands, whatever becomes of this: where it fails there is no next case and no reason.
 */
export async function nextInPlace(
  member: Member,
  number: number | null,
  place: string,
): Promise<{ next: number | null; why: NextCase['why'] }> {
  const filter = parseQueueFilter(queryRecord(place))
  const find = filter.play ? claimNextCase : findNextCase
  return find(member, { ...partOf(filter), number }).then(
    (found) => ({ next: found.number, why: found.why }),
    () => ({ next: null, why: null }),
  )
}
