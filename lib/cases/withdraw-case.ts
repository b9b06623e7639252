import { and, asc, eq, inArray, isNull, or, sql } from 'drizzle-orm'
import { z } from 'zod'
import { callbacks } from '@/drizzle/schema/callbacks'
import { detections } from '@/drizzle/schema/detections'
import { intelligences } from '@/drizzle/schema/intelligences'
import { remoteRuns } from '@/drizzle/schema/remote-runs'
import type { AuditEvent } from '@/lib/audit/events'
import { failUnsent } from '@/lib/callbacks/end-callback'
import { queueCallbacks } from '@/lib/callbacks/queue-callbacks'
import { wasDeleted } from '@/lib/callbacks/take-callback'
import { now } from '@/lib/clock'
import type { Transaction } from '@/lib/db/client'
import { command } from '@/lib/db/command'
import { detectionId as readUuid } from '@/lib/detect/detection-uuid'
import { askJob } from '@/lib/detect/run-jobs'
import { isShown } from '@/lib/detect/shown-detections'
import { notFound } from '@/lib/errors'
import type { Job } from '@/lib/jobs/payloads'
import { forgetSteps, refuseHeld } from '@/lib/retention/ordered-case'
import { redactCase } from '@/lib/retention/redact-case'
import { endReview } from '@/lib/reviews/end-review'
import { endReports, endRuns } from './end-work'
import { lockCase, moveCase } from './move-case'

const reason = 'Deleted over the API, before it had ended.'

interface Withdrawn {
  teamId: string
  caseId: string
  /** Every detection of the case. */
  ids: string[]
}

/**
 * Deletes a detection by the uuid a client sent, and with it its case's every run and whatever was asked for beside one:
 * gone from every answer at once. Its media is purged by a job; the verdict stays for the trail. Throws `not_found`
 * ("Detect not found"), also for another team's and for a deleted one; `conflict` under a legal hold.
 */
export const withdrawCase = command({
  permission: 'case.withdraw',
  input: z.object({ uuid: z.string() }),
  async run(tx, { uuid }, actor) {
    const { teamId } = actor
    const id = readUuid(uuid)
    if (id === null) throw notFound('Detect')
    const [asked] = await tx
      .select({ caseId: detections.caseId })
      .from(detections)
      .where(and(eq(detections.teamId, teamId), eq(detections.id, id), isShown()))
    if (!asked) throw notFound('Detect')
    const { caseId } = asked
    // The runs before the case, as everybody does who locks both, and in one order.
    const ofCase = and(eq(detections.teamId, teamId), eq(detections.caseId, caseId))
    const locked = await tx
      .select({ id: detections.id })
      .from(detections)
      .where(and(ofCase, isNull(detections.deletedAt)))
      .orderBy(asc(detections.id))
      .for('update')
    // Deleted by someone else while this one waited: the purge has them now, and locks the case first.
    if (locked.length === 0) throw notFound('Detect')
    const found = await lockCase(tx, actor, caseId)
    refuseHeld(found)
    const runs = await tx.update(detections).set({ deletedAt: now() }).where(ofCase).returning({ id: detections.id })
    const withdrawn = { teamId, caseId, ids: runs.map((run) => run.id) }
    const ended = [
      ...(await endRuns(tx, { ...withdrawn, reason })),
      ...(await endReports(tx, { ...withdrawn, reason })),
      ...(await endCallbacks(tx, withdrawn)),
      ...(await endReview(tx, withdrawn)),
    ]
    const remote = await endRemoteRuns(tx, withdrawn)
    await moveCase(tx, found, 'closed', {
      claimedBy: null,
      withdrawnAt: now(),
      // Also where it was purged already: what could stay then has to go now.
      retention: 'due',
      purgeReason: found.purgeReason === 'erasure' ? 'erasure' : 'withdrawn',
      fileDeletedAt: null,
    })
    await forgetSteps(tx, { teamId, caseId })
    await redactCase(tx, { ...found, withdrawnAt: now() })
    return {
      result: { caseId },
      events: [...ended, { type: 'case.withdrawn', caseId, detectionId: id }],
      jobs: [...(await queueBatchCallbacks(tx, withdrawn)), ...remote, ['case.purge', { teamId, caseId }]],
    }
  },
})

/** Runs elsewhere are over too, their callback addresses are dead, and what was accepted there is deleted by a job. */
async function endRemoteRuns(tx: Transaction, { teamId, ids }: Withdrawn): Promise<Job[]> {
  const runs = await tx
    .update(remoteRuns)
    .set({ state: 'ended', tokenExpiresAt: now(), trouble: null, troubleForAdmin: null, updatedAt: sql`now()` })
    .where(and(eq(remoteRuns.teamId, teamId), inArray(remoteRuns.detectionId, ids)))
    .returning({ detectionId: remoteRuns.detectionId, remoteUuid: remoteRuns.remoteUuid, sends: remoteRuns.sends })
  const sent = runs.filter(({ remoteUuid, sends }) => remoteUuid !== null || sends > 0)
  return sent.map(({ detectionId, remoteUuid }) => {
    // One whose answer is still awaited is deleted by whoever gets it; one whose answer was lost is listed by then.
    const startAfterSeconds = remoteUuid === null ? 120 : 0
    return askJob({ teamId, detectionId }, startAfterSeconds)
  })
}

/** Callbacks of its runs and reports that were not delivered yet are not sent any more. */
async function endCallbacks(tx: Transaction, { teamId, ids }: Withdrawn): Promise<AuditEvent[]> {
  const reports = tx
    .select({ id: intelligences.id })
    .from(intelligences)
    .where(and(eq(intelligences.teamId, teamId), inArray(intelligences.detectionId, ids)))
  const pending = await tx
    .select()
    .from(callbacks)
    .where(
      and(
        eq(callbacks.teamId, teamId),
        or(inArray(callbacks.detectionId, ids), inArray(callbacks.intelligenceId, reports)),
        inArray(callbacks.status, ['waiting', 'due']),
      ),
    )
    .for('update')
  const events: AuditEvent[] = []
  for (const callback of pending) events.push(await failUnsent(tx, callback, wasDeleted))
  return events
}

/** A batch whose other files have ended has ended now. */
async function queueBatchCallbacks(tx: Transaction, { teamId, ids }: Withdrawn): Promise<Job[]> {
  const jobs: Job[] = []
  for (const id of ids) jobs.push(...(await queueCallbacks(tx, teamId, id)))
  return jobs
}
