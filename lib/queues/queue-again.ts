import type { CaseRow } from '@/lib/cases/move-case'
import { now } from '@/lib/clock'
import type { Transaction } from '@/lib/db/client'
import { placeOf } from './placement'
import { readRouting } from './read-routing'

/**
 * What to change of a case that waits once more after it was done with: it stays in its queue, and its age there
 * begins anew. Not for a decision that is only taken back.
 */
export async function queuedAgain(
  tx: Transaction,
  found: CaseRow,
): Promise<Pick<CaseRow, 'queuedAt' | 'queueId' | 'priority'>> {
  const queuedAt = now()
  const { queueId, priority } = placeOf(await readRouting(tx, found.teamId), { ...found, queuedAt, queueChosen: true })
  return { queuedAt, queueId, priority }
}
