import { and, asc, eq } from 'drizzle-orm'
import { detections } from '@/drizzle/schema/detections'
import type { Actor } from '@/lib/access/actor'
import type { Transaction } from '@/lib/db/client'
import { lockCase, moveCase } from './move-case'
import { outcomeOfRuns } from './outcome-of-runs'

/**
 * Moves a case to where its runs put it, after one of them has ended; in that change's transaction. A second opinion that
 * ends after the case has its verdict changes nothing. Throws what moveCase throws.
 */
export async function followRuns(
  tx: Transaction,
  actor: Actor,
  { caseId, startedAt, secondOpinion }: { caseId: string; startedAt: Date; secondOpinion: boolean },
): Promise<void> {
  const found = await lockCase(tx, actor, caseId)
  // Read behind the case's lock: of two runs that end at once, the later sees the earlier's end. A round begins at once.
  const [deciding, second = null] = await tx
    .select({
      status: detections.status,
      label: detections.label,
      score: detections.score,
      errorMessage: detections.errorMessage,
    })
    .from(detections)
    .where(and(eq(detections.teamId, actor.teamId), eq(detections.caseId, caseId), eq(detections.createdAt, startedAt)))
    .orderBy(asc(detections.secondOpinion))
  if (!deciding || (secondOpinion && found.state !== 'analysing')) return
  const outcome = outcomeOfRuns(deciding, second)
  if (outcome.state === 'analysing') return
  if (outcome.state === 'waiting') {
    const { label, score } = outcome
    await moveCase(tx, found, 'waiting', { verdictLabel: label, verdictScore: score })
    return
  }
  await moveCase(tx, found, 'failed', { failure: outcome.failure })
}
