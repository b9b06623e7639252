import type { Actor } from '@/lib/access/actor'
import type { AuditEventType } from '@/lib/audit/events'

/** An entry of the trail with its erasable values laid open, as far as they still exist. */
export interface OpenedEntry {
  uid: string
  type: AuditEventType
  at: Date
  actorKind: Actor['kind']
  actorId: string | null
  facts: Record<string, unknown>
}
