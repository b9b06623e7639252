import { now } from '@/lib/clock'
import type { Job } from '@/lib/jobs/payloads'

/** The job that tells of a decision outside, once it cannot be taken back any more. */
export function tellDecisionJob(teamId: string, decisionId: string, effectiveAt: Date | null): Job {
  const left = effectiveAt ? (effectiveAt.getTime() - now().getTime()) / 1000 : 0
  // A second more: the queue's clock is the database's.
  return ['decision.tell', { teamId, decisionId }, { startAfterSeconds: Math.max(0, Math.ceil(left)) + 1 }]
}
