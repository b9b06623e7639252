import { and, asc, eq } from 'drizzle-orm'
import { auditEvents } from '@/drizzle/schema/audit-events'
import type { RetentionRules } from '@/lib/audit/events'
import type { CaseRow } from '@/lib/cases/move-case'
import type { Transaction } from '@/lib/db/client'
import { rulesOf } from './read-rules'

/** Under what a case's media must not be kept. */
export interface AskedToGo {
  /** The team's rule for the portal, the person who handed it in, or the request over the API. */
  by: 'rule' | 'person' | 'request'
  /** Minutes from the hand-in that the team had set for it; 0: only until its analysis and what follows have ended. */
  window: number
}

/**
 * Says of a case with zero retention who asked for it and which window the team had set when it was handed in, as the trail
 * tells of the settings; null for other cases. No row of a case keeps either.
 */
export async function readAskedToGo(
  tx: Transaction,
  teamId: string,
): Promise<(found: Pick<CaseRow, 'zeroRetention' | 'submittedByKind' | 'createdAt'>) => AskedToGo | null> {
  const changes = await tx
    .select({ at: auditEvents.at, facts: auditEvents.facts })
    .from(auditEvents)
    .where(and(eq(auditEvents.teamId, teamId), eq(auditEvents.type, 'retention.changed')))
    .orderBy(asc(auditEvents.id))
  const [first] = changes
  const atFirst = first ? (first.facts.before as RetentionRules) : await rulesOf(tx, teamId)
  return ({ zeroRetention, submittedByKind, createdAt }) => {
    if (!zeroRetention) return null
    const last = changes.findLast(({ at }) => at <= createdAt)
    const rules = last ? (last.facts.after as RetentionRules) : atFirst
    if (submittedByKind === 'api-key') return { by: 'request', window: rules.apiWindow }
    return { by: rules.portalRule ? 'rule' : 'person', window: rules.portalWindow }
  }
}
