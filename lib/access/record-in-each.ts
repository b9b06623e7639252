import type { AuditEvent } from '@/lib/audit/events'
import { recordEvents } from '@/lib/audit/record'
import type { Transaction } from '@/lib/db/client'
import { lookAt } from './end-sessions-of'

/** Puts what concerns a person, and not one team, in the trail of each of their teams; the transaction looks at the last one then. */
export async function recordInEach(
  tx: Transaction,
  kind: 'visitor' | 'operator' | 'worker',
  teamIds: string[],
  events: AuditEvent[],
): Promise<void> {
  for (const teamId of teamIds) {
    await lookAt(tx, teamId)
    await recordEvents(tx, { kind, teamId }, events)
  }
}
