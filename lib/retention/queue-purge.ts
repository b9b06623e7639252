import { and, eq } from 'drizzle-orm'
import { cases } from '@/drizzle/schema/cases'
import type { Transaction } from '@/lib/db/client'
import type { Job } from '@/lib/jobs/payloads'
import { isWorkedOn } from './is-worked-on'

/**
 * The job that deletes media that must not be kept, once neither an analysis nor anything downstream of one needs it
 * (detect-api.md, section 6); in the transaction of the change that ended the last of them. None for other cases.
 */
export async function queuePurge(tx: Transaction, teamId: string, caseId: string): Promise<Job[]> {
  const [found] = await tx
    .select({ retention: cases.retention })
    .from(cases)
    .where(and(eq(cases.teamId, teamId), eq(cases.id, caseId)))
  if (found?.retention !== 'due' && found?.retention !== 'purging') return []
  return (await isWorkedOn(tx, teamId, caseId)) ? [] : [['case.purge', { teamId, caseId }]]
}
