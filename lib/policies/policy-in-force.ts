import { and, asc, desc, eq, isNull } from 'drizzle-orm'
import type { cases } from '@/drizzle/schema/cases'
import { deskSettings } from '@/drizzle/schema/desk'
import { policies, policyVersions } from '@/drizzle/schema/policies'
import { queues } from '@/drizzle/schema/queues'
import type { Transaction } from '@/lib/db/client'
import { DocketError } from '@/lib/errors'
import type { PolicyRules } from './policy-rules'

export interface PolicyInForce {
  policyId: string
  name: string
  version: number
  words: string
  rules: PolicyRules
}

export interface CasePolicy {
  /** Said by the case, its queue or its team: nobody chooses another. Null: none of them names one. */
  inForce: PolicyInForce | null
  /** Every policy there is, each in its latest version, by name: to choose from where none is in force. */
  choices: PolicyInForce[]
}

type OfCase = Pick<typeof cases.$inferSelect, 'teamId' | 'policyId' | 'queueId'>

/** What a case is judged by. An archived policy is in force nowhere. */
export async function policyOf(tx: Transaction, found: OfCase): Promise<CasePolicy> {
  const choices = await policiesInForce(tx, found.teamId)
  const known = (policyId: string | null) => choices.find((one) => one.policyId === policyId) ?? null
  const inForce =
    known(found.policyId) ?? known(await policyOfQueue(tx, found)) ?? known(await policyOfTeam(tx, found.teamId))
  return { inForce, choices }
}

/** The team's policies that are not archived, each in its latest version, by name. */
export function policiesInForce(tx: Transaction, teamId: string): Promise<PolicyInForce[]> {
  const { policyId, version, words, rules } = policyVersions
  const latest = tx
    .selectDistinctOn([policyId], { policyId, version, words, rules })
    .from(policyVersions)
    .where(eq(policyVersions.teamId, teamId))
    .orderBy(policyId, desc(version))
    .as('latest')
  return tx
    .select({
      policyId: policies.id,
      name: policies.name,
      version: latest.version,
      words: latest.words,
      rules: latest.rules,
    })
    .from(policies)
    .innerJoin(latest, eq(latest.policyId, policies.id))
    .where(and(eq(policies.teamId, teamId), isNull(policies.archivedAt)))
    .orderBy(asc(policies.name))
}

/**
 * What was chosen of them, as it is now. Throws `bad_request` for one that cannot be chosen and where it is not said which version
 * was read, `conflict` for an older one.
 */
export function choosePolicy(
  { inForce, choices }: CasePolicy,
  { policyId, policyVersion }: { policyId?: string | null | undefined; policyVersion?: number | undefined },
): PolicyInForce | null {
  const chosen = policyId === undefined ? inForce : (choices.find((one) => one.policyId === policyId) ?? null)
  if (policyId && !chosen) throw wrongPolicy('is not a policy of this team any more; choose another')
  if (inForce && chosen !== inForce) {
    throw wrongPolicy(`cannot be chosen here: this case is judged by “${inForce.name}”`)
  }
  if (chosen && policyVersion === undefined) {
    throw wrongPolicy(
      `that is in force is “${chosen.name}”, version ${chosen.version}: read it, and say so with the decision`,
    )
  }
  if (chosen && policyVersion !== chosen.version) {
    throw new DocketError(
      'conflict',
      `“${chosen.name}” was changed since you opened this case: version ${chosen.version} is in force now. Reload, read it and decide again.`,
    )
  }
  return chosen
}

function wrongPolicy(says: string): DocketError {
  return new DocketError('bad_request', `The policy ${says}.`, { fields: { policyId: [says] } })
}

async function policyOfQueue(tx: Transaction, { teamId, queueId }: OfCase): Promise<string | null> {
  if (queueId === null) return null
  const [queue] = await tx
    .select({ policyId: queues.policyId })
    .from(queues)
    .where(and(eq(queues.teamId, teamId), eq(queues.id, queueId)))
  return queue?.policyId ?? null
}

/** The id of the policy by which a team judges where neither case nor queue names one; null: none. */
export async function policyOfTeam(tx: Transaction, teamId: string): Promise<string | null> {
  const [settings] = await tx
    .select({ policyId: deskSettings.policyId })
    .from(deskSettings)
    .where(eq(deskSettings.teamId, teamId))
  return settings?.policyId ?? null
}
