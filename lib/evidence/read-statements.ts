import { and, asc, eq, inArray } from 'drizzle-orm'
import { auditEvents } from '@/drizzle/schema/audit-events'
import { openFacts } from '@/lib/audit/open-facts'
import type { Transaction } from '@/lib/db/client'
import { deriveStatement, statementEvents } from './derive-statement'
import type { Statement } from './statement-schema'

/** A decision, by its id and its case's. */
export interface OfDecision {
  caseId: string
  decisionId: string
}

/** The statements of reasons for these decisions of a team, in their order. */
export async function readStatements(tx: Transaction, teamId: string, wanted: OfDecision[]): Promise<Statement[]> {
  if (wanted.length === 0) return []
  const { uid, type, at, actorKind, actorId, caseId, facts } = auditEvents
  const rows = await tx
    .select({ uid, type, at, actorKind, actorId, caseId, facts })
    .from(auditEvents)
    .where(
      and(
        eq(auditEvents.teamId, teamId),
        inArray(auditEvents.caseId, [...new Set(wanted.map((one) => one.caseId))]),
        inArray(auditEvents.type, [...statementEvents]),
      ),
    )
    .orderBy(asc(auditEvents.id))
  const byCase = Map.groupBy(await openFacts(tx, teamId, rows), (row) => row.caseId)
  return wanted.map((one) => deriveStatement(teamId, byCase.get(one.caseId) ?? [], one.decisionId))
}
