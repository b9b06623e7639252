import { and, eq } from 'drizzle-orm'
import { policies, policyVersions } from '@/drizzle/schema/policies'
import type { DecisionRow } from '@/lib/cases/settled-decision'
import type { Transaction } from '@/lib/db/client'
import { pseudonymOf } from '@/lib/evidence/pseudonym'
import { readStatements } from '@/lib/evidence/read-statements'
import { toldCase } from './told-case'

/**
 * What webhooks are told of a decision, but for its reason, which is read when it is sent (lib/webhooks/message.ts). People appear
 * under their pseudonyms; what was automated is derived from the trail.
 */
export async function toldDecision(
  tx: Transaction,
  decision: DecisionRow,
  replaces: DecisionRow | null,
): Promise<Record<string, unknown>> {
  const { teamId, caseId, id: decisionId } = decision
  const [statement] = await readStatements(tx, teamId, [{ caseId, decisionId }])
  const policy = await readPolicy(tx, decision)
  return {
    team: teamId,
    case: await toldCase(tx, teamId, caseId),
    decision: {
      id: decisionId,
      kind: decision.kind,
      replaces: replaces?.id ?? null,
      finding: decision.finding,
      tracks: decision.tracks,
      action: decision.action && {
        code: decision.action,
        label: policy?.rules.actions.find(({ code }) => code === decision.action)?.label ?? null,
      },
      policy: policy && { id: policy.id, name: policy.name, version: policy.version },
      confidence: decision.confidence,
      exhibits: decision.exhibits,
      decided_at: decision.createdAt.toISOString(),
      effective_at: (decision.effectiveAt ?? decision.createdAt).toISOString(),
      decided_by: pseudonymOf(teamId, { kind: 'member', id: decision.decidedBy }),
      automated_detection: statement?.statement.automated_detection ?? null,
      automated_decision: statement?.statement.automated_decision ?? null,
    },
    analyses: statement?.docket.analyses ?? [],
  }
}

async function readPolicy(tx: Transaction, { teamId, policyId, policyVersion }: DecisionRow) {
  if (policyId === null || policyVersion === null) return null
  const [found] = await tx
    .select({ id: policies.id, name: policies.name, version: policyVersions.version, rules: policyVersions.rules })
    .from(policyVersions)
    .innerJoin(policies, and(eq(policies.teamId, policyVersions.teamId), eq(policies.id, policyVersions.policyId)))
    .where(
      and(
        eq(policyVersions.teamId, teamId),
        eq(policyVersions.policyId, policyId),
        eq(policyVersions.version, policyVersion),
      ),
    )
  return found ?? null
}
