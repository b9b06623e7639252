import crypto from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { callbacks } from '@/drizzle/schema/callbacks'
import { cases } from '@/drizzle/schema/cases'
import { detections } from '@/drizzle/schema/detections'
import { intelligences } from '@/drizzle/schema/intelligences'
import type { AuditEvent } from '@/lib/audit/events'
import type { Transaction } from '@/lib/db/client'
import { command } from '@/lib/db/command'
import { DocketError, notFound } from '@/lib/errors'
import type { Job } from '@/lib/jobs/payloads'
import { settleDetection } from './settle-detection'
import { isShown } from './shown-detections'

const Input = z.object({
  detectionId: z.uuid(),
  /** What the caller takes the media for; refused where it is known to be another. */
  mediaType: z.enum(['audio', 'video', 'image']).nullable().default(null),
  /** Checked already (lib/media/check-callback-url.ts). */
  callbackUrl: z.url().max(2048).nullable().default(null),
})

/**
 * Asks for a report on a detection: the one there is, else a new one, which is written when the detection has ended; one
 * that failed on a finished detection is written again. Throws `not_found` ("Detect not found").
 */
export const requestIntelligence = command({
  permission: 'intelligence.request',
  input: Input,
  async run(tx, { detectionId, mediaType, callbackUrl }, actor) {
    const { teamId } = actor
    const { caseId, status, ...found } = await lockDetection(tx, teamId, detectionId)
    if (mediaType && found.mediaType && mediaType !== found.mediaType) {
      const says = `is ${mediaType}, but the detection’s media is ${found.mediaType}`
      throw new DocketError('bad_request', `media_type ${says}.`, { fields: { media_type: [says] } })
    }
    const { intelligenceId, ended, events, jobs } = await askFor(tx, { teamId, caseId, detectionId, status })
    if (callbackUrl) await tx.insert(callbacks).values({ teamId, intelligenceId, url: callbackUrl })
    const settled = callbackUrl && ended ? await settleDetection(tx, { teamId, caseId, detectionId }) : []
    return { result: { intelligenceId }, events, jobs: [...jobs, ...settled] }
  },
})

/** Locked, so that a detection that ends just now either sees the new report or is seen to have ended. */
async function lockDetection(tx: Transaction, teamId: string, detectionId: string) {
  const [found] = await tx
    .select({ caseId: detections.caseId, status: detections.status, mediaType: cases.mediaType })
    .from(detections)
    .innerJoin(cases, and(eq(cases.teamId, detections.teamId), eq(cases.id, detections.caseId)))
    .where(and(eq(detections.teamId, teamId), eq(detections.id, detectionId), isShown()))
    .for('update', { of: detections })
  if (!found) throw notFound('Detect')
  return found
}

interface OfDetection {
  teamId: string
  caseId: string
  detectionId: string
  status: 'processing' | 'completed' | 'failed'
}

interface Asked {
  intelligenceId: string
  /** There is nothing to wait for. */
  ended: boolean
  events: AuditEvent[]
  jobs: Job[]
}

async function askFor(tx: Transaction, { teamId, caseId, detectionId, status }: OfDetection): Promise<Asked> {
  const its = and(eq(intelligences.teamId, teamId), eq(intelligences.detectionId, detectionId))
  // Locked: one that is just being written would not see a callback that is added for it.
  const [given] = await tx
    .select({ id: intelligences.id, status: intelligences.status })
    .from(intelligences)
    .where(its)
    .for('update')
  const again = given?.status === 'failed' && status === 'completed'
  if (given && !again) return { intelligenceId: given.id, ended: given.status !== 'processing', events: [], jobs: [] }
  const intelligenceId = given?.id ?? crypto.randomUUID()
  const failure = status === 'failed' ? 'There is no report, because the analysis failed.' : null
  const state = { status: failure ? ('failed' as const) : ('processing' as const), errorMessage: failure }
  if (again)
    await tx
      .update(intelligences)
      .set({ ...state, updatedAt: sql`now()` })
      .where(its)
  else await tx.insert(intelligences).values({ id: intelligenceId, teamId, detectionId, ...state })
  const ids = { caseId, detectionId, intelligenceId }
  return {
    intelligenceId,
    ended: failure !== null,
    events: [
      { type: 'intelligence.requested', ...ids },
      ...(failure ? [{ type: 'intelligence.failed' as const, ...ids, reason: failure }] : []),
    ],
    jobs: status === 'completed' ? [['intelligence.write', { teamId, detectionId }]] : [],
  }
}
