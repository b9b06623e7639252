import { and, eq, inArray, sql } from 'drizzle-orm'
import { detections } from '@/drizzle/schema/detections'
import { intelligences, questions } from '@/drizzle/schema/intelligences'
import type { AuditEvent } from '@/lib/audit/events'
import type { Transaction } from '@/lib/db/client'

interface Ended {
  teamId: string
  caseId: string
  /** Detections of the case. */
  ids: string[]
  /** For a person: why nothing comes of it. */
  reason: string
}

/** Ends the case's analyses that still run: one that has ended keeps nothing when its analysis comes back. */
export async function endRuns(tx: Transaction, { teamId, caseId, ids, reason }: Ended): Promise<AuditEvent[]> {
  const ended = await tx
    .update(detections)
    .set({ status: 'failed', errorMessage: reason, stage: null, updatedAt: sql`now()`, completedAt: sql`now()` })
    .where(and(eq(detections.teamId, teamId), inArray(detections.id, ids), eq(detections.status, 'processing')))
    .returning({ detectionId: detections.id })
  return ended.map((run) => ({ type: 'detection.failed', caseId, ...run, reason }))
}

/** Ends the reports and questions on them that nobody has answered yet. */
export async function endReports(tx: Transaction, { teamId, caseId, ids, reason }: Ended): Promise<AuditEvent[]> {
  const failed = { status: 'failed', errorMessage: reason, updatedAt: sql`now()` } as const
  const reports = await tx
    .update(intelligences)
    .set(failed)
    .where(
      and(
        eq(intelligences.teamId, teamId),
        inArray(intelligences.detectionId, ids),
        eq(intelligences.status, 'processing'),
      ),
    )
    .returning({ intelligenceId: intelligences.id, detectionId: intelligences.detectionId })
  const asked = await tx
    .update(questions)
    .set(failed)
    .where(
      and(
        eq(questions.teamId, teamId),
        inArray(questions.detectionId, ids),
        inArray(questions.status, ['pending', 'processing']),
      ),
    )
    .returning({ questionId: questions.id, detectionId: questions.detectionId })
  return [
    ...reports.map((report) => ({ type: 'intelligence.failed' as const, caseId, ...report, reason })),
    ...asked.map((question) => ({ type: 'question.failed' as const, caseId, ...question, reason })),
  ]
}
