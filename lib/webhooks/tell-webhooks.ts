import type { AuditEvent } from '@/lib/audit/events'
import type { DecisionRow } from '@/lib/cases/settled-decision'
import { now } from '@/lib/clock'
import type { Transaction } from '@/lib/db/client'
import type { Job } from '@/lib/jobs/payloads'
import { earlierInForce } from './came-into-force'
import { queueDeliveries } from './queue-deliveries'
import { toldCase } from './told-case'
import { toldDecision } from './told-decision'

/** The jobs that tell the team's webhooks of a decision that has come into force. Told once at most, however often it is asked. */
export async function tellOfDecision(tx: Transaction, decision: DecisionRow): Promise<Job[]> {
  const { teamId, caseId, id: decisionId } = decision
  const earlier = await earlierInForce(tx, decision)
  const event = earlier ? 'decision.changed' : 'decision.made'
  return queueDeliveries(tx, teamId, { event, caseId, decisionId }, () => toldDecision(tx, decision, earlier))
}

/** The jobs that tell them that every copy of a case's media is gone. */
export function tellOfPurge(
  tx: Transaction,
  teamId: string,
  { caseId, because, copies, receipt }: Extract<AuditEvent, { type: 'case.purged' }>,
): Promise<Job[]> {
  return queueDeliveries(tx, teamId, { event: 'case.purged', caseId, decisionId: null }, async () => ({
    team: teamId,
    case: await toldCase(tx, teamId, caseId),
    purge: { because, copies, receipt_sha256: receipt, purged_at: now().toISOString() },
  }))
}
