import { and, eq, sql } from 'drizzle-orm'
import { intelligences } from '@/drizzle/schema/intelligences'
import type { AuditEvent } from '@/lib/audit/events'
import type { Transaction } from '@/lib/db/client'
import type { Job } from '@/lib/jobs/payloads'
import type { IntelligenceDescription } from './intelligence'

interface Reported {
  teamId: string
  caseId: string
  detectionId: string
  /** The detector's own report, if it made one. */
  report: IntelligenceDescription | null
}

/**
 * What becomes of a report that was asked for before there was a result to report on: the detector's own is kept, else a
 * job writes ours (report-author.ts tells them apart). Nothing where none was asked for.
 */
export async function keepReport(
  tx: Transaction,
  { teamId, caseId, detectionId, report }: Reported,
): Promise<{ events: AuditEvent[]; jobs: Job[] }> {
  const asked = and(
    eq(intelligences.teamId, teamId),
    eq(intelligences.detectionId, detectionId),
    eq(intelligences.status, 'processing'),
  )
  if (report === null) {
    const waiting = await tx.select({ id: intelligences.id }).from(intelligences).where(asked)
    return { events: [], jobs: waiting.map(() => ['intelligence.write', { teamId, detectionId }]) }
  }
  const kept = await tx
    .update(intelligences)
    .set({ status: 'completed', description: report, updatedAt: sql`now()` })
    .where(asked)
    .returning({ id: intelligences.id })
  return {
    events: kept.map(({ id }) => ({ type: 'intelligence.completed', caseId, detectionId, intelligenceId: id })),
    jobs: [],
  }
}
