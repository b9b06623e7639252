import crypto from 'node:crypto'
import { auditEvents } from '@/drizzle/schema/audit-events'
import { auditOpenings } from '@/drizzle/schema/trail'
import { type Actor, actorId, channelOf } from '@/lib/access/actor'
import { now } from '@/lib/clock'
import type { Transaction } from '@/lib/db/client'
import { commitFacts } from './commit-facts'
import { entryLeaf } from './entry'
import type { AuditEvent } from './events'

/**
 * Adds events to the team's trail in the transaction of the change they tell of, each with its leaf hash. Values that may
 * have to be erased are put aside and only committed to.
 */
export async function recordEvents(tx: Transaction, actor: Actor, events: AuditEvent[]): Promise<void> {
  if (events.length === 0) return
  const at = now()
  const made = events.map((event) => rowOf(actor, event, at))
  await tx.insert(auditEvents).values(made.map(({ row }) => row))
  const openings = made.flatMap(({ row: { teamId, uid, caseId }, openings }) =>
    openings.map((opening) => ({ teamId, eventUid: uid, caseId, ...opening })),
  )
  if (openings.length > 0) await tx.insert(auditOpenings).values(openings)
}

function rowOf(actor: Actor, { type, ...told }: AuditEvent, at: Date) {
  // What JSON leaves out must not be hashed either.
  const plain = JSON.parse(JSON.stringify(told)) as Record<string, unknown>
  const { facts, openings } = commitFacts(type, plain)
  const row = {
    teamId: actor.teamId,
    type,
    actorKind: actor.kind,
    actorId: actorId(actor),
    channel: channelOf(actor),
    caseId: ('caseId' in told && told.caseId) || null,
    facts,
    at,
    uid: crypto.randomUUID(),
  }
  return { row: { ...row, leaf: entryLeaf(row) }, openings }
}
