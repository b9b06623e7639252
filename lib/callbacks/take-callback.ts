import crypto from 'node:crypto'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { callbackAttempts, callbacks } from '@/drizzle/schema/callbacks'
import { SealBroken } from '@/lib/access/seal'
import type { AuditEvent } from '@/lib/audit/events'
import type { Transaction } from '@/lib/db/client'
import { command } from '@/lib/db/command'
import type { Job } from '@/lib/jobs/payloads'
import { mostTries } from './callback-rules'
import { deliverJob } from './deliver-job'
import { failUnsent, type LockedCallback, lockCallback, nextNumber, subjectOf } from './end-callback'
import type { CallbackSubject } from './read-payload'
import { readStanding } from './read-standing'
import { teamSecret } from './team-secret'

/** How long a try has the callback for itself: the ten seconds it may take, and time to spare. Seconds. */
const leaseSeconds = 45

/** A callback that this worker may now send once. */
export interface TakenCallback {
  callbackId: string
  attemptId: string
  leasedUntil: Date
  url: string
  /** To sign it with. */
  secret: string
  about: CallbackSubject
}

interface Outcome {
  result: TakenCallback | null
  events: AuditEvent[]
  jobs?: Job[]
}

const nothing: Outcome = { result: null, events: [] }

/**
 * Takes a callback for one try, which counts from here on, and notes it in the delivery log. Null when there is nothing to
 * send: it has ended, waits for its outcome, or is another worker's; for the last, a job comes back when that may have died.
 */
export const takeCallback = command({
  permission: 'callback.deliver',
  input: z.object({ callbackId: z.uuid() }),
  async run(tx, { callbackId }, actor): Promise<Outcome> {
    const found = await lockCallback(tx, actor.teamId, callbackId)
    if (!found || found.endedAt) return nothing
    if (found.status === 'waiting') {
      const standing = await readStanding(tx, found)
      if (standing === 'wait') return nothing
      if (standing !== 'due') return { ...nothing, jobs: [deliverJob(found, standing.afterSeconds)] }
    } else if (found.leasedSeconds > 0) {
      return { ...nothing, jobs: [deliverJob(found, Math.ceil(found.leasedSeconds))] }
    }
    await closeBrokenOff(tx, found)
    if (found.attempts >= mostTries) return fails(tx, found, brokenOff)
    const about = await aboutOf(tx, found)
    if (!about) return fails(tx, found, wasDeleted)
    const secret = await teamSecret(tx, actor.teamId).catch((error: unknown) => {
      if (error instanceof SealBroken) return null
      throw error
    })
    if (secret === null) return fails(tx, found, noSecret)
    return { result: { ...(await lease(tx, found)), secret, about }, events: [] }
  },
})

/** Why a callback ends although nothing was sent; each is a sentence of the delivery log. */
export const wasDeleted = 'Nothing was sent: the detection was deleted before its outcome could be reported.'
const noSecret =
  'Nothing was sent: the signing secret cannot be opened, because AUTH_SECRET has changed. Replace the secret, then send this again.'
const brokenOff = 'The worker ended before the receiver’s answer was known.'

/** Tries whose worker died have no end of their own. */
async function closeBrokenOff(tx: Transaction, { teamId, id }: LockedCallback): Promise<void> {
  await tx
    .update(callbackAttempts)
    .set({ failure: brokenOff, milliseconds: 0 })
    .where(
      and(
        eq(callbackAttempts.teamId, teamId),
        eq(callbackAttempts.callbackId, id),
        isNull(callbackAttempts.milliseconds),
      ),
    )
}

async function fails(tx: Transaction, found: LockedCallback, reason: string): Promise<Outcome> {
  return { result: null, events: [await failUnsent(tx, found, reason)] }
}

async function aboutOf(tx: Transaction, found: LockedCallback): Promise<CallbackSubject | null> {
  if (found.batchId) return { kind: 'batch', batchId: found.batchId }
  const subject = await subjectOf(tx, found)
  if (!subject || subject.deleted) return null
  return { kind: found.intelligenceId ? 'report' : 'detection', detectionId: subject.detectionId }
}

async function lease(tx: Transaction, found: LockedCallback): Promise<Omit<TakenCallback, 'secret' | 'about'>> {
  const { teamId, id: callbackId, url } = found
  const attemptId = crypto.randomUUID()
  await tx.insert(callbackAttempts).values({ id: attemptId, teamId, callbackId, number: await nextNumber(tx, found) })
  const [leased] = await tx
    .update(callbacks)
    .set({
      status: 'due',
      attempts: found.attempts + 1,
      leasedUntil: sql`now() + make_interval(secs => ${leaseSeconds})`,
    })
    .where(and(eq(callbacks.teamId, teamId), eq(callbacks.id, callbackId)))
    .returning({ until: callbacks.leasedUntil })
  if (!leased?.until) throw new Error('a locked callback could not be leased')
  return { callbackId, attemptId, leasedUntil: leased.until, url }
}
