import type { Finding } from '@/lib/audit/events'
import { agreementOf } from '@/lib/cases/agreement'
import type { PolicyRules } from '@/lib/policies/policy-rules'
import { isSampled } from './is-sampled'

/** Whether a policy wants somebody else to look before this first decision counts. */
export function needsSecondLook(
  rules: Pick<PolicyRules, 'fourEyes' | 'sampleShare'>,
  { decisionId, finding, label }: { decisionId: string; finding: Finding; label: string | null },
): boolean {
  switch (rules.fourEyes) {
    case 'never':
      return false
    case 'always':
      return true
    case 'against_machine':
      return agreementOf(label, finding) === 'overrides'
    case 'sample':
      return isSampled(decisionId, rules.sampleShare)
    default:
      return rules.fourEyes satisfies never
  }
}
