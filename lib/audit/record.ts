import { auditEvents } from '@/drizzle/schema/audit-events'
import { type Actor, actorId, channelOf } from '@/lib/access/actor'
import type { Transaction } from '@/lib/db/client'
import type { AuditEvent } from './events'

/** Adds events to the team's trail in the transaction of the change they tell of. */
export async function recordEvents(tx: Transaction, actor: Actor, events: AuditEvent[]): Promise<void> {
  if (events.length === 0) return
  await tx.insert(auditEvents).values(
    events.map(({ type, ...facts }) => ({
      teamId: actor.teamId,
      type,
      actorKind: actor.kind,
      actorId: actorId(actor),
      channel: channelOf(actor),
      caseId: 'caseId' in facts ? facts.caseId : null,
      facts,
    })),
  )
}
