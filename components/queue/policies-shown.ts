import type { PolicyOfCases } from '@/lib/policies/policies-of-cases'
import type { PolicyInForce } from '@/lib/policies/policy-in-force'
import type { DecideSame } from './bulk-actions'

/** The policy that all of the cases are judged by; null: none, or not one. */
export function sharedPolicy(groups: PolicyOfCases[]): PolicyInForce | null {
  const [only] = groups
  return only && groups.length === 1 ? only.policy : null
}

/** What was shown, as the decision says it: the server refuses what is under another policy or version by then. */
export function shownOf(groups: PolicyOfCases[]): DecideSame['shown'] {
  return groups.map(({ policy, caseIds }) => ({
    caseIds,
    policyId: policy?.policyId ?? null,
    ...(policy && { policyVersion: policy.version }),
  }))
}

/** Sentences on what the cases are judged by, and which of them cannot be decided alike. */
export function policySentences(groups: PolicyOfCases[]): string[] {
  const shared = sharedPolicy(groups)
  const strict = groups.flatMap(({ policy }) => (policy?.rules.exhibitRequired ? policy.name : []))
  return [
    ...(groups.length > 1
      ? [`Not judged by the same policy: ${groups.map(groupWords).join(', ')}. So no action can be chosen for all.`]
      : []),
    ...(groups.length === 1 && !shared ? ['No policy is in force for them, so there is no action to choose.'] : []),
    ...strict.map(
      (name) =>
        `“${name}” asks for an exhibit of each case, so those under it are refused here: decide them one by one.`,
    ),
  ]
}

/** What is missing before it is worth sending, by field. The server asks each case for the same. */
export function missingInMany(
  { finding, reason }: { finding: unknown; reason: string },
  policy: PolicyInForce | null,
): { finding?: string; reason?: string } {
  const least = policy?.rules.reasonLength ?? 1
  return {
    ...(!finding && { finding: 'Choose a finding.' }),
    ...(!reason && { reason: 'Say why, so that others can follow.' }),
    ...(reason && reason.length < least
      ? { reason: `The policy asks for ${least} characters at least; these are ${reason.length}.` }
      : {}),
  }
}

function groupWords({ policy, caseIds }: PolicyOfCases): string {
  const cases = caseIds.length === 1 ? '1 case' : `${caseIds.length} cases`
  return policy ? `${cases} by “${policy.name}”, version ${policy.version}` : `${cases} by none`
}
