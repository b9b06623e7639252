import type { AuditEntry } from '@/lib/audit/list-events'

/** Those of cases still here, without what was taken back: that entry is newer, so it is among the same. */
export function standingDecisions(entries: AuditEntry[]): AuditEntry[] {
  const undone = new Set(
    entries.filter(({ type }) => type === 'case.decision_undone').map(({ facts }) => facts.decisionId),
  )
  return entries.filter(
    ({ type, facts, caseNumber }) => type === 'case.decided' && caseNumber !== null && !undone.has(facts.decisionId),
  )
}
