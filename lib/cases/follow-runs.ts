import { and, asc, eq, sql } from 'drizzle-orm'
import { detections } from '@/drizzle/schema/detections'
import type { Actor } from '@/lib/access/actor'
import type { AuditEvent } from '@/lib/audit/events'
import type { Transaction } from '@/lib/db/client'
import type { Job } from '@/lib/jobs/payloads'
import { routeTo } from '@/lib/queues/route-case'
import { lockCase, moveCase } from './move-case'
import { outcomeOfRuns } from './outcome-of-runs'

/** Of the queue the case is in now; the caller's to return with its own. */
interface Followed {
  events: AuditEvent[]
  jobs: Job[]
}

const nothing: Followed = { events: [], jobs: [] }

/**
 * Moves a case to where its runs put it, after one of them has ended; in that change's transaction. With a verdict it
 * goes to the queue it belongs in. A second opinion that ends after that changes nothing. Throws what moveCase throws.
 */
export async function followRuns(
  tx: Transaction,
  actor: Actor,
  { caseId, startedAt, secondOpinion }: { caseId: string; startedAt: Date; secondOpinion: boolean },
): Promise<Followed> {
  const found = await lockCase(tx, actor, caseId)
  // Read behind the case's lock: of two runs that end at once, the later sees the earlier's end. A round begins at
  // once.
  const [deciding, second = null] = await tx
    .select({
      status: detections.status,
      label: detections.label,
      score: detections.score,
      errorMessage: detections.errorMessage,
      doubts: sql<number>`coalesce(jsonb_array_length(${detections.result} -> 'doubts'), 0)`,
    })
    .from(detections)
    .where(and(eq(detections.teamId, actor.teamId), eq(detections.caseId, caseId), eq(detections.createdAt, startedAt)))
    .orderBy(asc(detections.secondOpinion))
  if (!deciding || (secondOpinion && found.state !== 'analysing')) return nothing
  const outcome = outcomeOfRuns(deciding, second)
  if (outcome.state === 'analysing') return nothing
  if (outcome.state === 'waiting') {
    const verdict = { verdictLabel: outcome.label, verdictScore: outcome.score, doubts: outcome.doubts }
    const { change, events, jobs } = await routeTo(tx, { ...found, ...verdict })
    await moveCase(tx, found, 'waiting', { ...verdict, ...change })
    return { events, jobs }
  }
  await moveCase(tx, found, 'failed', { failure: outcome.failure })
  return nothing
}
