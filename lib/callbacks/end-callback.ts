import { and, eq, sql } from 'drizzle-orm'
import { callbackAttempts, callbacks } from '@/drizzle/schema/callbacks'
import { detections } from '@/drizzle/schema/detections'
import { intelligences } from '@/drizzle/schema/intelligences'
import type { AuditEvent } from '@/lib/audit/events'
import type { Transaction } from '@/lib/db/client'
import type { CallbackRow } from './read-standing'

/** The callback, locked until the transaction ends; `leasedSeconds`: how long it is still another's, or not due yet. */
export type LockedCallback = CallbackRow & { leasedSeconds: number }

/** Locks a callback, so that of two who send or change it at once one waits. Undefined when there is none. */
export async function lockCallback(
  tx: Transaction,
  teamId: string,
  callbackId: string,
): Promise<LockedCallback | undefined> {
  const leasedSeconds = sql<number>`greatest(0, coalesce(extract(epoch from ${callbacks.leasedUntil} - now()), 0))::float8`
  const [found] = await tx
    .select({ callback: callbacks, leasedSeconds })
    .from(callbacks)
    .where(and(eq(callbacks.teamId, teamId), eq(callbacks.id, callbackId)))
    .for('update')
  return found && { ...found.callback, leasedSeconds: found.leasedSeconds }
}

/** What a callback is about: its one detection, whether that was deleted, and its case. Null for a batch. */
export async function subjectOf(
  tx: Transaction,
  { teamId, detectionId, intelligenceId, batchId }: CallbackRow,
): Promise<{ detectionId: string; caseId: string; deleted: boolean } | null> {
  if (batchId) return null
  const report = tx
    .select({ id: intelligences.detectionId })
    .from(intelligences)
    .where(and(eq(intelligences.teamId, teamId), sql`${intelligences.id} = ${intelligenceId}`))
  const [found] = await tx
    .select({
      detectionId: detections.id,
      caseId: detections.caseId,
      deleted: sql<boolean>`${detections.deletedAt} is not null`,
    })
    .from(detections)
    .where(
      and(
        eq(detections.teamId, teamId),
        detectionId ? eq(detections.id, detectionId) : sql`${detections.id} = (${report})`,
      ),
    )
  return found ?? null
}

/** Ends a locked callback as delivered or failed; answers the event that says so. */
export async function endCallback(
  tx: Transaction,
  found: CallbackRow,
  end: { delivered: number; attempts: number } | { failed: string; attempts: number },
): Promise<AuditEvent> {
  const { teamId, id: callbackId } = found
  const { attempts } = end
  await tx
    .update(callbacks)
    .set({ status: 'failed' in end ? 'failed' : 'delivered', leasedUntil: null, endedAt: sql`now()` })
    .where(and(eq(callbacks.teamId, teamId), eq(callbacks.id, callbackId)))
  const subject = await subjectOf(tx, found)
  const about = { callbackId, attempts, ...(subject && { caseId: subject.caseId }) }
  return 'failed' in end
    ? { type: 'callback.failed', ...about, reason: end.failed }
    : { type: 'callback.delivered', ...about, status: end.delivered }
}

/** The same where nothing was sent: the reason is a line of the delivery log of its own. */
export async function failUnsent(tx: Transaction, found: CallbackRow, reason: string): Promise<AuditEvent> {
  const number = await nextNumber(tx, found)
  await tx.insert(callbackAttempts).values({
    teamId: found.teamId,
    callbackId: found.id,
    number,
    failure: reason,
    milliseconds: 0,
  })
  return endCallback(tx, found, { failed: reason, attempts: found.attempts })
}

/** The number of a callback's next attempt. */
export async function nextNumber(tx: Transaction, { teamId, id }: CallbackRow): Promise<number> {
  const [last] = await tx
    .select({ number: sql<number>`coalesce(max(${callbackAttempts.number}), 0)::int` })
    .from(callbackAttempts)
    .where(and(eq(callbackAttempts.teamId, teamId), eq(callbackAttempts.callbackId, id)))
  return (last?.number ?? 0) + 1
}
