import { and, eq } from 'drizzle-orm'
import { cases } from '@/drizzle/schema/cases'
import type { Transaction } from '@/lib/db/client'
import type { Job } from '@/lib/jobs/payloads'
import { isWorkedOn } from './is-worked-on'

/**
 * The job that deletes a zero-retention case's media, once neither an analysis nor anything downstream of one needs it
 * (detect-api.md, section 6); in the transaction of the change that ended the last of them. None for other cases.
 */
export async function queuePurge(tx: Transaction, teamId: string, caseId: string): Promise<Job[]> {
  const [found] = await tx
    .select({ zeroRetention: cases.zeroRetention, retention: cases.retention })
    .from(cases)
    .where(and(eq(cases.teamId, teamId), eq(cases.id, caseId)))
  if (!found?.zeroRetention || found.retention === 'purged') return []
  return (await isWorkedOn(tx, teamId, caseId)) ? [] : [['case.purge', { teamId, caseId }]]
}
