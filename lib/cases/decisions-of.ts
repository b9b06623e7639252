import { and, desc, eq, getTableColumns } from 'drizzle-orm'
import { decisions } from '@/drizzle/schema/cases'
import { policies, policyVersions } from '@/drizzle/schema/policies'
import { members } from '@/drizzle/schema/teams'
import type { Transaction } from '@/lib/db/client'

const { teamId: _, caseId: __, ...columns } = getTableColumns(decisions)

/** Every decision on a case, those taken back included, newest first; each with its policy's name and its action's in words. */
export async function decisionsOf(tx: Transaction, { teamId, caseId }: { teamId: string; caseId: string }) {
  const rows = await tx
    .select({ ...columns, decidedByName: members.name, policyName: policies.name, rules: policyVersions.rules })
    .from(decisions)
    .leftJoin(members, eq(members.id, decisions.decidedBy))
    .leftJoin(policies, and(eq(policies.teamId, decisions.teamId), eq(policies.id, decisions.policyId)))
    .leftJoin(
      policyVersions,
      and(
        eq(policyVersions.teamId, decisions.teamId),
        eq(policyVersions.policyId, decisions.policyId),
        eq(policyVersions.version, decisions.policyVersion),
      ),
    )
    .where(and(eq(decisions.teamId, teamId), eq(decisions.caseId, caseId)))
    .orderBy(desc(decisions.createdAt), desc(decisions.id))
  return rows.map(({ rules, ...decision }) => ({
    ...decision,
    actionLabel: rules?.actions.find(({ code }) => code === decision.action)?.label ?? decision.action,
  }))
}

export type CaseDecision = Awaited<ReturnType<typeof decisionsOf>>[number]
