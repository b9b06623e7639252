import { and, eq, sql } from 'drizzle-orm'
import { cases } from '@/drizzle/schema/cases'
import { purgeSteps } from '@/drizzle/schema/retention'
import type { AuditEvent } from '@/lib/audit/events'
import type { CaseRow } from '@/lib/cases/move-case'
import type { Transaction } from '@/lib/db/client'
import { DocketError } from '@/lib/errors'
import type { Job } from '@/lib/jobs/payloads'

/** Throws `conflict` where a legal hold forbids any deletion. */
export function refuseHeld({ number, heldAt }: Pick<CaseRow, 'number' | 'heldAt'>): void {
  if (heldAt === null) return
  throw new DocketError(
    'conflict',
    `Case ${number} is under a legal hold, so nothing of it is deleted. A manager has to lift the hold first.`,
  )
}

/**
 * Makes the purge of a locked case due at once, for a reason somebody gave, in that change's transaction; its events and job
 * are the caller's to return. What an earlier purge proved is looked at anew, for more has to go now.
 */
export async function orderNow(
  tx: Transaction,
  { teamId, id: caseId }: Pick<CaseRow, 'teamId' | 'id'>,
  because: 'manual' | 'erasure',
  reason: string,
): Promise<{ events: AuditEvent[]; jobs: Job[] }> {
  await tx
    .update(cases)
    .set({ retention: 'due', purgeReason: because, fileDeletedAt: null, updatedAt: sql`now()` })
    .where(and(eq(cases.teamId, teamId), eq(cases.id, caseId)))
  await forgetSteps(tx, { teamId, caseId })
  return {
    events: [{ type: 'case.purge_asked', caseId, because, reason }],
    jobs: [['case.purge', { teamId, caseId }]],
  }
}

/** Takes away what was noted of an earlier purge. */
export async function forgetSteps(
  tx: Transaction,
  { teamId, caseId }: { teamId: string; caseId: string },
): Promise<void> {
  await tx.delete(purgeSteps).where(and(eq(purgeSteps.teamId, teamId), eq(purgeSteps.caseId, caseId)))
}
