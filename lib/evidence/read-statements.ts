import { and, asc, eq, inArray } from 'drizzle-orm'
import { auditEvents } from '@/drizzle/schema/audit-events'
import { openFacts } from '@/lib/audit/open-facts'
import { earlyDecisions } from '@/lib/cases/early-decisions'
import type { Transaction } from '@/lib/db/client'
import { deriveStatement, statementEvents } from './derive-statement'
import type { Statement } from './statement-schema'

/** A decision, by its id and its case's. */
export interface OfDecision {
  caseId: string
  decisionId: string
}

/**
 * The statements of reasons for these decisions of a team, in their order. What can still be taken back is not among them, and
 * the others do not know of it: until its grace window ends they say what they said before it was made.
 */
export async function readStatements(tx: Transaction, teamId: string, wanted: OfDecision[]): Promise<Statement[]> {
  if (wanted.length === 0) return []
  const caseIds = [...new Set(wanted.map((one) => one.caseId))]
  const early = await earlyDecisions(tx, teamId, caseIds)
  const { uid, type, at, actorKind, actorId, caseId, facts } = auditEvents
  const rows = await tx
    .select({ uid, type, at, actorKind, actorId, caseId, facts })
    .from(auditEvents)
    .where(
      and(
        eq(auditEvents.teamId, teamId),
        inArray(auditEvents.caseId, caseIds),
        inArray(auditEvents.type, [...statementEvents]),
      ),
    )
    .orderBy(asc(auditEvents.id))
  const tellsOf = ({ facts }: (typeof rows)[number]) => [facts.decisionId, facts.newDecisionId].map(String)
  const told = rows.filter((row) => !tellsOf(row).some((id) => early.has(id)))
  const byCase = Map.groupBy(await openFacts(tx, teamId, told), (row) => row.caseId)
  return wanted
    .filter(({ decisionId }) => !early.has(decisionId))
    .map((one) => deriveStatement(teamId, byCase.get(one.caseId) ?? [], one.decisionId))
}
