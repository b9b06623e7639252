import { and, eq } from 'drizzle-orm'
import { cases } from '@/drizzle/schema/cases'
import { now } from '@/lib/clock'
import type { Transaction } from '@/lib/db/client'
import type { Job } from '@/lib/jobs/payloads'
import { dueAt } from './due-at'
import { isWorkedOn } from './is-worked-on'

/**
 * The job that deletes media that must not be kept, at its deadline, once neither an analysis nor anything downstream of one
 * needs it (detect-api.md, section 6); in the transaction of the change that ended the last of them, or moved the deadline. None
 * for other cases.
 */
export async function queuePurge(tx: Transaction, teamId: string, caseId: string): Promise<Job[]> {
  const [found] = await tx
    .select()
    .from(cases)
    .where(and(eq(cases.teamId, teamId), eq(cases.id, caseId)))
  if (found?.retention !== 'due' && found?.retention !== 'purging') return []
  if (await isWorkedOn(tx, teamId, caseId)) return []
  const due = dueAt(found)
  const startAfterSeconds = due === null ? 0 : Math.ceil((due.getTime() - now().getTime()) / 1000)
  return [['case.purge', { teamId, caseId }, startAfterSeconds > 0 ? { startAfterSeconds } : {}]]
}
